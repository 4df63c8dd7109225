"""A matrix or a column of numbers in brackets, whose entries change in place.

It can be moved as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, VGroup, VMobject

from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber


class MatrixEntries(VGroup):
    """Live numbers in brackets, in columns whose decimal points stand below each other.

    Parameters
    ----------
    size : float
        Manim's font size.
    colours : sequence of str
        One a column.
    bracket : str
        Colour of the brackets.
    rows : int
    places : int
        Decimals.
    widest : float
        The longest number there is to be room for.
    """

    def __init__(
        self,
        size: float,
        colours: Sequence[str],
        bracket: str,
        *,
        rows: int = 2,
        places: int = 2,
        widest: float = -0.5,
    ) -> None:
        self.rows, self.places = rows, places
        sample = LiveNumber(size, bracket).write(fixed(widest, self.places))
        self.digit_height = LiveNumber(size, bracket).write("0").height
        self.cell, self.line = sample.width, 1.75 * self.digit_height
        self.gap = 1.2 * self.digit_height
        self.numbers = VGroup(*(LiveNumber(size, c) for _ in range(rows) for c in colours))
        self.columns = len(colours)
        self.brackets = VMobject(stroke_color=bracket, stroke_width=size / 12)
        super().__init__(self.brackets, self.numbers)
        self._draw_brackets()
        self.write(np.full((rows, len(colours)), widest))

    @property
    def left(self) -> np.ndarray:
        """Middle of the left edge, in frame units, array (2,)."""
        points = self.brackets.points[:, :2]
        low, high = points.min(axis=0), points.max(axis=0)
        return np.array([low[0], (low[1] + high[1]) / 2])

    @property
    def inner(self) -> float:
        """Space between a bracket and the entries."""
        return 0.5 * self.gap

    @property
    def length(self) -> float:
        """From its left edge to its right one."""
        entries = self.columns * self.cell + (self.columns - 1) * self.gap
        return 2 * self.inner + entries

    def write(self, matrix: np.ndarray) -> MatrixEntries:
        """Write entries, array (rows, columns), or (rows,) in a single column."""
        left = self.left
        top = left[1] + (self.rows - 1) * self.line / 2 - self.digit_height / 2
        values = np.asarray(matrix, dtype=float).reshape(self.rows, self.columns)
        for index, (number, value) in enumerate(zip(self.numbers, values.flat, strict=True)):
            row, column = divmod(index, self.columns)
            edge = left[0] + self.inner + (column + 1) * self.cell + column * self.gap
            number.place(at(0, top - row * self.line)).write(fixed(value, self.places))
            number.set_x(edge, RIGHT)
        return self

    def _draw_brackets(self) -> None:
        half = self.rows * self.line / 2 + 0.1 * self.digit_height
        serif = 0.4 * self.digit_height
        parts = []
        for x, way in ((0.0, 1), (self.length, -1)):
            bracket = np.array(
                [[x + way * serif, half], [x, half], [x, -half], [x + way * serif, -half]]
            )
            parts.append(straight(bracket[:-1], bracket[1:]))
        self.brackets.points = as_points(np.concatenate(parts))
