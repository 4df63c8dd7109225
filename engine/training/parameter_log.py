"""The parameters of a run's steps in little memory: evenly spread, however long the run is."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

BLOCK = 256
"""Steps for which memory is taken at once."""


class ParameterLog:
    """Copies of tensors at some steps.

    Parameters
    ----------
    tensors : sequence of Tensor
        Parameters that change; always the same objects, float32.
    every : int
        Keep every so many steps.
    budget : int
        Most bytes to keep, but three steps at least. When they are used up, every second step is
        dropped and the spacing doubles.

    Attributes
    ----------
    steps : list of int
        Those that are kept, in order.
    """

    def __init__(self, tensors: Sequence[Tensor], every: int, budget: int) -> None:
        self.steps: list[int] = []
        self._tensors, self._every = list(tensors), every
        self._flat = [t.detach().reshape(-1) for t in self._tensors]
        self._size = sum(t.numel() for t in self._flat)
        # The last state comes on top.
        self._capacity = max(budget // (4 * self._size) - 1, 2)
        self._block = min(BLOCK, self._capacity + 1)
        self._blocks: list[Tensor] = []

    def keep(self, step: int) -> None:
        """Copy the tensors as they are now, if it is the turn of this step."""
        if step % self._every:
            return
        if len(self.steps) == self._capacity:
            self._thin_out()
            if step % self._every:
                return
        self._copy(step)

    def keep_last(self, step: int) -> None:
        """Copy the tensors as they are now, whatever the spacing, unless the step is kept."""
        if not self.steps or self.steps[-1] != step:
            self._copy(step)

    def stacked(self) -> list[Tensor]:
        """Return what was kept of each tensor, of shape (steps, *its own)."""
        rows = torch.cat([*self._blocks])[: len(self.steps)]
        pieces = rows.split([t.numel() for t in self._flat], dim=1)
        return [p.reshape(-1, *t.shape) for p, t in zip(pieces, self._tensors, strict=True)]

    def _copy(self, step: int) -> None:
        row = len(self.steps)
        if row == self._block * len(self._blocks):
            self._blocks.append(torch.empty(self._block, self._size))
        # Optimisers mostly update in place, so that views stay valid; not so after p.data = …
        if any(
            f.data_ptr() != t.data_ptr() for f, t in zip(self._flat, self._tensors, strict=True)
        ):
            self._flat = [t.detach().reshape(-1) for t in self._tensors]
        torch.cat(self._flat, out=self._blocks[row // self._block][row % self._block])
        self.steps.append(step)

    def _thin_out(self) -> None:
        kept = torch.cat(self._blocks)[: len(self.steps) : 2]
        self._blocks, self.steps = list(kept.split(self._block)), self.steps[::2]
        room = torch.empty(self._block - len(self._blocks[-1]), self._size)
        self._blocks[-1] = torch.cat([self._blocks[-1], room])
        self._every *= 2
