"""Clouds of points that are turned and scaled alike, and the boxes in which they are seen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

NEIGHBOURS = 2
"""Recorded steps on each side over which the scale of the picture is smoothed."""


def rotations(angles: np.ndarray) -> np.ndarray:
    """Return the matrices that rows are multiplied with to turn by angles (…,), array (…, 2, 2)."""
    cos, sin = np.cos(angles), np.sin(angles)
    return np.stack([np.stack([cos, sin], axis=-1), np.stack([-sin, cos], axis=-1)], axis=-2)


def standard(seen: np.ndarray) -> np.ndarray:
    """Centre points (points, 2), and scale them alike in both directions to radius 1."""
    radius = float(np.sqrt(seen.var(axis=0).sum()))
    return np.asarray((seen - seen.mean(axis=0)) / max(radius, 1e-12))


def smoothed(ends: np.ndarray, furthest: Callable[..., np.ndarray]) -> np.ndarray:
    """Smooth one end of each step's box, array (recorded, 2), without cutting any of them.

    The first and the last keep their own, as they are looked at for longer.
    """
    count = len(ends)
    around = [slice(max(i - NEIGHBOURS, 0), i + NEIGHBOURS + 1) for i in range(count)]
    wide = np.array([furthest(ends[near], axis=0) for near in around])
    found = np.array([wide[near].mean(axis=0) for near in around])
    found[[0, -1]] = ends[[0, -1]]
    return found
