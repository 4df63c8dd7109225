"""A user's loss, handed the outputs and labels of a recorded run as the loop handed them to it.

A recording keeps classes, not how their labels were written: as numbers, as -1 and 1, or one-hot,
in a row or a column; nor the shape of a point's targets, such as that of a picture. So all of these
are tried, each in the shapes that the recorder tries, and the losses that training recorded tell
which it was.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import prod

import numpy as np
import torch
from torch import Tensor

from engine.data.dataset import Dataset
from engine.errors import DataError
from engine.landscape.landscape import compared_steps, same_losses
from engine.landscape.parameter_space import Trajectory
from engine.landscape.sampling import Judged
from engine.training.applied_loss import Form, Loss, pairs, value_of, working_forms
from engine.training.labelled_points import LabelledPoints

Spelling = Callable[[Tensor], Tensor]
"""Writes classes (points,), or targets (points, outputs), in another way."""


@dataclass(frozen=True)
class GivenLoss:
    """A user's loss of outputs and of labels as recordings keep them.

    Attributes
    ----------
    loss : callable
        ``loss(outputs, targets)``, as the user wrote it.
    spelling : callable
        Makes targets of classes (points,), or of the targets (points, outputs) of a regression.
    form : Form
        How outputs and targets are handed over.
    dtype : torch.dtype
        Of the outputs; double where a loss has constants of double precision.
    """

    loss: Loss
    spelling: Spelling
    form: Form
    dtype: torch.dtype = torch.float32

    def __call__(self, outputs: Tensor, labels: Tensor) -> Tensor:
        """Return the loss, one number."""
        handed = self.form.shaped(outputs.to(self.dtype), self.spelling(labels))
        return torch.as_tensor(self.loss(*handed))


def given_loss(loss: Loss, run: Trajectory, networks: Judged) -> GivenLoss:
    """Return a loss that hands a user's loss what it is meant for.

    That is the first way in which all recorded losses come out, or else the last of them, which is
    of all points even where training took some at a time; or else the first way that works, in
    which classes are whole numbers from 0 up.

    Parameters
    ----------
    loss : callable
        ``loss(outputs, targets)``.
    run : Recording or ProbedRecording
        With its parameters.
    networks : Judged
        On all of the run's points.

    Raises
    ------
    DataError
        If it cannot be computed in any way, or is not one number.
    """

    @cache
    def outputs_at(row: int) -> Tensor:
        theta = run.rows(row, row + 1)
        return networks.outputs_at({name: x[0] for name, x in theta.items()})

    recorded, some = run.metrics.loss[run.steps], compared_steps(run)

    def comes_out(way: GivenLoss, points: LabelledPoints, rows: np.ndarray) -> bool:
        for row in reversed(rows.tolist()):
            try:
                found = value_of(loss, way.form, outputs_at(row).to(way.dtype), points)
            except Exception:  # whatever a user's function raises
                return False
            if not same_losses(found, recorded[row]):
                return False
        return True

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of ways that are only tried
        ways = _working(loss, run.data, outputs_at(len(run.steps) - 1))
        for rows in (some, some[-1:]):
            for way, points in ways if len(rows) else ():
                if comes_out(way, points, rows):
                    return way
    return ways[0][0]


def _working(loss: Loss, data: Dataset, outputs: Tensor) -> list[tuple[GivenLoss, LabelledPoints]]:
    """Return all ways that work, those first in which each output meets its own target alone.

    Then come those in which it matters which target belongs to which output.
    """
    found: list[tuple[tuple[bool, bool], GivenLoss, LabelledPoints]] = []
    refused: DataError | None = None
    for spelling, targets in _spelled(data, outputs):
        points = LabelledPoints(data, outputs, targets)  # what went in is not asked for
        for dtype in (torch.float32, torch.float64):
            told = outputs.to(dtype)
            try:
                for form, fits in working_forms(loss, told, points):
                    if not form.classes:  # that is a spelling here
                        rank = not fits, not fits and not pairs(loss, form, told, points)
                        found.append((rank, GivenLoss(loss, spelling, form, dtype), points))
                break
            except DataError as error:
                refused = refused or error
    if not found:
        assert refused is not None
        raise refused
    return [(way, points) for _, way, points in sorted(found, key=lambda each: each[0])]


def _spelled(data: Dataset, outputs: Tensor) -> Iterator[tuple[Spelling, Tensor]]:
    """Yield the ways to write labels or targets, those that are most likely first."""
    kept = torch.from_numpy((data.labels if data.targets is None else data.targets).copy())
    spellings: list[Spelling]
    if data.targets is not None:
        spellings = [as_they_are, *([in_a_row] if kept.shape[1] == 1 else [])]
        spellings += _in_shape_of(outputs, kept)
    else:
        width = outputs.shape[1] if outputs.dim() == 2 else 1
        spellings = [as_they_are, as_floats, in_a_column, as_a_column_of_floats]
        if data.classes == 2:
            spellings += [as_signs, as_a_column_of_signs]
        spellings.append(OneHot(max(data.classes, width)))
    for spelling in spellings:
        yield spelling, spelling(kept)


def _in_shape_of(outputs: Tensor, targets: Tensor) -> list[Spelling]:
    """Return the ways to write targets that belong to single places of outputs (points, …)."""
    shape, places = tuple(outputs.shape[1:]), targets.shape[1]
    is_whole = bool((targets == targets.round()).all())
    found: list[Spelling] = []
    if prod(shape) == places and places > 1:
        found += [Reshaped(one) for one in (shape, (*shape, 1)) if len(one) > 1]
    if is_whole:  # classes, and outputs have one more axis for these: the first or the last
        shapes = dict.fromkeys((shape[1:], shape[:-1]))
        found += [Reshaped(one, whole=True) for one in shapes if prod(one) == places]
    return found


def as_they_are(labels: Tensor) -> Tensor:
    """Leave classes or targets as recordings keep them."""
    return labels


def in_a_row(labels: Tensor) -> Tensor:
    """Write one target a point without an axis of its own."""
    return labels.flatten()


def in_a_column(labels: Tensor) -> Tensor:
    """Write classes one below the other."""
    return labels[:, None]


def as_floats(labels: Tensor) -> Tensor:
    """Write classes as numbers with a point."""
    return labels.float()


def as_a_column_of_floats(labels: Tensor) -> Tensor:
    """Write classes as numbers with a point, one below the other."""
    return labels.float()[:, None]


def as_signs(labels: Tensor) -> Tensor:
    """Write two classes as -1 and 1."""
    return 2 * labels.float() - 1


def as_a_column_of_signs(labels: Tensor) -> Tensor:
    """Write two classes as -1 and 1, one below the other."""
    return as_signs(labels)[:, None]


@dataclass(frozen=True)
class Reshaped:
    """Write the targets of a point in a shape of their own.

    Attributes
    ----------
    shape : tuple of int
        Of the targets of one point.
    whole : bool
        Whether they are classes, whole numbers.
    """

    shape: tuple[int, ...]
    whole: bool = False

    def __call__(self, targets: Tensor) -> Tensor:
        """Return the targets (points, …) in that shape."""
        shaped = targets.reshape(-1, *self.shape)
        return shaped.long() if self.whole else shaped


@dataclass(frozen=True)
class OneHot:
    """Write each class as a row of zeros with a single 1.

    Attributes
    ----------
    width : int
        Of the rows.
    """

    width: int

    def __call__(self, labels: Tensor) -> Tensor:
        """Return rows (points, width)."""
        return torch.nn.functional.one_hot(labels, self.width).float()
