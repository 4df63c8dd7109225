"""Which points of the plane are marked."""

from __future__ import annotations

import numpy as np

ACROSS = 4
"""Of the rows and columns of points, so many are shown of what the nearest layer misses."""
AROUND, AWAY = 12, 0.9
"""So many points outside the unit square have rings, so far from its middle."""


def some_of(places: np.ndarray) -> np.ndarray:
    """Choose, of what belongs to points of a square (n, …), that of some rows and columns.

    They stand for equal parts of it, so that they are not all at its rim.
    """
    side = round(len(places) ** 0.5)
    kept = ((np.arange(ACROSS) + 0.5) / ACROSS * side - 0.5).round().astype(int)
    chosen: np.ndarray = places[(side * kept[:, None] + kept).ravel()]
    return chosen


def about_letter(points: np.ndarray) -> np.ndarray:
    """Choose the points (n, 2) in the unit square, and some around it: indices."""
    inside = np.flatnonzero(((points >= 0) & (points <= 1)).all(axis=1))
    angles = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    circle = 0.5 + AWAY * np.column_stack([np.cos(angles), np.sin(angles)])
    nearest = np.linalg.norm(circle[:, None] - points, axis=2).argmin(axis=1)
    chosen: np.ndarray = np.union1d(inside, nearest)
    return chosen
