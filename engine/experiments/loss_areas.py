"""Losses as areas: a figure on the error whose area is the loss, and whose edge is the gradient.

Between the prediction and where nothing is to be paid, its height is the size of the gradient, so
that its area is the loss. The squared error is drawn as the square of the error instead: two of its
sides are as long as half the gradient.
"""

from __future__ import annotations

import numpy as np

from engine.experiments.loss_curves import LossFunction

INSIDE = 1e-9
"""How far beside a corner heights are taken, relative to 1: at corners, gradients are set to 0."""


def free_from(loss: LossFunction) -> float | None:
    """Return the prediction from which on nothing is to be paid; None if there is none."""
    if loss.of_score:
        return None
    return {"probability": 1.0, "score": 1.0}.get(loss.domain, loss.target)


def is_square(loss: LossFunction) -> bool:
    """Return whether a loss is drawn as a square."""
    return loss.name == "mse"


def breadth(loss: LossFunction, x: float, end: float, samples: int) -> np.ndarray:
    """Return predictions from one to an end, array (samples + some,), with all corners between.

    Parameters
    ----------
    loss : LossFunction
    x, end : float
    samples : int
    """
    corners = [loss.target - loss.delta, loss.target + loss.delta] if loss.name == "huber" else []
    free = free_from(loss)
    if free is not None:
        corners += [free - INSIDE, free + INSIDE]
    low, high = min(x, end), max(x, end)
    between = [corner for corner in corners if low < corner < high]
    found = np.sort([*np.linspace(low, high, samples), *between])
    return found if x <= end else found[::-1]


def heights(loss: LossFunction, x: float, places: np.ndarray) -> np.ndarray:
    """Return how high the figure of a prediction is, array (places,).

    Parameters
    ----------
    loss : LossFunction
    x : float
        The prediction.
    places : array (places,)
    """
    if is_square(loss):
        return np.full(len(places), abs(x - loss.target))
    free = free_from(loss)
    inner = places
    if free is not None:  # on its side, where the gradient is not that of the corner itself
        inner = np.where(
            np.abs(places - free) < INSIDE / 2, free + INSIDE * np.sign(x - free), places
        )
    return np.abs(loss.gradient(inner))
