"""How far a perceptron's line turns while its weights change, and how to turn it evenly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SAMPLES = 65
"""Moments of the change at which the direction of the line is looked up."""
EVENLY = 0.2
"""Share of the time that goes by the weights: a line that only shifts does not turn."""


@dataclass(frozen=True)
class Swing:
    """A change of weights along a straight way.

    Attributes
    ----------
    angle : float
        By which the line turns in all, radians.
    progress : float array (samples,)
        Share of the time by which so much of the change is made, for shares evenly spaced.
    """

    angle: float
    progress: np.ndarray

    def share_at(self, progress: float) -> float:
        """Return how much of the change is made at a progress in [0, 1]."""
        return float(np.interp(progress, self.progress, np.linspace(0, 1, len(self.progress))))


def swing_of(before: np.ndarray, after: np.ndarray) -> Swing:
    """Look at how a line turns between two weights.

    Parameters
    ----------
    before, after : array (3,)
        Bias first. Weights of 0 make no line, and turn nothing.

    Returns
    -------
    Swing
        By which the line turns evenly, where it turns.
    """
    shares = np.linspace(0, 1, SAMPLES)
    normals = before[1:] + shares[:, None] * (after[1:] - before[1:])
    lengths = np.linalg.norm(normals, axis=1)
    one, other = normals[:-1], normals[1:]
    crossed = np.abs(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])
    turns = np.arctan2(crossed, (one * other).sum(axis=1))
    turns[(lengths[:-1] == 0) | (lengths[1:] == 0)] = 0.0
    turned = np.concatenate([[0.0], np.cumsum(turns)])
    angle = float(turned[-1])
    if angle == 0:
        return Swing(0.0, shares)
    return Swing(angle, EVENLY * shares + (1 - EVENLY) * turned / angle)
