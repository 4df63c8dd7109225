"""Judge a network's outputs for some points: right or wrong, and what loss."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import DataError
from engine.geometry.decisions import classes_of
from engine.tracing.asking import asked
from engine.tracing.tracing import evaluating
from engine.training.applied_loss import Form, Loss, fitting_form, value_of
from engine.training.labelled_points import LabelledPoints
from engine.training.users_network import check_outputs

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
    _form: Form | None = field(default=None, init=False)

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

        Outputs and targets are handed over in the shapes that the loss is meant for
        (`engine.training.applied_loss`).

        Raises
        ------
        DataError
            If the loss cannot be computed, or is not one number.
        """
        if self.loss is None:
            return float("nan")
        if self._form is None:
            self._form = fitting_form(self.loss, outputs, self.points)
        return value_of(self.loss, self._form, outputs, self.points)

    def try_out(self, outputs: Tensor) -> None:
        """Judge outputs of the first points: better it fails before the training.

        Raises
        ------
        NetworkError
            If the outputs do not suit what is to be predicted.
        DataError
            If the loss cannot be computed, or is not one number.
        """
        check_outputs(outputs[0].numel(), self.points.data)
        if self.loss is not None:
            first = self.points.chosen(torch.arange(len(outputs)))
            self._form = fitting_form(self.loss, outputs.cpu(), first)

    def for_points(self, points: LabelledPoints) -> Judge:
        """Return a judge by the same rules for other points."""
        judge = Judge(points, self.threshold, self.loss)
        judge._form = self._form
        return judge


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
        parts = [asked(network, part, output) for part in inputs.split(AT_ONCE)]
    return torch.cat(parts).cpu()
