"""The best that straight lines can do on two classes of points in the plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TIED = 1e-9
"""Distances from a line that differ by less count as equal."""
IN_A_BAND = 64
"""Points of a band on average."""
MOST_BANDS = 4096


@dataclass(frozen=True)
class LineAccuracy:
    """The best a straight line can do on points of the plane, among a fan of lines.

    Attributes
    ----------
    angles : array (lines,)
        Direction of each line's normal, radians.
    offsets : array (lines,)
        Signed distance of the best line of that direction from the origin.
    accuracy : array (lines,)
        Fraction of points on their class's side of it.
    """

    angles: np.ndarray
    offsets: np.ndarray
    accuracy: np.ndarray


def best_lines(points: np.ndarray, labels: np.ndarray, lines: int = 181) -> LineAccuracy:
    """Fit straight lines of all directions to two classes, each at its best offset.

    Exact for each direction: all offsets between neighbouring points are tried, but for those in
    bands of the plane that cannot hold the best one. Points that lie one behind the other, seen
    along the line, can't be parted by it.

    Parameters
    ----------
    points : array (points, 2)
    labels : array (points,)
        0 or 1; either side of the line may be either class.
    lines : int
        Directions over a half-turn.
    """
    angles = np.linspace(0, np.pi, lines)
    ones = labels == 1
    bands = min(len(points) // IN_A_BAND + 1, MOST_BANDS)
    cuts = [_best_cut(points @ [np.cos(a), np.sin(a)], ones, bands) for a in angles]
    offsets, right = np.array(cuts).reshape(-1, 2).T
    return LineAccuracy(angles, offsets, right / len(labels))


def _best_cut(heights: np.ndarray, ones: np.ndarray, bands: int) -> tuple[float, int]:
    """Return the least of the offsets that get most points right, and how many."""
    low, high = float(heights.min()), float(heights.max())
    place = ((heights - low) * (bands / max(high - low, TIED))).astype(int).clip(max=bands - 1)
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
    right[1:-1][np.diff(seen) < TIED] = 0
    cut = int(np.argmax(right))
    if right[cut] < at_edge and bands > 1:  # the points on both sides of that edge are tied
        return _best_cut(heights, ones, 1)
    before = low - 0.1 if cut == 0 else high if cut == len(seen) else seen[cut - 1]
    after = high + 0.1 if cut == len(seen) else seen[cut]
    return (before + after) / 2, int(right[cut])
