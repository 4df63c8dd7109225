"""What is measured at each step of a run while it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor, nn

from engine.errors import DataError
from engine.recordings.metrics import Metrics
from engine.training.judging import Judge
from engine.training.measuring.gradient_norms import GradientNorms
from engine.training.measuring.right_counts import RightCounts


class Measurements:
    """Loss, gradient norms and points classified rightly, step by step.

    Parameters
    ----------
    groups : dict
        Name of each layer that has parameters → those of them that are trained.
    judge : Judge
        Of all points.
    """

    def __init__(self, groups: Mapping[str, list[nn.Parameter]], judge: Judge) -> None:
        self.judge = judge
        self._norms = GradientNorms(groups)
        # Plain numbers: tensors that stay would lie between those that training makes and frees.
        self._losses: list[float] = []
        self._right = RightCounts(judge)
        self._untold: set[int] = set()
        self._kept = False

    def follow(self, groups: Mapping[str, list[nn.Parameter]]) -> None:
        """Measure the gradients of other parameters from now on; a layer may have none left."""
        self._norms.follow(groups)

    def cut(self, steps: int) -> None:
        """Forget what was measured after so many steps."""
        del self._losses[steps:]
        self._norms.cut(steps)
        self._right.cut(steps)
        self._untold = {step for step in self._untold if step < steps}

    def __len__(self) -> int:
        """Return the number of steps that were measured."""
        return len(self._losses)

    @property
    def know_accuracy(self) -> bool:
        """Whether the points classified rightly were counted at every step with a loss, if any."""
        none = 0 < len(self._losses) == len(self._untold)
        return len(self._right) == len(self._losses) and not none

    @property
    def have_gradients(self) -> bool:
        """Whether those of the next step are measured already."""
        return self._kept

    @property
    def losses(self) -> np.ndarray:
        """The losses that were told so far, float64 array."""
        steps = enumerate(self._losses)
        return np.array([loss for step, loss in steps if step not in self._untold])

    @property
    def all_losses(self) -> np.ndarray:
        """The loss of every step, float64 array; NaN where none was told."""
        return np.array(self._losses)

    def measure_gradients(self) -> None:
        """Measure the gradients as they are now for the next step."""
        self._norms.measure()
        self._kept = True

    def add(self, loss: Tensor | float | None, outputs: Any = None) -> None:
        """Measure a step, with the gradients kept or as they are; without a loss these alone.

        Parameters
        ----------
        loss : Tensor or float or None
        outputs : array (points, …), optional
            For all points.
        """
        if loss is None:
            self._untold.add(len(self._losses))
            self._right.skip()
            loss = torch.nan
        elif outputs is not None:
            self._right.add(outputs)
        self._losses.append(_scalar(loss))
        if not self._kept:
            self._norms.measure()
        self._kept = False

    def forget_gradients(self) -> None:
        """Leave the gradient norms of the last step unknown."""
        self._norms.forget_last()

    def add_last(self, loss: float, outputs: Any = None) -> None:
        """Add the state after the last update, of which there are no gradients."""
        known = self.know_accuracy
        self._losses.append(loss)
        if not self._kept:
            self._norms.measure()
        self._norms.forget_last()
        if known and outputs is not None:
            self._right.add(outputs)

    def metrics(self, threshold: float) -> Metrics:
        """Return what was measured, with the accuracy by a threshold."""
        known = self.know_accuracy
        accuracy = self._right.shares(threshold) if known else [np.nan] * len(self._losses)
        return Metrics(
            loss=_shortened(self._losses),
            accuracy=_shortened(accuracy),
            gradient_norm=_shortened(self._norms.values()),
            layers=self._norms.layers,
        )


def _scalar(loss: Tensor | float) -> float:
    try:
        return float(loss.item() if isinstance(loss, Tensor) else loss)
    except (TypeError, ValueError, RuntimeError):
        raise DataError(
            "record needs the loss as one number; give it reduced over the samples, as loss.mean()"
        ) from None


def _shortened(numbers: ArrayLike) -> np.ndarray:
    """Return numbers as float32, of which those that are too large are infinite."""
    with np.errstate(over="ignore"):
        return np.asarray(numbers, dtype=np.float64).astype(np.float32)
