"""Where the units of a network stand: columns, of which a wide one is drawn in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

ROUND = 0.38
"""Largest radius of a unit, as a share of the way from one to the next."""
ROOMY = 5.0
"""Longest way from one unit to the next, in radii."""


@dataclass(frozen=True)
class Column:
    """One layer's units.

    Attributes
    ----------
    units : int
        How many there are.
    drawn : int array (drawn,)
        Which of them are drawn: all, or the first and the last few.
    places : array (drawn, 2)
        Where they stand, from top to bottom.
    gap : array (2,) or None
        The middle of where the others are left out.
    foot : array (2,)
        Below the lowest unit.
    """

    units: int
    drawn: np.ndarray
    places: np.ndarray
    gap: np.ndarray | None
    foot: np.ndarray

    def place(self, unit: int) -> np.ndarray:
        """Return the centre of a unit that is drawn, array (2,)."""
        return self.places[int(np.flatnonzero(self.drawn == unit)[0])]


def columns_between(
    widths: Sequence[int],
    low: np.ndarray,
    high: np.ndarray,
    most: int,
    radius: float,
    xs: Sequence[float] | None = None,
    *,
    roomy: float = ROOMY,
    downwards: bool = False,
) -> tuple[list[Column], float]:
    """Spread layers over a box, from left to right or from top to bottom.

    Parameters
    ----------
    widths : sequence of int
        Units per layer, inputs first.
    low, high : array (2,)
        Corners of the box; all circles are inside.
    most : int
        Units drawn in one column, at least 3; of a wider layer one fewer is drawn.
    radius : float
        Of a unit, unless there is no room for it.
    xs : sequence of float, optional
        Where the columns' middles are, if not evenly spread; their heights if they run downwards.
    roomy : float
        Longest way from one unit to the next, in radii.
    downwards : bool
        Whether layers are rows that follow one another from top to bottom.

    Returns
    -------
    list of Column, float
        The second is the radius that fits.
    """
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    if downwards:
        low, high = _turned(high), _turned(low)
        xs = None if xs is None else [-height for height in xs]
    rows = max(min(width, most) for width in widths)
    height = high[1] - low[1]
    radius = min(radius, height / (2 + (rows - 1) / ROUND))
    if xs is None:
        xs = np.linspace(low[0] + radius, high[0] - radius, len(widths)).tolist()
    middle = (low[1] + high[1]) / 2
    spots = [np.array([x, middle]) for x in xs]
    columns = [
        _column(units, spot, height, most, radius, roomy)
        for units, spot in zip(widths, spots, strict=True)
    ]
    return [_turned_column(each) for each in columns] if downwards else columns, radius


def _turned(points: np.ndarray) -> np.ndarray:
    """Turn points (…, 2) so that what ran to the right runs downwards, and what ran down right."""
    return -points[..., ::-1]


def _turned_column(column: Column) -> Column:
    gap = None if column.gap is None else _turned(column.gap)
    return replace(column, places=_turned(column.places), gap=gap, foot=_turned(column.foot))


def _column(
    units: int, centre: np.ndarray, height: float, most: int, radius: float, roomy: float
) -> Column:
    x, middle = centre
    rows = min(units, most)
    step = min((height - 2 * radius) / max(rows - 1, 1), roomy * radius)
    heights = middle + step * ((rows - 1) / 2 - np.arange(rows))
    drawn = np.arange(rows)
    gap = None
    if units > most:
        hole = rows // 2
        gap = np.array([x, heights[hole]])
        heights = np.delete(heights, hole)
        drawn = np.concatenate([np.arange(hole), np.arange(units - rows + hole + 1, units)])
    places = np.column_stack([np.full(len(heights), x), heights])
    return Column(units, drawn, places, gap, np.array([x, heights[-1] - radius]))
