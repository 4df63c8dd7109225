"""Matrices and vectors in numbers, which stand over the picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, RIGHT, BackgroundRectangle, Text, VGroup, VMobject

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.mobjects.text import LiveNumber, sentence, verbatim
from scenes.theme.theme import Theme

GROUND = 0.9
"""Opacity of what is behind numbers."""


def row_of(parts: Sequence[VMobject], size: float) -> VGroup:
    """Stand parts beside each other, their middles on one line."""
    row = VGroup(*parts)
    for part, following in pairwise(parts):
        following.next_to(part, RIGHT, buff=0.006 * size)
    return row


def grounded(parts: VMobject, theme: Theme, size: float) -> VGroup:
    """Put a ground behind parts, on which they can be read over the picture."""
    ground = BackgroundRectangle(
        parts, color=theme.background, fill_opacity=GROUND, buff=0.006 * size
    )
    return VGroup(ground, parts)


def keyed(words: VMobject, filled: bool, theme: Theme, size: float, scale: float) -> VGroup:
    """Put before words how their points are marked: by a disc or by a ring."""
    mark = Markers(MARKERS[0], stroke_color=theme.text, stroke_width=2.5)
    mark.set_fill(theme.text, opacity=float(filled))
    mark.set_places(np.zeros((1, 2)), 0.11 * scale)
    return grounded(row_of([mark, words], 1.5 * size), theme, size)


class NamedMatrix(VGroup):
    """A matrix or a vector with its name, such as "W =", before it, on a ground.

    Parameters
    ----------
    name : str
    colours : sequence of str
        One a column; a single one is the name's, too.
    theme : Theme
    size : float
        Manim's font size.
    largest : float
        The largest number there is to be room for, whatever its sign.
    determinant : int, optional
        With how many decimals its determinant stands below it; it does not by default.
    places : int
        Decimals.

    Attributes
    ----------
    entries : MatrixEntries
    """

    def __init__(
        self,
        name: str,
        colours: Sequence[str],
        theme: Theme,
        size: float,
        *,
        largest: float,
        determinant: int | None = None,
        places: int = 2,
    ) -> None:
        colour = colours[0] if len(colours) == 1 else theme.text
        self.entries = MatrixEntries(
            size, colours, theme.muted, places=places, widest=-max(abs(largest), 1.0)
        )
        parts = row_of([verbatim(name, size, colour, bold=True), self.entries], size)
        self.determinant: LiveNumber | None = None
        if determinant is not None:
            self.decimals = determinant
            self.label = sentence("determinant", 0.75 * size, theme.muted)
            self.determinant = LiveNumber(0.9 * size, theme.text, align=1)
            self.label.next_to(parts, DOWN, buff=0.008 * size, aligned_edge=LEFT)
            parts.add(self.label, self.determinant)
            self.write(np.diag([1.0, -1.0]) * max(abs(largest), 1.0))
        super().__init__(*grounded(parts, theme, size))

    def write(self, matrix: np.ndarray) -> NamedMatrix:
        """Write entries, and the determinant of the matrix that is then read."""
        self.entries.write(matrix)
        if self.determinant is not None:
            value = float(np.linalg.det(np.round(matrix, self.entries.places)))
            right = self.entries.left[0] + self.entries.length
            foot = self.label.get_y() - 0.0042 * self.determinant.size
            self.determinant.place(np.array([right, foot, 0.0])).write(fixed(value, self.decimals))
        return self

    def light(self, column: int | None, share: float = 1.0) -> None:
        """Dim the columns beside one, to some degree; with None, none of them."""
        for i, number in enumerate(self.entries.numbers):
            is_other = column is not None and i % self.entries.columns != column
            number.set_fill(opacity=1 - 0.75 * share * is_other)


class FactorRows(VGroup):
    """Matrices below each other, each with a line of words; one is lit.

    Parameters
    ----------
    matrices : list of array (2, 2)
    words : list of Text
    places : list of int
        Decimals.
    theme : Theme
    size : float
        Manim's font size.
    """

    def __init__(
        self,
        matrices: list[np.ndarray],
        words: list[Text],
        places: list[int],
        theme: Theme,
        size: float,
    ) -> None:
        self.theme = theme
        largest = max(1.0, *(float(np.abs(matrix).max()) for matrix in matrices))
        self.rows: list[tuple[MatrixEntries, Text]] = []
        column = VGroup()
        for matrix, label, decimals in zip(matrices, words, places, strict=True):
            entries = MatrixEntries(
                size,
                (theme.positive, theme.negative),
                theme.muted,
                places=decimals,
                widest=-largest,
            ).write(matrix)
            column.add(row_of([entries, label], 2 * size))
            self.rows.append((entries, label))
        column.arrange(DOWN, aligned_edge=LEFT, buff=0.01 * size)
        super().__init__(*grounded(column, theme, size))

    def light(self, index: int | None) -> None:
        """Show which one is at work; with None, all are as they were."""
        for i, (entries, label) in enumerate(self.rows):
            entries.brackets.set_stroke(self.theme.highlight if i == index else self.theme.muted)
            label.set_fill(self.theme.highlight if i == index else self.theme.text)
