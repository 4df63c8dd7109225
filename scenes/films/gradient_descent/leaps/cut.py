"""Where a surface is cut open, so that leaps from wall to wall are seen from the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.films.gradient_descent.mobjects.patch import Patch

FLAT = 0.01
"""How far from one line ways may lie that are cut along, as a share of the domain."""
BEYOND, DEPTH = 1.07, 0.62
"""How far the cut goes, and how deep the piece is that is left behind it, in farthest ways."""
FRONT = 1e-3
"""How far before the ways the cut is, in domains."""
KNOTS = 81


@dataclass(frozen=True)
class Cut:
    """A vertical cut along the line of all ways, and what is left behind it.

    Attributes
    ----------
    patch : Patch
        Over which the surface is left.
    edge : array (n, 2)
        Points under its bright edge.
    """

    patch: Patch
    edge: np.ndarray


def cut_along(
    ways: Sequence[np.ndarray],
    goal: np.ndarray,
    domain: Sequence[tuple[float, float]],
    back: np.ndarray,
) -> Cut | None:
    """Cut along ways (n, 2) that lie on one line through their goal; None where they do not.

    Parameters
    ----------
    ways : sequence of array (n, 2)
        From one start.
    goal : array (2,)
    domain : sequence of (float, float)
    back : array (2,)
        Any direction away from the viewer, in domains.
    """
    low, high = np.transpose(np.asarray(domain, dtype=float))
    size = high - low
    away = (np.concatenate(list(ways)) - goal) / size
    along = away[0] / max(float(np.linalg.norm(away[0])), 1e-12)
    across = np.array([-along[1], along[0]])
    across = across if across @ back > 0 else -across
    if not np.isfinite(away).all() or np.abs(away @ across).max() > FLAT or not along.any():
        return None
    far = BEYOND * float(np.abs(away @ along).max())
    corner = goal / size - far * along - FRONT * across
    sides = np.array([2 * far * along, DEPTH * far * across])
    edge = corner + np.linspace(0, 1, KNOTS)[:, None] * sides[0]
    whole = Patch.of(domain)
    turned = [
        Patch(size * each.corner, size * each.sides) for each in _turned(Patch(corner, sides))
    ]
    nearest = min(turned, key=lambda each: float(np.abs(each.grid(2) - whole.grid(2)).sum()))
    return Cut(nearest, size * edge)


def _turned(patch: Patch) -> list[Patch]:
    """Return the same parallelogram, told from each of its corners, the same way round."""
    corner, (one, two) = patch.corner, patch.sides
    if np.linalg.det(patch.sides) < 0:
        one, two = two, one
    return [
        Patch(corner, np.array([one, two])),
        Patch(corner + one, np.array([two, -one])),
        Patch(corner + one + two, np.array([-one, -two])),
        Patch(corner + two, np.array([-two, one])),
    ]
