"""The answers of a network's layers at a run's steps, in half precision."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from engine.training.step_log import StepLog


class AnswerLog:
    """Answers of layers to the same points at some steps.

    Each layer's answers of a step are divided by a power of two that brings the largest to between
    1 and 2, and rounded to half precision: every number is off by at most 2⁻¹¹ of itself, or by
    2⁻²⁵ of the largest.

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
        self._log = StepLog(sum(self._sizes), every, budget, torch.float16)
        self._scales: dict[int, list[float]] = {}

    @property
    def steps(self) -> list[int]:
        """Those that are kept, in order."""
        return self._log.steps

    def is_due(self, step: int) -> bool:
        """Whether the answers at this step are to be added."""
        return self._log.is_due(step)

    def add(self, step: int, answers: Mapping[str, Tensor]) -> None:
        """Add the answers at a step, float32 tensors of the given shapes by name."""
        pieces = [answers[name] for name in self.shapes]
        scales = [scale_of(piece) for piece in pieces]
        self._scales[step] = scales
        self._log.add(
            step,
            [(p / s).half().flatten() for p, s in zip(pieces, scales, strict=True)],
        )

    def stacked(self) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Return the answers and their scales by layer.

        Returns
        -------
        dict of float16 Tensor (steps, points, …)
        dict of float32 Tensor (steps,)
            What to multiply them with.
        """
        pieces = self._log.rows().split(self._sizes, dim=1)
        named = zip(self.shapes.items(), pieces, strict=True)
        scales = torch.tensor([self._scales[step] for step in self.steps]).reshape(
            len(self.steps), len(self.shapes)
        )
        return (
            {name: piece.reshape(-1, *shape) for (name, shape), piece in named},
            {name: scales[:, i].contiguous() for i, name in enumerate(self.shapes)},
        )


def scale_of(values: Tensor) -> float:
    """Return the greatest power of two that is not above the largest of some numbers.

    It is 1 where that is zero or not finite.
    """
    largest = float(values.abs().max()) if values.numel() else 0.0
    if not 2.0**-126 <= largest < float("inf"):
        return 1.0
    return float(2.0 ** (torch.tensor(largest).frexp().exponent.item() - 1))
