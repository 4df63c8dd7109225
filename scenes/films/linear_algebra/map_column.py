"""Matrices with live numbers, to stand beside the plane that they move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import LEFT, Text, VGroup

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout, sentence
from scenes.theme.theme import Theme


@dataclass(frozen=True)
class ColumnWords:
    """Names of the matrix, the vector and what they make, and labels.

    Attributes
    ----------
    matrix, vector, image : str
        Each with its equals sign.
    lands : str
        Under the image.
    determinant : str
    first, second : str
        What the matrix's columns are.
    """

    matrix: str
    vector: str
    image: str
    lands: str
    determinant: str
    first: str
    second: str


def named_entries(
    name: str,
    left: float,
    row: float,
    colours: tuple[str, ...],
    theme: Theme,
    *,
    widest: float,
    places: int = 2,
    size: float = 36,
) -> tuple[Text, MatrixEntries]:
    """Make a matrix with its name, such as "M =", before it.

    Parameters
    ----------
    name : str
    left, row : float
        Left edge and middle, in the frame.
    colours : tuple of str
        One a column; a single one is the name's, too.
    theme : Theme
    widest : float
        The longest number there is to be room for.
    places : int
        Decimals.
    size : float
        Manim's font size.
    """
    colour = colours[0] if len(colours) == 1 else theme.text
    words = sentence(name, 0.9 * size, colour, bold=True).move_to(at(left, row), aligned_edge=LEFT)
    start = np.array([words.get_right()[0] + 0.2, row])
    return words, MatrixEntries(start, size, colours, theme.muted, places=places, widest=widest)


class MapColumn(VGroup):
    """A matrix with its determinant, what its columns are, and what it makes of a vector.

    Parameters
    ----------
    words : ColumnWords
    vector : array (2,)
    largest, lands : float
        The largest entries there is to be room for: of matrices, and of the vector's images.
    left, top : float
        Where it begins, in the frame.
    theme : Theme

    Attributes
    ----------
    named_matrix, determinant, legend, landing : VGroup
        Its parts, from the top.
    """

    def __init__(
        self,
        words: ColumnWords,
        vector: np.ndarray,
        largest: float,
        lands: float,
        left: float,
        top: float,
        theme: Theme,
    ) -> None:
        self.vector, axes = vector, (theme.positive, theme.negative)
        widest = -max(largest, 1.0)
        name, self.matrix = named_entries(words.matrix, left, top - 0.6, axes, theme, widest=widest)
        self.named_matrix = VGroup(name, self.matrix)
        start = at(self.matrix.right + 0.4, top - 0.2)
        self.determinant = Readout(words.determinant, theme.muted, theme.text, start)
        lines = (words.first, words.second)
        self.legend = VGroup(
            *(
                sentence(text, 24, colour).move_to(
                    at(left, top - 1.95 - 0.48 * i), aligned_edge=LEFT
                )
                for i, (text, colour) in enumerate(zip(lines, axes, strict=True))
            )
        )
        row, one = top - 3.95, (theme.highlight,)
        longest = float(max(vector, key=lambda value: len(fixed(value, 2))))
        given, entries = named_entries(words.vector, left, row, one, theme, widest=longest)
        image, self.image = named_entries(
            words.image, entries.right + 0.5, row, one, theme, widest=-max(lands, 1.0), places=3
        )
        label = sentence(words.lands, 22, theme.muted)
        label.move_to(at((self.image.left[0] + self.image.right) / 2, row - 0.86))
        self.landing = VGroup(given, entries.write(vector), image, self.image, label)
        super().__init__(self.named_matrix, self.determinant, self.legend, self.landing)
        self.write(np.eye(2))

    def write(self, matrix: np.ndarray) -> None:
        """Show the matrix (2, 2), its determinant, and what it makes of the vector."""
        self.matrix.write(matrix)
        determinant = float(np.linalg.det(matrix))
        self.determinant.write(fixed(determinant, 2 if abs(determinant) < 100 else 1))
        self.image.write(matrix @ self.vector)


class FactorRows(VGroup):
    """Matrices below each other, each with a line of words; one is lit.

    Parameters
    ----------
    matrices : list of array (2, 2)
    words : list of Text
    left, top : float
        Where it begins, in the frame.
    theme : Theme
    """

    def __init__(
        self, matrices: list[np.ndarray], words: list[Text], left: float, top: float, theme: Theme
    ) -> None:
        self.theme = theme
        axes = (theme.positive, theme.negative)
        widest = -max(1.0, *(float(np.abs(matrix).max()) for matrix in matrices))
        self.rows: list[tuple[MatrixEntries, Text]] = []
        for i, (matrix, label) in enumerate(zip(matrices, words, strict=True)):
            middle = top - 0.5 - 1.25 * i
            entries = MatrixEntries(np.array([left, middle]), 28, axes, theme.muted, widest=widest)
            label.move_to(at(entries.right + 0.35, middle), aligned_edge=LEFT)
            self.rows.append((entries.write(matrix), label))
        super().__init__(*(VGroup(*row) for row in self.rows))

    def light(self, index: int | None) -> None:
        """Show which one is at work; with None, all are as they were."""
        for i, (entries, label) in enumerate(self.rows):
            entries.brackets.set_stroke(self.theme.highlight if i == index else self.theme.muted)
            label.set_fill(self.theme.highlight if i == index else self.theme.text)
