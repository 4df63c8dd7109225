"""Count how many points a network classifies rightly, for many steps at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.training.judging import Judge

MOST_NUMBERS, MOST_STEPS = 1 << 20, 64
"""Of outputs that wait, so that the memory is bounded and the cost of a step small."""


class RightCounts:
    """How many points outputs classify rightly, step by step.

    Parameters
    ----------
    judge : Judge
        Of all points.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._counted: list[dict[float, int] | None] = []
        self._rows, self._waiting = np.empty((0, 0, 0)), 0

    def __len__(self) -> int:
        """Return the number of steps that were added."""
        return len(self._counted) + self._waiting

    def add(self, outputs: Any) -> None:
        """Count a step's outputs (points, …), if they can be right or wrong.

        Raises
        ------
        DataError
            If they are no outputs for all points.
        """
        rows = self._judge.rows_of(outputs)
        if rows is None:
            return
        if self._rows.shape[1:] != rows.shape or self._rows.dtype != rows.dtype:
            self._count()
            steps = np.clip(MOST_NUMBERS // max(rows.size, 1), 1, MOST_STEPS)
            self._rows = np.empty((steps, *rows.shape), rows.dtype)
        self._rows[self._waiting] = rows
        self._waiting += 1
        if self._waiting == len(self._rows):
            self._count()

    def skip(self) -> None:
        """Leave a step uncounted."""
        self._count()
        self._counted.append(None)

    def cut(self, steps: int) -> None:
        """Forget what was counted after so many steps."""
        self._count()
        del self._counted[steps:]

    def shares(self, threshold: float) -> np.ndarray:
        """Return the share of points that were right at each step, NaN where none was counted.

        Parameters
        ----------
        threshold : float
            Above which a single output means class 1.
        """
        self._count()
        right = [np.nan if each is None else each[threshold] for each in self._counted]
        return np.array(right) / self._judge.points.data.samples

    def _count(self) -> None:
        if self._waiting:
            self._counted += self._judge.counts(self._rows[: self._waiting])
            self._waiting = 0
