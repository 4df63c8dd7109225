"""Losses and their gradients as functions of one prediction, and their response to an outlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.optimize import minimize_scalar
from torch import Tensor
from torch.nn import functional as F

from engine.experiments.loss_functions import LOSS_FUNCTIONS


@dataclass(frozen=True)
class LossFunction:
    """The loss of one prediction.

    Attributes
    ----------
    name : str
        In `LOSS_FUNCTIONS`.
    target : float
        What is to be predicted; losses of classes have class 1 as the right one.
    delta : float
        Where Huber's loss goes from squared to straight.
    of_score : bool
        Whether cross-entropy is taken of a score, of which the sigmoid makes a probability, so that
        it has the same axis as the hinge loss.

    References
    ----------
    Huber 1964, Robust estimation of a location parameter; Cortes & Vapnik 1995, Support-vector
    networks (hinge).
    """

    name: str
    target: float = 0.0
    delta: float = 1.0
    of_score: bool = False

    @property
    def domain(self) -> str:
        """The kind of its argument; see `LossKind`."""
        return "score" if self.of_score else LOSS_FUNCTIONS[self.name].domain

    def __call__(self, x: np.ndarray | float) -> np.ndarray:
        """Return the loss at predictions (…)."""
        values: np.ndarray = self._apply(torch.tensor(x, dtype=torch.float64)).numpy()
        return values

    def gradient(self, x: np.ndarray | float) -> np.ndarray:
        """Return the derivative at predictions (…), by autograd; 0 at a corner with a minimum."""
        at = torch.tensor(x, dtype=torch.float64, requires_grad=True)
        (gradient,) = torch.autograd.grad(self._apply(at).sum(), at)
        found: np.ndarray = gradient.numpy()
        return found

    def _apply(self, x: Tensor) -> Tensor:
        one, target = torch.ones_like(x), torch.full_like(x, self.target)
        if self.name == "mse":
            return F.mse_loss(x, target, reduction="none")
        if self.name == "mae":
            return F.l1_loss(x, target, reduction="none")
        if self.name == "huber":
            return F.huber_loss(x, target, reduction="none", delta=self.delta)
        if self.name == "hinge":
            return F.relu(1 - x)
        if self.of_score:
            return F.binary_cross_entropy_with_logits(x, one, reduction="none")
        return F.binary_cross_entropy(x, one, reduction="none")


@dataclass(frozen=True)
class OutlierStudy:
    """The constants that fit some numbers best, while one of them moves away.

    Attributes
    ----------
    points : float64 array (points,)
        Those that stay.
    outlier : float64 array (moves,)
        Where the last one is.
    best : float64 array (losses, moves)
        Per loss, the constant with the smallest total loss over all points.
    """

    points: np.ndarray
    outlier: np.ndarray
    best: np.ndarray


def total_loss(loss: LossFunction, constant: float, targets: np.ndarray) -> float:
    """Return the sum of the losses of one constant prediction over targets (points,)."""
    return float(loss(constant - targets + loss.target).sum())


def best_constant(loss: LossFunction, targets: np.ndarray) -> float:
    """Return the constant prediction with the smallest total loss over targets (points,).

    The mean for squared, the median for absolute error (of an odd number of targets).
    """
    low, high = float(targets.min()), float(targets.max())
    found = minimize_scalar(
        lambda constant: total_loss(loss, constant, targets),
        bounds=(low, high), method="bounded", options={"xatol": 1e-9},
    )  # fmt: skip
    return float(found.x)


def outlier_study(
    losses: Sequence[LossFunction], points: np.ndarray, outlier: np.ndarray
) -> OutlierStudy:
    """Compute the best constants for fixed points and one more at each place of `outlier`."""
    best = [[best_constant(loss, np.append(points, place)) for place in outlier] for loss in losses]
    return OutlierStudy(points, outlier, np.array(best).reshape(len(losses), len(outlier)))
