"""Names at the tips of arrows, where they touch neither arrows nor each other; signs on lines."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.text import letters
from scenes.theme.typefaces import families_of

DIRECTIONS = np.linspace(0, 2 * np.pi, 32, endpoint=False)
SAMPLES = np.linspace(0, 1, 12)
"""Along an arrow, whose distance is looked at."""

WORD = np.array([[-0.7, 0.0], [0.0, 0.0], [0.7, 0.0]])
"""Places in a name that later ones keep away from, in distances of names from tips."""
SWAP = 0.15
"""Share of a way, at its end, in which a name comes after another one has gone in as much."""


@lru_cache(maxsize=64)
def _glyphs(text: str, families: tuple[str, ...]) -> np.ndarray:
    points = np.concatenate(letters(text, 96, bold=True))[:, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    return (points - (low + high) / 2) / 0.7


def name_outline(text: str) -> np.ndarray:
    """Return the outline of a name about the origin, Béziers as an array (n, 2).

    A capital is 1 high.
    """
    return _glyphs(text, families_of(text))


def free_angles(
    start: np.ndarray, ends: np.ndarray, away: float, outline: np.ndarray | None = None
) -> np.ndarray:
    """Choose in which direction from its tip the name of each arrow stands, in radians.

    Parameters
    ----------
    start : array (2,)
        Of all arrows.
    ends : array (arrows, 2)
    away : float
        Distance of a name from its tip.
    outline : array (corners, 2), optional
        Of what else names keep away from.

    Returns
    -------
    array (arrows,)
        Directions in which the name is farthest from all arrows and from the names before it;
        among equals, that which goes on as the arrow does.
    """
    taken = _along(start, ends)
    if outline is not None:
        taken = np.vstack([taken, _along(outline, np.roll(outline, -1, axis=0))])
    angles = []
    for end in ends:
        turned = float(np.arctan2(*(end - start)[::-1])) + DIRECTIONS
        spots = end + away * np.column_stack([np.cos(turned), np.sin(turned)])
        room = np.linalg.norm(spots[:, None] - taken, axis=2).min(axis=1)
        best = int(np.argmax(np.minimum(room, 1.2 * away) + 0.15 * away * np.cos(DIRECTIONS)))
        angles.append(turned[best])
        taken = np.vstack([taken, spots[best] + away * WORD])
    return np.array(angles)


def beside_square(
    outline: np.ndarray, corners: np.ndarray, tip: np.ndarray, gap: float
) -> np.ndarray | None:
    """Move a name to the outside of a square that a map has carried, by the side nearest to a tip.

    Parameters
    ----------
    outline : array (n, 2)
        Of the name, about the origin.
    corners : array (4, 2)
    tip : array (2,)
        Inside.
    gap : float
        Between the side and the name.

    Returns
    -------
    array (n, 2), or None
        None if the square has collapsed.
    """
    sides = np.roll(corners, -1, axis=0) - corners
    across = np.column_stack([sides[:, 1], -sides[:, 0]])
    lengths = np.linalg.norm(across, axis=1)
    area = float(sides[0, 0] * sides[1, 1] - sides[0, 1] * sides[1, 0])
    if abs(area) < 1e-3 * max(float(lengths.max()) ** 2, 1e-9):
        return None
    outward = np.sign(area) * across / lengths[:, None]
    far = ((corners - tip) * outward).sum(axis=1)
    nearest = int(np.argmin(far))
    away = outward[nearest]
    reach = float(np.ptp(outline, axis=0) / 2 @ np.abs(away))
    moved: np.ndarray = outline + tip + (far[nearest] + gap + reach) * away
    return moved


def beside_arrow(
    outline: np.ndarray, start: np.ndarray, end: np.ndarray, shunned: np.ndarray, size: float
) -> np.ndarray:
    """Move a name beside the upper half of an arrow, to the side where something else is not.

    Parameters
    ----------
    outline : array (n, 2)
        Of the name, about the origin.
    start, end, shunned : array (2,)
    size : float
        How large things are.
    """
    way = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    across = np.array([way[1], -way[0]])
    side = across if float(across @ (shunned - start)) <= 0 else -across
    reach = float(np.ptp(outline, axis=0) / 2 @ np.abs(side))
    moved: np.ndarray = outline + start + 0.68 * (end - start) + (0.12 * size + reach) * side
    return moved


def slides(starts: np.ndarray, ends: np.ndarray, size: float) -> np.ndarray:
    """Return the outlines of arrows between places (n, 2) as Manim's points."""
    pen = Arrow("#ffffff", 0.08)
    return np.concatenate(
        [pen.set_ends(*each, size).points for each in zip(starts, ends, strict=True)]
    )


def _along(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return samples (n, 2) along straight lines between places (lines, 2)."""
    return (starts[..., None, :] + SAMPLES[:, None] * (ends - starts)[:, None]).reshape(-1, 2)


def turned_towards(start: np.ndarray, end: np.ndarray, progress: float) -> np.ndarray:
    """Turn directions (n,) to others by the shorter way, in radians."""
    way = (end - start + np.pi) % (2 * np.pi) - np.pi
    turned: np.ndarray = start + progress * way
    return turned


def swapped(progress: float) -> tuple[float, float]:
    """Return how clearly a name and the one that follows it are seen: never both at once."""
    gone, come = np.clip((progress - 1 + np.array([2, 1]) * SWAP) / SWAP, 0, 1)
    return float(1 - gone), float(come)
