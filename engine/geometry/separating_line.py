"""The straight line that parts two sets of points in the plane with most room, if any does.

Two sets can be parted just when their convex hulls are disjoint; then the way between the nearest
points of the hulls is the normal of the line with most room.
"""

from __future__ import annotations

import numpy as np

EXTREMES = 16
"""Directions in which the farthest points are sought: what lies between these is on no hull."""


def separating_normal(zeros: np.ndarray, ones: np.ndarray) -> np.ndarray | None:
    """Return the normal of the line that parts two sets with most room, pointing to the ones.

    Parameters
    ----------
    zeros, ones : array (points, 2)
        Neither is empty.

    Returns
    -------
    array (2,) or None
        None if no line parts them.
    """
    hulls = hull_of(zeros), hull_of(ones)
    normals = _ways_between(*hulls)
    heights = [hull @ normals.T for hull in hulls]
    room = heights[1].min(axis=0) - heights[0].max(axis=0)
    best = int(room.argmax())
    chosen: np.ndarray = normals[best]
    return chosen if room[best] > 0 and (ones @ chosen).min() > (zeros @ chosen).max() else None


def hull_of(points: np.ndarray) -> np.ndarray:
    """Return the corners of the convex hull in order, counter-clockwise, array (corners, 2)."""
    places = np.unique(_outer(points), axis=0)
    if len(places) < 3:
        return places
    lower, upper = _chain(places), _chain(places[::-1])
    return np.array(lower[:-1] + upper[:-1])


def _outer(points: np.ndarray) -> np.ndarray:
    """Drop most points that lie well within the hull."""
    angles = 2 * np.pi * np.arange(EXTREMES) / EXTREMES
    farthest = (points @ np.array([np.cos(angles), np.sin(angles)])).argmax(axis=0)
    corners = points[farthest]
    edges = np.roll(corners, -1, axis=0) - corners
    kept = np.zeros(len(points), bool)
    for corner, (x, y) in zip(corners, edges, strict=True):
        if x or y:
            away = points - corner
            least = 1e-9 * np.hypot(x, y) * np.abs(edges).max()
            kept |= x * away[:, 1] - y * away[:, 0] <= least
    chosen: np.ndarray = points[kept]
    return chosen if len(chosen) else points


def _chain(places: np.ndarray) -> list[tuple[float, float]]:
    """Return half of the hull of places in rising or falling order (Andrew 1979)."""
    chain: list[tuple[float, float]] = []
    for x, y in places.tolist():
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain


def _ways_between(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return candidates of normals of length 1: ways from corners to edges, and across edges."""
    found = [-_ways(second, first), _ways(first, second)]
    for hull in (first, second):
        edges = np.roll(hull, -1, axis=0) - hull
        across = edges @ np.array([[0.0, 1.0], [-1.0, 0.0]])
        found += [across, -across, edges, -edges]
    ways = np.concatenate(found)
    lengths = np.linalg.norm(ways, axis=1)
    some: np.ndarray = (ways[lengths > 0].T / lengths[lengths > 0]).T
    return some if len(some) else np.array([[1.0, 0.0]])


def _ways(corners: np.ndarray, hull: np.ndarray) -> np.ndarray:
    """Return the ways from corners to the nearest points of a hull's edges, array (ways, 2)."""
    edges = np.roll(hull, -1, axis=0) - hull
    squares = np.maximum((edges**2).sum(axis=1), 1e-300)
    away = hull - corners[:, None]
    shares = (-(away * edges).sum(axis=-1) / squares).clip(0, 1)
    ways: np.ndarray = (away + shares[..., None] * edges).reshape(-1, 2)
    return ways
