"""The parameters of a run's steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from engine.tracing.parameter_sources import Source, read
from engine.training.step_log import StepLog


class ParameterLog:
    """Copies of tensors at some steps, as float32.

    Parameters
    ----------
    sources : sequence of Tensor or callable
        Tensors that change, always the same objects, or functions that return them.
    every, budget : int
        As `StepLog` has them.

    Attributes
    ----------
    sources : list
        As they are now.
    """

    def __init__(self, sources: Sequence[Source], every: int, budget: int) -> None:
        self._shapes = [read(source).shape for source in sources]
        self._log = StepLog(sum(shape.numel() for shape in self._shapes), every, budget)
        self._take(sources)

    def follow(self, sources: Sequence[Source]) -> bool:
        """Copy other tensors from now on; return whether they have the shapes of those before."""
        if [read(source).shape for source in sources] != self._shapes:
            return False
        self._take(sources)
        return True

    def _take(self, sources: Sequence[Source]) -> None:
        self.sources = list(sources)
        self._direct = all(
            isinstance(s, Tensor) and s.dtype == torch.float32 and s.device.type == "cpu"
            for s in self.sources
        )
        self._flat: list[np.ndarray] = []
        self._starts: list[int] = []

    @property
    def steps(self) -> list[int]:
        """Those that are kept, in order."""
        return self._log.steps

    def is_due(self, step: int) -> bool:
        """Whether it is the turn of this step."""
        return self._log.is_due(step)

    def keep(self, step: int) -> None:
        """Copy the tensors as they are now, if it is the turn of this step."""
        if self._log.is_due(step):
            self._copy(step)

    def keep_last(self, step: int) -> None:
        """Copy the tensors as they are now, whatever the spacing, unless the step is kept."""
        if not self.steps or self.steps[-1] != step:
            self._copy(step)

    def stacked(self) -> list[Tensor]:
        """Return what was kept of each tensor, of shape (steps, *its own)."""
        pieces = self._log.columns([shape.numel() for shape in self._shapes])
        paired = zip(pieces, self._shapes, strict=True)
        return [piece.reshape(-1, *shape).contiguous() for piece, shape in paired]

    def _copy(self, step: int) -> None:
        # Optimisers mostly update in place, so that views stay valid; not so after p.data = …
        if not self._direct or self._starts != [s.data_ptr() for s in self.sources]:  # type: ignore[union-attr]
            values = [read(s).reshape(-1).to("cpu", torch.float32) for s in self.sources]
            self._starts = [value.data_ptr() for value in values]
            self._flat = [value.numpy() for value in values]
        self._log.add(step, self._flat)
