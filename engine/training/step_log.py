"""Rows of numbers for the steps of a run in little memory: evenly spread, however long it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

ROOM_BYTES = 256_000_000
"""Taken at once: systems provide memory as it is written to, and rows that stay are not copied."""


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
    dtype : dtype
        In which they are kept.

    Attributes
    ----------
    steps : list of int
        Those that are kept, in order.
    """

    def __init__(
        self, size: int, every: int, budget: int, dtype: type[np.floating] = np.float32
    ) -> None:
        self.steps: list[int] = []
        self._every = every
        row = max(size, 1) * np.dtype(dtype).itemsize
        # The last state comes on top.
        self._capacity = max(budget // row - 1, 2)
        room = min(self._capacity + 1, max(ROOM_BYTES // row, 1))
        self._rows = np.empty((room, size), dtype)

    def is_due(self, step: int) -> bool:
        """Whether a row of this step is to be added; makes room for it."""
        if step % self._every:
            return False
        if len(self.steps) == self._capacity:
            self._thin_out()
        return not step % self._every

    def add(self, step: int, pieces: Sequence[np.ndarray]) -> None:
        """Add the row of a step, whose flat pieces have `size` numbers together."""
        np.concatenate(pieces, out=self.next_row())
        self.steps.append(step)

    def next_row(self) -> np.ndarray:
        """Return memory of shape (size,) for the next row, which counts once `keep` is called."""
        row = len(self.steps)
        if row == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        found: np.ndarray = self._rows[row]
        return found

    def keep(self, step: int) -> None:
        """Add what was written into `next_row` as the row of a step."""
        self.steps.append(step)

    def columns(self, sizes: Sequence[int]) -> list[Tensor]:
        """Return all rows, cut into columns of some sizes: tensors (steps, its size).

        They share memory with the log.
        """
        return [*torch.from_numpy(self._rows[: len(self.steps)]).split([*sizes], dim=1)]

    def _thin_out(self) -> None:
        self.steps = self.steps[::2]
        for row in range(1, len(self.steps)):
            self._rows[row] = self._rows[2 * row]
        self._every *= 2
