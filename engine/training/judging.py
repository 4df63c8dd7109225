"""Judge a network's outputs for some points: right or wrong, and what loss."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import DataError
from engine.tracing.asking import asked
from engine.tracing.tracing import evaluating
from engine.training.applied_loss import Form, Loss, fitting_form, value_of
from engine.training.labelled_points import LabelledPoints
from engine.training.users_network import check_outputs

AT_ONCE = 4096
"""Points of one forward pass."""
LOGIT, PROBABILITY = 0.0, 0.5
"""Above which a single output means class 1."""


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
    width : int or None
        Numbers that the network gives for a point, if that is known.
    is_learned : bool
        Whether the loss is not the user's word, but what the recorded losses have been so far.
    """

    points: LabelledPoints
    threshold: float
    loss: Loss | None = None
    width: int | None = None
    is_learned: bool = False
    _form: Form | None = field(default=None, init=False)

    @property
    def is_undecided(self) -> bool:
        """Whether a single output may turn out to be a probability, as the losses will tell."""
        unknown = self.loss is None or self.is_learned
        single = self.points.data.classes == 2 and self.width in (None, 1)
        return unknown and single and self.threshold == LOGIT

    def count_right(self, outputs: Any) -> dict[float, int] | None:
        """Return how many points are classified rightly by outputs (points, …); None if none can.

        In a regression there is no right and wrong.

        Returns
        -------
        dict or None
            Threshold → points; as long as it is undecided, for both that may turn out right.

        Raises
        ------
        DataError
            If there is not one row for each point, or it is not one of the network's outputs.
        """
        rows = self.rows_of(outputs)
        return None if rows is None else self.counts(rows[None])[0]

    def rows_of(self, outputs: Any) -> np.ndarray | None:
        """Return outputs (points, …) as an array (points, numbers); None in a regression.

        Raises
        ------
        DataError
            If there is not one row for each point, or it is not one of the network's outputs.
        """
        if self.points.data.is_regression:
            return None
        outputs, points = _as_array(outputs), len(self.points.data.labels)
        if len(outputs) != points:
            raise DataError(
                f"record got outputs for {len(outputs)} points, not for all {points}; leave "
                "them out, and they are computed"
            )
        rows = outputs.reshape(points, -1)
        if self.width is not None and rows.shape[1] != self.width:
            raise DataError(
                f"record got outputs of {rows.shape[1]} numbers a point, and the network gives "
                f"{self.width}; hand over its own outputs, or leave them out"
            )
        return rows

    def counts(self, rows: np.ndarray) -> list[dict[float, int]]:
        """Return what `count_right` does, for each step of an array (steps, points, numbers)."""
        thresholds = (LOGIT, PROBABILITY) if self.is_undecided else (self.threshold,)
        labels = self.points.data.labels
        right = [np.count_nonzero(_classes(rows, each) == labels, axis=1) for each in thresholds]
        return [
            dict(zip(thresholds, map(int, each), strict=True)) for each in zip(*right, strict=True)
        ]

    def accuracies(self, outputs: Any) -> dict[float, float]:
        """Return the share of points that are classified rightly, by threshold as `count_right`.

        In a regression it is NaN.
        """
        right = self.count_right(outputs)
        if right is None:
            return {self.threshold: float("nan")}
        return {each: count / self.points.data.samples for each, count in right.items()}

    def accuracy(self, outputs: Any) -> float:
        """Return the share of points that are classified rightly, or NaN in a regression."""
        return self.accuracies(outputs)[self.threshold]

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
        self.width = outputs[0].numel()
        check_outputs(self.width, self.points.data, compared=self.loss is not None)
        if self.loss is not None:
            first = self.points.chosen(torch.arange(len(outputs)))
            self._form = fitting_form(self.loss, outputs.cpu(), first)

    def for_points(self, points: LabelledPoints) -> Judge:
        """Return a judge by the same rules for other points."""
        judge = Judge(points, self.threshold, self.loss, self.width)
        judge._form = self._form
        return judge


def _as_array(outputs: Any) -> np.ndarray:
    """Return outputs as an array, which is faster to judge at every step than a tensor is."""
    if not isinstance(outputs, Tensor):
        return np.array(outputs)
    held = outputs.detach().cpu()
    return (held.float() if held.dtype == torch.bfloat16 else held).numpy()


def _classes(rows: np.ndarray, threshold: float) -> np.ndarray:
    """Return classes, as `engine.geometry.decisions.classes_of` does of tensors."""
    return rows.argmax(-1) if rows.shape[-1] > 1 else rows[..., 0] > threshold


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
