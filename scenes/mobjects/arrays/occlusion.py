"""What hides what in space: which points lie behind the cells of a surface."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.mobjects.arrays.painting import dotted

MOST_TILES = 200
"""Tiles a side into which boxes are sorted."""


class Boxes:
    """Boxes of the plane, sorted into tiles about as large as one, to find those around a point.

    Parameters
    ----------
    low, high : array (boxes, 2)
        Corners; a box with a NaN holds nothing.
    """

    def __init__(self, low: np.ndarray, high: np.ndarray) -> None:
        self._whole = np.flatnonzero(np.isfinite(low + high).all(axis=1))
        self._low, self._high = low[self._whole], high[self._whole]
        if not len(self._whole):
            return
        self._origin, self._end = self._low.min(axis=0), self._high.max(axis=0)
        extent = np.maximum(self._end - self._origin, 1e-12)
        self._tile = np.maximum((self._high - self._low).mean(axis=0), extent / MOST_TILES)
        first, last = self._tiles(self._low), self._tiles(self._high)
        spans = last - first + 1
        box, place = _repeated(spans.prod(axis=1))
        self._columns = int(last[:, 0].max()) + 1
        keys = (first[box, 1] + place // spans[box, 0]) * self._columns
        keys += first[box, 0] + place % spans[box, 0]
        order = np.argsort(keys, kind="stable")
        self._keys, self._box = keys[order], box[order]

    def _tiles(self, points: np.ndarray) -> np.ndarray:
        return np.floor((points - self._origin) / self._tile).astype(int)

    def around(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Find the boxes that hold each of the points (n, 2).

        Returns
        -------
        int array (pairs,), int array (pairs,)
            A point, and a box that holds it.
        """
        if not len(self._whole):
            return np.empty(0, int), np.empty(0, int)
        known = np.flatnonzero(_between(points, self._origin, self._end))
        at = self._tiles(points[known])
        wanted = at[:, 1] * self._columns + at[:, 0]
        start = np.searchsorted(self._keys, wanted)
        index, place = _repeated(np.searchsorted(self._keys, wanted, side="right") - start)
        box, point = self._box[start[index] + place], known[index]
        held = _between(points[point], self._low[box], self._high[box])
        return point[held], self._whole[box[held]]


class Occluder:
    """Cells that hide what lies behind them from an eye. It never changes: a copy is itself.

    Parameters
    ----------
    corners : array (cells, 4, 3)
        Each cell is taken as two triangles.
    seen : array (cells, 4, 2)
        Where they appear.
    eye : array (4,)
        A place and 1, or a direction and 0.
    """

    def __init__(self, corners: np.ndarray, seen: np.ndarray, eye: np.ndarray) -> None:
        self._corners, self._eye = corners, eye
        self._boxes = Boxes(seen.min(axis=1), seen.max(axis=1))

    def __deepcopy__(self, memo: dict[int, Any]) -> Occluder:
        return self

    def hides(self, points: np.ndarray, seen: np.ndarray, slack: float) -> np.ndarray:
        """Return for which points a cell stands between them and the eye.

        Parameters
        ----------
        points : array (n, 3)
        seen : array (n, 2)
            Where they appear: only cells that appear around a point are looked at.
        slack : float
            Distance from a point within which nothing hides it.

        Returns
        -------
        bool array (n,)

        References
        ----------
        Möller & Trumbore 1997, Fast, minimum storage ray-triangle intersection.
        """
        hidden = np.zeros(len(points), bool)
        point, cell = self._boxes.around(seen)
        origin = points[point]
        way = self._eye[:3] - self._eye[3] * origin
        distance = np.linalg.norm(way, axis=1)
        way /= distance[:, None]
        limit = np.where(self._eye[3] == 0, np.inf, distance)
        for b, c in ((1, 2), (2, 3)):
            a = self._corners[cell, 0]
            u, v = self._corners[cell, b] - a, self._corners[cell, c] - a
            t = _distance(origin, way, a, u, v)
            hidden[point[(t > slack) & (t < limit)]] = True
        return hidden


def _between(points: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Tell which points (n, 2) lie between corners; faster than `all` along so short an axis."""
    held = (points >= low) & (points <= high)
    both: np.ndarray = held[:, 0] & held[:, 1]
    return both


def _repeated(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each index as often as its count, and which repetition it is."""
    index = np.repeat(np.arange(len(counts)), counts)
    return index, np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)


def _distance(
    origin: np.ndarray, way: np.ndarray, a: np.ndarray, u: np.ndarray, v: np.ndarray
) -> np.ndarray:
    """Return how far rays go until they meet the triangles a, a + u, a + v; NaN if never."""
    p = np.cross(way, v)
    det = dotted(u, p)
    with np.errstate(divide="ignore", invalid="ignore"):
        s = origin - a
        first = dotted(s, p) / det
        q = np.cross(s, u)
        second = dotted(way, q) / det
        t = dotted(v, q) / det
    edge = 1e-9  # a ray through an edge meets one of the two triangles
    inside = (first >= -edge) & (second >= -edge) & (first + second <= 1 + edge)
    return np.where(inside, t, np.nan)
