"""Apply a user's own loss to outputs and targets, in the shapes that it is meant for.

A loop may squeeze outputs, unsqueeze labels, or turn -1 into 0 on the way to its loss. Broadcasting
would compare every output with every target without a word, so shapes are tried: those are taken
in which the loss of a few points is the mean, or the sum, of the losses of each alone; if it is so
in none, as of a correlation, those in which it matters which target belongs to which output.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.errors import DataError
from engine.training.labelled_points import LabelledPoints

Loss = Callable[[Tensor, Tensor], Tensor]
FEW = 5
"""Points by which shapes are told apart."""
CLOSE = 1e-4


@dataclass(frozen=True)
class Form:
    """How outputs and targets are handed to a loss.

    Attributes
    ----------
    shape : tuple of int, optional
        Of both; without it each has its own.
    floats : bool
        Whether targets are made numbers like the outputs.
    classes : bool
        Whether targets are the classes, whole numbers from 0 up, however they were written.
    """

    shape: tuple[int, ...] | None = None
    floats: bool = False
    classes: bool = False

    def of(self, outputs: Tensor, points: LabelledPoints) -> tuple[Tensor, Tensor]:
        """Return outputs and the targets of their points in this form."""
        if self.classes:
            return outputs, torch.from_numpy(points.data.labels.copy())
        return self.shaped(outputs, points.targets)

    def shaped(self, outputs: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Return outputs and targets in the shape of this form, as numbers if they are to be."""
        if self.floats or targets.is_floating_point():
            targets = targets.to(outputs.dtype)
        if self.shape is None:
            return outputs, targets
        return outputs.reshape(self.shape), targets.reshape(self.shape)


COLUMN, ROW = (-1, 1), (-1,)


def fitting_form(loss: Loss, outputs: Tensor, points: LabelledPoints) -> Form:
    """Return the form in which a loss takes outputs (points, …) and the targets of as many points.

    Raises
    ------
    DataError
        If there is none, or the loss is not one number.
    """
    working: list[Form] = []
    for form, fits in working_forms(loss, outputs, points):
        if fits:
            return form
        working.append(form)
    return next((form for form in working if pairs(loss, form, outputs, points)), working[0])


def working_forms(
    loss: Loss, outputs: Tensor, points: LabelledPoints
) -> Iterator[tuple[Form, bool]]:
    """Yield the forms in which a loss can be computed, and whether each output meets its own alone.

    Raises
    ------
    DataError
        If there is none, or the loss is not one number.
    """
    if isinstance(loss, type):
        raise DataError(f"loss={loss.__name__} is a class; make one of it: loss={loss.__name__}()")
    failed: Exception | None = None
    works = False
    for form in _forms(outputs, points):
        try:
            value_of(loss, form, outputs, points)
            fits = _meets_each_alone(loss, form, outputs, points)
        except DataError:
            raise
        except Exception as error:  # whatever a user's function raises
            failed = failed or error
            continue
        works = True
        yield form, fits
    if not works:
        raise DataError(
            f"loss(outputs, labels) fails for outputs of shape {tuple(outputs.shape)} and labels "
            f"of shape {tuple(points.targets.shape)}: {failed}"
        )


def value_of(loss: Loss, form: Form, outputs: Tensor, points: LabelledPoints) -> float:
    """Return a loss of outputs, in a form that fits.

    Raises
    ------
    DataError
        If it is not one number.
    """
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as of a spread of a single point
        warnings.filterwarnings("error", message="Using a target size")
        value = loss(*form.of(outputs, points))
    if isinstance(value, Tensor) and value.numel() != 1:
        raise DataError(
            f"loss(outputs, labels) is {value.numel()} numbers, not one; reduce it over them, as "
            'reduction="mean" does'
        )
    try:
        return float(value)
    except (TypeError, ValueError, RuntimeError):
        raise DataError(
            f"loss(outputs, labels) is a {type(value).__name__}, not one number"
        ) from None


def _forms(outputs: Tensor, points: LabelledPoints) -> Iterator[Form]:
    shape, other = outputs.shape, points.targets.shape
    if shape != other and shape.numel() == other.numel() and max(len(shape), len(other)) > 2:
        yield Form((-1, *shape[1:]))
    yield Form()
    if outputs.dim() == 2 and outputs.shape[1] == 1 and points.targets.numel() == len(outputs):
        for floats in (False, True):
            yield from (Form(shape, floats) for shape in (COLUMN, ROW))
    if not points.data.is_regression:
        yield Form(classes=True)


def pairs(loss: Loss, form: Form, outputs: Tensor, points: LabelledPoints) -> bool:
    """Return whether it matters which target belongs to which output.

    It does not where every output is compared with every target.
    """
    order = torch.arange(len(outputs))
    told = value_of(loss, form, outputs, points)
    return any(
        not math.isclose(
            told, value_of(loss, form, outputs, points.chosen(other)), rel_tol=CLOSE, abs_tol=1e-6
        )
        for other in (order.flip(0), order.roll(1))
    )


def _meets_each_alone(loss: Loss, form: Form, outputs: Tensor, points: LabelledPoints) -> bool:
    """Return whether each output is compared with its own target alone."""
    count = min(FEW, len(outputs))
    if outputs.dim() != 2 or outputs.shape[1] > 1 or count < 2:
        return True

    def of(start: int, end: int) -> float:
        return value_of(loss, form, outputs[start:end], points.chosen(torch.arange(start, end)))

    total, together = math.fsum(of(i, i + 1) for i in range(count)), of(0, count)
    return any(
        math.isclose(together, whole, rel_tol=CLOSE, abs_tol=1e-6)
        for whole in (total, total / count)
    )
