"""The best that straight lines can do on two classes of points in the plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.geometry.all_lines import best_normal
from engine.geometry.separating_line import separating_normal

TIED = 1e-13
"""Distances from a line that differ by less count as equal; a share of those of points from 0."""
ALL_TRIED = 2_000
"""Places up to which all lines are tried, in a second or two."""
REFINED, CLOSER = 41, 3
"""Of more places: lines around the best one that are tried, and how often, ever closer."""
IN_A_BAND = 64
"""Points of a band on average."""
MOST_BANDS = 4096


@dataclass(frozen=True)
class LineAccuracy:
    """The best a straight line can do on points of the plane, in a fan of lines with the best one.

    Attributes
    ----------
    angles : array (lines,)
        Direction of each line's normal, radians.
    offsets : array (lines,)
        Signed distance of the best line of that direction from the origin.
    accuracy : array (lines,)
        Fraction of points on their class's side of it.
    is_best : bool
        Whether no line at all does better than the best of these; else so many more have been
        tried in vain.
    """

    angles: np.ndarray
    offsets: np.ndarray
    accuracy: np.ndarray
    is_best: bool = True


def best_lines(points: np.ndarray, labels: np.ndarray, lines: int = 181) -> LineAccuracy:
    """Fit straight lines of all directions to two classes, each at its best offset.

    Exact for each direction: all offsets between neighbouring points are tried, but for those in
    bands of the plane that cannot hold the best one. Points that lie one behind the other, seen
    along the line, can't be parted by it. If another direction does better than all of these, it is
    added: the one of a line that parts the classes, whenever there is one, and else of the best
    line; of points at more than `ALL_TRIED` places, of the best that is found.

    Parameters
    ----------
    points : array (points, 2)
    labels : array (points,)
        0 or 1; either side of the line may be either class.
    lines : int
        Directions over a half-turn.
    """
    points, ones = np.asarray(points, dtype=float), labels == 1
    angles = np.linspace(0, np.pi, lines)
    offsets, right = _best_cuts(points, ones, angles)
    angle, is_best = _best_angle(points, ones)
    (offset,), (most,) = _best_cuts(points, ones, np.array([angle]))
    if most > right.max():
        place = int(np.searchsorted(angles, angle))
        angles = np.insert(angles, place, angle)
        offsets, right = np.insert(offsets, place, offset), np.insert(right, place, most)
    return LineAccuracy(angles, offsets, right / len(labels), is_best or right.max() == len(labels))


def _best_angle(points: np.ndarray, ones: np.ndarray) -> tuple[float, bool]:
    """Return the direction of the best line, and whether it is known that there is no better one.

    It is sought where both features have the same spread: else a small one would not count.
    """
    spread = points.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = (points - points.mean(axis=0)) / spread
    normal = None
    if ones.any() and not ones.all():
        normal = separating_normal(scaled[~ones], scaled[ones])
    is_best = normal is not None
    if normal is None and len(np.unique(scaled, axis=0)) <= ALL_TRIED:
        normal, is_best = best_normal(scaled, ones), True
    if normal is None:
        normal = _refined(scaled, ones)
    x, y = normal / spread
    return float(np.arctan2(y, x) % np.pi), is_best


def _refined(points: np.ndarray, ones: np.ndarray) -> np.ndarray:
    """Return the normal of a good line: the best of a fan, and of ever narrower ones around it."""
    angles = np.linspace(0, np.pi, 181)
    for _ in range(CLOSER):
        pitch = float(angles[1] - angles[0])
        angle = float(angles[_best_cuts(points, ones, angles)[1].argmax()])
        angles = np.linspace(angle - pitch, angle + pitch, REFINED)
    angle = float(angles[_best_cuts(points, ones, angles)[1].argmax()])
    return np.array([np.cos(angle), np.sin(angle)])


def _best_cuts(
    points: np.ndarray, ones: np.ndarray, angles: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the best offset for each direction, and how many points it gets right."""
    bands = min(len(points) // IN_A_BAND + 1, MOST_BANDS)
    normals = np.array([np.cos(angles), np.sin(angles)]).T
    rounding = TIED * (np.abs(normals) @ np.abs(points).max(axis=0))
    cuts = [
        _best_cut(points @ normal, ones, bands, tied)
        for normal, tied in zip(normals, rounding.tolist(), strict=True)
    ]
    offsets, right = np.array(cuts).reshape(-1, 2).T
    return offsets, right


def _best_cut(heights: np.ndarray, ones: np.ndarray, bands: int, tied: float) -> tuple[float, int]:
    """Return the least of the offsets that get most points right, and how many."""
    low, high = float(heights.min()), float(heights.max())
    place = ((heights - low) * (bands / max(high - low, 1e-300))).astype(int).clip(max=bands - 1)
    above = np.bincount(place[ones], minlength=bands)
    below = np.bincount(place, minlength=bands) - above
    # With points above a cut called class 1, zeros below it and ones above it are right.
    edges = above.sum() + np.concatenate([[0], np.cumsum(below - above)])
    count = len(heights)
    at_edge = int(np.maximum(edges, count - edges).max())
    most = np.maximum(edges[:-1] + below, count - edges[:-1] + above)
    some = np.flatnonzero((most >= at_edge)[place])
    order = some[np.argsort(heights[some])]
    band, passed = place[order], np.where(ones[order], -1, 1)
    ahead = np.concatenate([[0], np.cumsum(passed)[:-1]])
    right = np.append(edges[band] + ahead - ahead[np.searchsorted(band, band)], edges[-1])
    right = np.maximum(right, count - right)
    seen = heights[order]
    right[1:-1][np.diff(seen) <= tied] = 0
    cut = int(np.argmax(right))
    if right[cut] < at_edge and bands > 1:  # the points on both sides of that edge are tied
        return _best_cut(heights, ones, 1, tied)
    before = low - 0.1 if cut == 0 else high if cut == len(seen) else seen[cut - 1]
    after = high + 0.1 if cut == len(seen) else seen[cut]
    return (before + after) / 2, int(right[cut])
