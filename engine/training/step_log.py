"""Rows of numbers for the steps of a run in little memory: evenly spread, however long it is."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

BLOCK = 256
"""Most steps for which memory is taken at once."""
BLOCK_BYTES = 16_000_000


class StepLog:
    """One row of numbers for each of some steps.

    Parameters
    ----------
    size : int
        Numbers in a row.
    every : int
        Keep every so many steps.
    budget : int
        Most bytes to keep, but three steps at least. When they are used up, every second step is
        dropped and the spacing doubles.
    dtype : torch.dtype
        In which they are kept.

    Attributes
    ----------
    steps : list of int
        Those that are kept, in order.
    """

    def __init__(
        self, size: int, every: int, budget: int, dtype: torch.dtype = torch.float32
    ) -> None:
        self.steps: list[int] = []
        self._size, self._every, self._dtype = size, every, dtype
        row = max(size, 1) * dtype.itemsize
        # The last state comes on top.
        self._capacity = max(budget // row - 1, 2)
        self._block = min(BLOCK, self._capacity + 1, max(BLOCK_BYTES // row, 1))
        self._blocks: list[Tensor] = []

    def is_due(self, step: int) -> bool:
        """Whether a row of this step is to be added; makes room for it."""
        if step % self._every:
            return False
        if len(self.steps) == self._capacity:
            self._thin_out()
        return not step % self._every

    def add(self, step: int, pieces: Sequence[Tensor]) -> None:
        """Add the row of a step, whose flat pieces have `size` numbers together."""
        torch.cat([*pieces], out=self.next_row())
        self.steps.append(step)

    def next_row(self) -> Tensor:
        """Return memory of shape (size,) for the next row, which counts once `keep` is called."""
        row = len(self.steps)
        if row == self._block * len(self._blocks):
            self._blocks.append(torch.empty(self._block, self._size, dtype=self._dtype))
        return self._blocks[row // self._block][row % self._block]

    def keep(self, step: int) -> None:
        """Add what was written into `next_row` as the row of a step."""
        self.steps.append(step)

    def columns(self, sizes: Sequence[int]) -> list[Tensor]:
        """Return all rows, cut into columns of some sizes: tensors (steps, its size)."""
        used = [*self._blocks]
        used[-1] = used[-1][: len(self.steps) - self._block * (len(used) - 1)]
        parts = zip(*(block.split([*sizes], dim=1) for block in used), strict=True)
        return [torch.cat(part) for part in parts]

    def _thin_out(self) -> None:
        kept = torch.cat(self._blocks)[: len(self.steps) : 2]
        self._blocks, self.steps = list(kept.split(self._block)), self.steps[::2]
        room = torch.empty(self._block - len(self._blocks[-1]), self._size, dtype=self._dtype)
        self._blocks[-1] = torch.cat([self._blocks[-1], room])
        self._every *= 2
