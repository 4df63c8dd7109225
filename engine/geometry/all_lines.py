"""The best of all straight lines for two classes of points in the plane, by trying all of them.

A line can be shifted, and turned a little, until it nearly meets a point, and still parts the
points as before. So it is enough to turn a line around each point: at every angle but where it
meets another point, and with its own point on either side.
"""

from __future__ import annotations

import numpy as np

LEAST_TURN = 1e-11
"""Radians between two points, seen from a third, below which no line passes between them."""


def best_normal(points: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the normal of a line that gets as many points right as any, array (2,).

    Of several it is one that has most room to turn.

    Parameters
    ----------
    points : array (points, 2)
    labels : array (points,)
        0 or 1; either side of the line may be either class.
    """
    places, which = np.unique(points, axis=0, return_inverse=True)
    ones = np.bincount(which.ravel(), labels == 1, len(places))
    zeros = np.bincount(which.ravel(), labels != 1, len(places))
    best, angle = (-1.0, 0.0), 0.0
    for number, place in enumerate(places):
        others = np.arange(len(places)) != number
        found, turned = _around(places[others] - place, ones[others], zeros[others])
        found = (found[0] + max(ones[number], zeros[number]), found[1])
        if found > best:
            best, angle = found, turned
    return np.array([-np.sin(angle), np.cos(angle)])


def _around(
    away: np.ndarray, ones: np.ndarray, zeros: np.ndarray
) -> tuple[tuple[float, float], float]:
    """Turn a line around the origin: return most right, the room to turn there, and the angle."""
    if not len(away):
        return (0.0, 0.0), 0.0
    seen = np.arctan2(away[:, 1], away[:, 0])
    above = (seen >= 0) & (seen < np.pi)
    meets = seen % np.pi
    order = np.argsort(meets)
    gains = (ones - zeros)[order] * np.where(above[order], -1, 1)
    first = ones[above].sum() + zeros[~above].sum()
    right = first + np.concatenate([[0], np.cumsum(gains)[:-1]])
    right = np.maximum(right, ones.sum() + zeros.sum() - right)
    meets = meets[order]
    before = np.concatenate([[meets[-1] - np.pi], meets[:-1]])
    room = meets - before
    right[room < LEAST_TURN] = 0
    widest = int(np.where(right == right.max(), room, -1.0).argmax())
    return (float(right[widest]), float(room[widest])), float((before + meets)[widest] / 2)
