"""Where a query, a key, their products and what these come to stand."""

from __future__ import annotations

import numpy as np

from scenes.storytelling.stage import Area, Stage

LEFT, RIGHT = 1.7, 0.5
"""Room for the numbers and names on either side of the bars, in frame units of 16:9."""
GAP = 0.9
"""Share of its lane that a row of bars takes."""


class BenchLayout:
    """Lanes of bars, one below the other, and what stands to their left.

    Parameters
    ----------
    stage : Stage
    lanes : array
        Their heights, relative to each other: together they are as high as there is room.
    right : float
        Room to the right of them, in frame units of 16:9.
    """

    def __init__(self, stage: Stage, lanes: np.ndarray, right: float = RIGHT) -> None:
        # Side rooms are narrower in upright frames.
        self.wide = stage.scale * (0.62 if stage.is_upright else 1.0)
        self.hero = stage.hero
        room = 0.1 * stage.scale
        # Nothing stands in the band above the hero while there are lanes.
        top = stage.frame.high[1] - 0.3 * stage.scale
        self.low = self.hero.low + np.array([LEFT * self.wide, room])
        self.high = np.array([self.hero.high[0] - right * self.wide, top])
        self.left = float(self.hero.low[0] + 0.5 * LEFT * self.wide)
        self.right = float(self.hero.high[0] - 0.5 * right * self.wide)
        self.divide(lanes)

    def divide(self, lanes: np.ndarray) -> None:
        """Divide the height among lanes (lanes,), in proportion."""
        ends = np.append(0.0, np.cumsum(lanes)) / lanes.sum()
        self._ends = self.high[1] - ends * (self.high[1] - self.low[1])

    def lane(self, index: int) -> Area:
        """Return where query, key, products or their sum stand."""
        top, bottom = self._ends[index : index + 2]
        foot = top - GAP * (top - bottom)
        return Area(np.array([self.low[0], foot]), np.array([self.high[0], top]))
