"""The best straight line at every depth of a trained network, turning from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.geometry.projections import seen_at
from scenes.films.representation.half_planes import HalfPlanes
from scenes.languages.numbers import percent
from scenes.storytelling.warp_director import WarpDirector

PRECISE = 10_000
"""Points that are carried in double precision for each frame."""


@dataclass
class BestLines:
    """Straight lines that get as many of all points right as any does, at whole depths.

    Attributes
    ----------
    director : WarpDirector
        Of the trained network.
    are_tried : bool
        Whether there are lines: points of two classes in the plane.
    are_drawn : bool
        Whether there are lines at every depth: no layer leaves the plane.
    """

    director: WarpDirector
    are_tried: bool
    are_drawn: bool
    _known: dict[int, HalfPlanes] = field(default_factory=dict)

    @classmethod
    def of(cls, director: WarpDirector) -> BestLines:
        """Return the lines of a director's network; each is looked for when it is needed."""
        data = director.recording.data
        two = data.classes == len(data.present) == 2
        return cls(director, two and data.dims == 2, two and director.is_flat)

    def points_at(self, depth: float) -> np.ndarray:
        """Carry all points of the data, not only those drawn, to a depth, array (points, 2).

        On the way between two stages many are carried in single precision.
        """
        director, points = self.director, self.director.recording.data.features
        if len(points) <= PRECISE or depth == int(depth):
            points = points.astype(float)
        if depth == 0:
            return points
        return seen_at(director.warp, director.views, points, depth, director.last_step)

    def at(self, depth: float) -> HalfPlanes:
        """Return the best line at a whole depth, or the line between two of them.

        In the last hidden space it is the network's own, if none gets more points right.
        """
        whole = min(int(depth), max(self.director.hidden - 1, 0))
        start = self._at_whole(whole)
        if depth == whole:
            return start
        middle = self.points_at(depth).mean(axis=0)
        return start.towards(self._at_whole(whole + 1), depth - whole, middle)

    def share_right(self, line: HalfPlanes, points: np.ndarray | None = None) -> float:
        """Return the share of all points on their class's side; the points are those at depth 0."""
        points = self.points_at(0) if points is None else points
        return line.share_right(points, self.director.recording.data.labels)

    def share_at(self, depth: int) -> float:
        """Return the share of all points that the best line gets right at a whole depth."""
        return self.share_right(self.at(depth), self.points_at(depth))

    def steady_from(self, first: int, last: int) -> int:
        """Return the first depth of some from which the share, as printed, is that at the last."""
        shares = [percent(self.share_at(depth)) for depth in range(first, last + 1)]
        return first + max(
            (k + 1 for k, share in enumerate(shares) if share != shares[-1]), default=0
        )

    @property
    def own(self) -> HalfPlanes:
        """The line that the trained network draws in its last hidden space."""
        director = self.director
        return HalfPlanes.of_classifier(*director.seen_classifier(director.last_step))

    def _at_whole(self, depth: int) -> HalfPlanes:
        if depth not in self._known:
            director, points = self.director, self.points_at(depth)
            best = HalfPlanes.best(points, director.recording.data.labels)
            if depth == director.hidden and self.are_drawn:
                own = self.own
                if self.share_right(own, points) >= self.share_right(best, points):
                    best = own
            self._known[depth] = best
        return self._known[depth]
