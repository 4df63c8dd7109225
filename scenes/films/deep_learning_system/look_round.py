"""From which sides to look at what moves in space, so that it is never seen edge on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.mobjects.arrays.orbit import Orbit

SIDES = 48
"""Azimuths, evenly spaced over a full turn, among which is chosen."""
TURNING = 10.0
"""What turning by a radian from one moment to the next costs, squared, beside a narrow view."""
SOFT = 5
"""Moments over which the azimuths are averaged."""


def look_round(clouds: Sequence[np.ndarray], tilts: np.ndarray) -> np.ndarray:
    """Return the azimuth at each moment, in radians: wide views, and little turning.

    It begins and ends at 0. Of all ways to turn, it is the one with the lowest sum of the negative
    logarithms of how large things look, and of how far it turns.

    Parameters
    ----------
    clouds : sequence of array (points, 3)
        What is seen at each moment.
    tilts : array (moments,)
    """
    angles = np.linspace(-np.pi, np.pi, SIDES + 1)
    sizes = np.array([_sizes(*each, angles) for each in zip(clouds, tilts.tolist(), strict=True)])
    narrow = -np.log(sizes / sizes.max(axis=1, keepdims=True))
    turn = TURNING * (angles[:, None] - angles) ** 2
    total, before = np.where(angles == 0, 0.0, np.inf), []
    for cost in narrow[1:]:
        ways = total + turn
        before.append(ways.argmin(axis=1))
        total = ways.min(axis=1) + cost
    chosen = [SIDES // 2]
    for origins in reversed(before):
        chosen.append(int(origins[chosen[-1]]))
    found, last = angles[chosen[::-1]], len(clouds) - 1
    reach = [min(SOFT // 2, i, last - i) for i in range(last + 1)]
    return np.array([found[i - r : i + r + 1].mean() for i, r in enumerate(reach)])


def _sizes(cloud: np.ndarray, tilt: float, angles: np.ndarray) -> np.ndarray:
    """Return how large an area points (n, 3) seem to take, from each azimuth."""
    spread = np.cov(cloud.T)
    axes = np.array([Orbit(angle, tilt).axes[:2] for angle in angles.tolist()])
    seen = axes @ spread @ axes.transpose(0, 2, 1)
    return np.sqrt(np.maximum(np.linalg.det(seen), 1e-12))
