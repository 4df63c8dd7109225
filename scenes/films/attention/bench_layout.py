"""Where a query, a key and their products stand, and then the rows of a whole list."""

from __future__ import annotations

import numpy as np

from scenes.films.attention.bench_progress import Come
from scenes.storytelling.stage import Area, Stage

LEFT, RIGHT = 1.5, 1.6
"""Room for the numbers and names on either side of the bars, in frame units of 16:9."""
HEAD, NAMED = 1.25, 0.6
"""Heights of the query's place above the list and of the names below it, in places of the list."""
SUM = 0.75
"""Height of the place of the sum below the products, relative to theirs."""
GAP = 0.88
"""Share of its place that a row of bars takes."""


class BenchLayout:
    """Places of rows of bars, and of what stands to their left and right.

    Parameters
    ----------
    stage : Stage
    count : int
        Length of the list.
    """

    def __init__(self, stage: Stage, count: int) -> None:
        # Side rooms are narrower in upright frames.
        self.wide = stage.scale * (0.62 if stage.is_upright else 1.0)
        self.hero = stage.hero
        room = 0.1 * stage.scale
        self.low = self.hero.low + np.array([LEFT * self.wide, room])
        self.high = self.hero.high - np.array([RIGHT * self.wide, room])
        self.left = float(self.hero.low[0] + 0.5 * LEFT * self.wide)
        self.right = float(self.hero.high[0] - 0.5 * RIGHT * self.wide)
        heights = np.array([HEAD, NAMED, *np.ones(count)])
        tops = np.append(0.0, np.cumsum(heights)) / heights.sum()
        self._tops = self.high[1] - tops * (self.high[1] - self.low[1])

    def third(self, index: int, come: Come) -> Area:
        """Return where query, key, products or their sum stand before the list."""
        heights = np.array([1.0, come.answered, come.multiplied, SUM * come.squeezed])
        ends = np.append(0.0, np.cumsum(heights)) / heights.sum() * (self.high[1] - self.low[1])
        top, bottom = self.high[1] - ends[index], self.high[1] - ends[index + 1]
        return self._across(top, top - GAP * (top - bottom))

    def place(self, index: int) -> Area:
        """Return where the row of a number of the list stands, or that of the query, −1."""
        slot = 0 if index < 0 else index + 2
        top, bottom = self._tops[slot : slot + 2]
        return self._across(top, top - GAP * (top - bottom))

    @property
    def column(self) -> float:
        """The height at which names of the list's columns stand."""
        return float(0.5 * (self._tops[1] + self._tops[2]))

    def middle(self, index: int, x: float) -> np.ndarray:
        """Return the middle of a row's place, at another place across."""
        return np.array([x, self.place(index).centre[1]])

    def _across(self, top: float, bottom: float) -> Area:
        return Area(np.array([self.low[0], bottom]), np.array([self.high[0], top]))
