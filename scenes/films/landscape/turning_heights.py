"""Heights of slices that turn about a network, and of what is drawn between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np


def stretched(heights: np.ndarray, spot: np.ndarray, goal: np.ndarray) -> np.ndarray:
    """Stretch heights (rows, columns) so that what is at a spot (2,) comes to a goal (2,).

    Coordinates go from -1 to 1; the edges stay where they are.
    """
    for axis, here, there in ((1, spot[0], goal[0]), (0, spot[1], goal[1])):
        if here != there:
            plan = np.linspace(-1, 1, heights.shape[axis])
            taken = np.interp(plan, [-1, there, 1], [-1, here, 1])
            heights = np.apply_along_axis(partial(np.interp, taken, plan), axis, heights)
    return heights


class TurningHeights:
    """Slices that turn about a network, one passing into the next.

    Two slices are blended with the network at one place in both, so that between them it is as
    high as in each.

    Parameters
    ----------
    heights : sequence of array (rows, columns)
        Of the slices, from 0 to 1.
    spots : array (slices, 2)
        Where the network is in each, from -1 to 1.
    """

    def __init__(self, heights: Sequence[np.ndarray], spots: np.ndarray) -> None:
        self.heights, self.spots = list(heights), np.asarray(spots, dtype=float)

    def at(self, progress: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the heights and where the network is, (2,), for a progress from 0 to 1."""
        last = len(self.heights) - 1
        k = min(int(progress * last), last - 1)
        rest = progress * last - k
        spot: np.ndarray = (1 - rest) * self.spots[k] + rest * self.spots[k + 1]
        before, after = (stretched(self.heights[i], self.spots[i], spot) for i in (k, k + 1))
        return (1 - rest) * before + rest * after, spot
