"""Contour lines: where a grid of values is at given levels, each level one outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import contourpy
import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight

Place = Callable[[np.ndarray], np.ndarray]
"""Takes points (n, 2) in the units of the grid; returns where in the frame they appear, (n, 2)."""


def level_sets(
    x: np.ndarray, y: np.ndarray, values: np.ndarray, levels: np.ndarray
) -> list[list[np.ndarray]]:
    """Trace where values are at each level, linearly between the points of the grid.

    Parameters
    ----------
    x, y : array (columns,), array (rows,)
    values : array (rows, columns)
        Nothing is traced around those that are not finite.
    levels : array (n,)

    Returns
    -------
    list of list of array (points, 2)
        The lines of each level.
    """
    traced = contourpy.contour_generator(
        x, y, np.ma.masked_invalid(values), line_type=contourpy.LineType.Separate
    )
    return [cast(list[np.ndarray], traced.lines(float(level))) for level in levels]


class ContourLines(VGroup):
    """The lines of several levels, one outline a level.

    Parameters
    ----------
    levels : array (n,)
    colours : sequence of str
        Of each level; the last one goes on for those that follow.
    stroke_width : float
        In Manim's units.
    """

    def __init__(
        self, levels: np.ndarray, colours: Sequence[str], stroke_width: float = 1.6
    ) -> None:
        self.levels = np.asarray(levels, dtype=float)
        self.sets: list[list[np.ndarray]] = [[] for _ in self.levels]
        super().__init__(
            *(
                VMobject(
                    stroke_color=colours[min(i, len(colours) - 1)],
                    stroke_width=stroke_width,
                    fill_opacity=0,
                )
                for i in range(len(self.levels))
            )
        )

    def set_values(
        self, x: np.ndarray, y: np.ndarray, values: np.ndarray, place: Place | None = None
    ) -> ContourLines:
        """Trace the levels of values (rows, columns) over x (columns,) and y (rows,).

        By default x and y are in the frame's units.
        """
        self.sets = level_sets(x, y, values, self.levels)
        return self.put(place or (lambda points: points))

    def put(self, place: Place) -> ContourLines:
        """Show the lines last traced where `place` says, such as on the floor of a turning view.

        Where it answers NaN, they have gaps.
        """
        lines = [line for level in self.sets for line in level]
        places = place(np.concatenate([np.zeros((0, 2)), *lines]))  # all at once: it may be slow
        parts = iter(np.split(places, np.cumsum([len(line) for line in lines])[:-1]))
        for outline, level in zip(self.submobjects, self.sets, strict=True):
            seen = [next(parts) for _ in level]
            pieces = [straight(line[:-1], line[1:]) for line in seen]
            together = np.concatenate([np.zeros((0, 4, 2)), *pieces])
            outline.points = as_points(together[np.isfinite(together).all(axis=(1, 2))])
        return self
