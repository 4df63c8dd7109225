"""The answers of a network's layers at a run's steps, in half precision."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import nullcontext
from itertools import accumulate

import numpy as np
import torch
from torch import Tensor

from engine.errors import DataError
from engine.tracing.asking import as_before
from engine.tracing.probing import Probe
from engine.training.step_log import StepLog

LARGEST = 2.0**15
"""Half precision has no numbers beyond twice this."""


class AnswerLog:
    """Answers of layers to the same points at some steps.

    Where the largest of a layer's answers of a step is below 1 or above 2¹⁵, all are divided by a
    power of two that brings it to between 1 and 2. Then they are rounded to half precision: every
    number is off by at most 2⁻¹¹ of itself, or by 2⁻²⁵ of the largest.

    Parameters
    ----------
    shapes : dict
        Name of a layer → shape (points, …) of its answers.
    every, budget : int
        As `StepLog` has them.
    """

    def __init__(self, shapes: Mapping[str, tuple[int, ...]], every: int, budget: int) -> None:
        self.shapes = dict(shapes)
        self._sizes = [torch.Size(shape).numel() for shape in shapes.values()]
        ends = [*accumulate(self._sizes)]
        starts = (end - size for end, size in zip(ends, self._sizes, strict=True))
        self._places = dict(zip(shapes, map(slice, starts, ends), strict=True))
        self._written: dict[str, float] = {}
        self._log = StepLog(sum(self._sizes), every, budget, np.float16)
        self._scales: dict[int, list[float]] = {}

    @property
    def steps(self) -> list[int]:
        """Those that are kept, in order."""
        return self._log.steps

    def is_due(self, step: int) -> bool:
        """Whether the answers at this step are to be added."""
        return self._log.is_due(step)

    def ask(self, probe: Probe, step: int) -> Tensor:
        """Keep what a probed network answers at a step, and return its outputs.

        Raises
        ------
        AnswersChangedError
            If it fails, or answers in other shapes than at the steps before.
        """
        with as_before() if self.steps else nullcontext():
            outputs = probe.ask(self.write)
            self.keep(step)
        return outputs

    def write(self, name: str, answer: Tensor) -> None:
        """Write down a layer's answer at the next step, if it is one of those that are kept.

        Raises
        ------
        DataError
            If it has another shape than before.
        """
        shape = self.shapes.get(name)
        if shape is None:
            return
        if tuple(answer.shape) != tuple(shape):
            raise DataError(_changed(name, shape, tuple(answer.shape)))
        answer = answer.detach().to("cpu", torch.float32)
        scale = self._written[name] = scale_of(answer)
        # Rounded on the way, since copies in between would cost as much as all the rest.
        place = self._log.next_row()[self._places[name]].reshape(shape)
        kept = torch.from_numpy(place)
        if scale == 1.0:
            kept.copy_(answer)  # three times as fast as a division
        else:
            torch.div(answer, scale, out=kept)

    def keep(self, step: int) -> None:
        """Keep what was written down as the answers at a step.

        Raises
        ------
        DataError
            If a layer is missing.
        """
        for name, shape in self.shapes.items():
            if name not in self._written:
                raise DataError(_changed(name, shape, "none"))
        self._scales[step] = [self._written[name] for name in self.shapes]
        self._written = {}
        self._log.keep(step)

    def stacked(self) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Return the answers and their scales by layer.

        Returns
        -------
        dict of float16 Tensor (steps, points, …)
        dict of float32 Tensor (steps,)
            What to multiply them with.
        """
        pieces = self._log.columns(self._sizes)
        named = zip(self.shapes.items(), pieces, strict=True)
        scales = torch.tensor([self._scales[step] for step in self.steps]).reshape(
            len(self.steps), len(self.shapes)
        )
        return (
            {name: piece.reshape(-1, *shape) for (name, shape), piece in named},
            {name: scales[:, i].contiguous() for i, name in enumerate(self.shapes)},
        )


def scale_of(values: Tensor) -> float:
    """Return what some numbers are divided by, lest half precision overflow or lose small ones.

    It is the greatest power of two that is not above the largest; 1 where that is between 1 and
    2¹⁵, zero or not finite.
    """
    if not values.numel():
        return 1.0
    lowest, highest = torch.aminmax(values)
    largest = max(-lowest.item(), highest.item())
    if 1 <= largest < LARGEST or not 2.0**-126 <= largest < math.inf:
        return 1.0
    return math.ldexp(1.0, math.frexp(largest)[1] - 1)


def _changed(name: str, before: object, now: object) -> str:
    return (
        f"the layer {name!r} returned {before} before, and now {now}; a recording holds one "
        "network, so begin another where its layers change"
    )
