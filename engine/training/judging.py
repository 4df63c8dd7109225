"""Judge a network's outputs for some points: right or wrong, and what loss."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import DataError
from engine.geometry.decisions import classes_of
from engine.tracing.tracing import evaluating, picked_output
from engine.training.labelled_points import LabelledPoints

Loss = Callable[[Tensor, Tensor], Tensor]
AT_ONCE = 4096
"""Points of one forward pass."""


@dataclass
class Judge:
    """Judge of outputs for some points.

    Attributes
    ----------
    points : LabelledPoints
    threshold : float
        Above which a single output means class 1.
    loss : callable or None
        ``loss(outputs, targets)``, if it is known.
    """

    points: LabelledPoints
    threshold: float
    loss: Loss | None = None

    def count_right(self, outputs: Any) -> int | None:
        """Return how many points are classified rightly by outputs (points, …); None if none can.

        In a regression there is no right and wrong.

        Raises
        ------
        DataError
            If there is not one row for each point.
        """
        if self.points.data.is_regression:
            return None
        if not isinstance(outputs, Tensor):
            outputs = torch.from_numpy(np.array(outputs))
        labels = self.points.data.labels
        if len(outputs) != len(labels):
            raise DataError(
                f"record got outputs for {len(outputs)} points, not for all {len(labels)}; leave "
                "them out, and they are computed"
            )
        rows = outputs.detach().reshape(len(outputs), -1)
        return int(np.count_nonzero(classes_of(rows, self.threshold).cpu().numpy() == labels))

    def accuracy(self, outputs: Any) -> float:
        """Return the share of points that are classified rightly, or NaN in a regression."""
        right = self.count_right(outputs)
        return float("nan") if right is None else right / self.points.data.samples

    def measure(self, outputs: Tensor) -> float:
        """Return the loss of outputs, or NaN if it is not known.

        Targets (points,) of outputs (points, 1), or the other way round, are meant one for each:
        PyTorch's own losses would compare every output with every target, and warn.
        """
        if self.loss is None:
            return float("nan")
        targets = self.points.targets
        if targets.is_floating_point():
            targets = targets.to(outputs.dtype)
        with torch.no_grad(), warnings.catch_warnings():
            warnings.filterwarnings("error", message="Using a target size")
            try:
                return float(self.loss(outputs, targets))
            except UserWarning:
                return float(self.loss(outputs, targets.reshape(outputs.shape)))

    def for_points(self, points: LabelledPoints) -> Judge:
        """Return a judge by the same rules for other points."""
        return Judge(points, self.threshold, self.loss)


def cross_entropy(outputs: Tensor, targets: Tensor) -> Tensor:
    """Return the mean cross-entropy of logits (points, classes).

    Parameters
    ----------
    outputs : Tensor
    targets : Tensor
        Labels (points,) or (points, 1), or one-hot rows.
    """
    if targets.dim() == 2 and targets.shape[1] > 1:
        return nn.functional.cross_entropy(outputs, targets.to(outputs.dtype))
    return nn.functional.cross_entropy(outputs, targets.reshape(-1).long())


def outputs_for(network: nn.Module, inputs: Tensor, output: int | str | None) -> Tensor:
    """Return a network's outputs for many points, in evaluation, without disturbing training."""
    with evaluating(network):
        parts = [picked_output(network(part), output) for part in inputs.split(AT_ONCE)]
    return torch.cat(parts).cpu()
