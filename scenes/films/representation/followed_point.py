"""One point of the data that the eye follows through a network, and the trail that it leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.mobjects.arrays.bezier import straight
from scenes.storytelling.warp_director import WarpDirector

SAMPLES = 16
"""Of the trail, per stage."""


@dataclass(frozen=True)
class FollowedPoint:
    """The point that goes furthest.

    Attributes
    ----------
    point : int
        Among those that are drawn.
    depths : array (samples,)
    places : array (samples, 2)
        Where it is at each; empty if no trail can join layers of other widths.
    """

    point: int
    depths: np.ndarray
    places: np.ndarray

    @classmethod
    def of(cls, director: WarpDirector) -> FollowedPoint:
        """Choose a point of a director's trained network."""
        widths = {director.recording.width(depth) for depth in range(director.hidden + 1)}
        first = director.points_at(0, director.last_step)
        last = director.points_at(director.hidden, director.last_step)
        point = int(np.linalg.norm(last - first, axis=1).argmax())
        if widths != {2}:
            return cls(point, np.empty(0), np.empty((0, 2)))
        depths = np.linspace(0, director.hidden, SAMPLES * director.hidden + 1)
        places = [director.points_at(depth, director.last_step)[point] for depth in depths]
        return cls(point, depths, np.array(places))

    def until(self, depth: float) -> np.ndarray | None:
        """Return the trail from the input to a depth, array (samples, 2); None if there is none."""
        if not len(self.depths):
            return None
        before = self.depths < depth
        here = [np.interp(depth, self.depths, column) for column in self.places.T]
        return np.concatenate([self.places[before], [here]])


def arrow_lines(start: np.ndarray, end: np.ndarray, tip: float) -> np.ndarray:
    """Return the lines of an arrow as curves: its shaft, and two of its tip, no longer than it."""
    way = end - start
    length = float(np.linalg.norm(way))
    along = way / max(length, 1e-9) * min(tip, length)
    across = 0.6 * np.array([-along[1], along[0]])
    return straight(np.array([start, end, end]), np.array([end, end - along + across,
                                                           end - along - across]))  # fmt: skip
