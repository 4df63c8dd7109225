"""From which side to look at what moves in space, so that it is not seen edge on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.mobjects.arrays.orbit import Orbit

SIDES = 48
"""Azimuths, evenly spaced over a full turn, among which is chosen."""
TURNING = 0.08
"""What turning by a radian costs, squared, beside a narrow view."""


def widest_side(clouds: Sequence[np.ndarray], tilt: float, before: float = 0.0) -> float:
    """Return the azimuth, in radians, from which things look large at all moments.

    Parameters
    ----------
    clouds : sequence of array (points, 3)
        What is seen, at moments.
    tilt : float
    before : float
        From which azimuth it has been looked at: it is not turned far from there.
    """
    angles = before + np.linspace(-np.pi, np.pi, SIDES + 1)
    sizes = np.array([sizes_from(cloud, tilt, angles) for cloud in clouds])
    narrow = -np.log(sizes / sizes.max(axis=1, keepdims=True)).max(axis=0)
    return float(angles[(narrow + TURNING * (angles - before) ** 2).argmin()])


def sizes_from(cloud: np.ndarray, tilt: float, angles: np.ndarray) -> np.ndarray:
    """Return how large an area points (n, 3) seem to take, from each azimuth."""
    spread = np.cov(cloud.T)
    axes = np.array([Orbit(angle, tilt).axes[:2] for angle in angles.tolist()])
    seen = axes @ spread @ axes.transpose(0, 2, 1)
    return np.sqrt(np.maximum(np.linalg.det(seen), 1e-12))
