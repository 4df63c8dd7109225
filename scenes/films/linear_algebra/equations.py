"""Equations with numbers, which can be recomputed from what they print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup, VMobject

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.films.linear_algebra.number_plates import grounded, row_of
from scenes.languages.numbers import fixed
from scenes.mobjects.text import verbatim
from scenes.theme.theme import Theme

WRITTEN_OUT = 3
"""Most matrices whose product is written out with all their numbers."""


@dataclass(frozen=True)
class Entries:
    """A vector or a matrix in an equation.

    Attributes
    ----------
    values : array (2,) or (2, 2)
    places : int
        Decimals.
    colours : tuple of str
        One a column.
    """

    values: np.ndarray
    places: int
    colours: tuple[str, ...]

    def drawn(self, size: float, bracket: str) -> MatrixEntries:
        """Draw it, in numbers of a size in brackets of a colour."""
        longest = max(map(float, self.values.flat), key=lambda x: len(fixed(x, self.places)))
        entries = MatrixEntries(size, self.colours, bracket, places=self.places, widest=longest)
        return entries.write(self.values)


@dataclass(frozen=True)
class Word:
    """A number or a sign of its own colour."""

    text: str
    colour: str


Terms = Sequence[Sequence[str | Word | Entries]]
"""Parts of an equation that come one after another, each of words and numbers."""


class Equation(VGroup):
    """An equation in one line, on a ground.

    Parameters
    ----------
    terms : Terms
    theme : Theme
    size : float
        Manim's font size.
    """

    def __init__(self, terms: Terms, theme: Theme, size: float) -> None:
        written: list[list[VMobject]] = [[] for _ in terms]
        for parts, term in zip(written, terms, strict=True):
            for each in term:
                if isinstance(each, Entries):
                    parts.append(each.drawn(size, theme.muted))
                else:
                    word = Word(each, theme.text) if isinstance(each, str) else each
                    parts.append(verbatim(word.text, size, word.colour, bold=True))
        row_of([part for parts in written for part in parts], size)
        super().__init__(*grounded(VGroup(*(VGroup(*parts) for parts in written)), theme, size))


def sum_of_columns(
    matrix: np.ndarray, vector: np.ndarray, places: tuple[int, int], theme: Theme, name: str = "W v"
) -> Terms:
    """Return what a matrix makes of a vector: so much of one column, so much of the other.

    Parameters
    ----------
    matrix : array (2, 2)
    vector : array (2,)
    places : (int, int)
        Decimals of what is given, and of the result.
    theme : Theme
    name : str
        Of the product.
    """
    first, second = map(float, vector)
    sign = "−" if second < 0 else "+"
    return (
        (f"{name} =", f"{fixed(first, places[0])} ·",
         Entries(matrix[:, 0], places[0], (theme.positive,))),
        (sign, f"{fixed(abs(second), places[0])} ·",
         Entries(matrix[:, 1], places[0], (theme.negative,))),
        ("=", Entries(matrix @ vector, places[1], (theme.highlight,))),
    )  # fmt: skip


def determinant_of(matrix: np.ndarray, places: tuple[int, int], theme: Theme) -> Terms:
    """Return the determinant worked out: one diagonal's product less that of the other.

    Parameters
    ----------
    matrix : array (2, 2)
    places : (int, int)
        Decimals of its entries, and of the result.
    theme : Theme
    """
    printed = np.round(matrix, places[0])
    (a, b), (c, d) = (
        [
            Word(f"({text})" if value < 0 else text, colour)
            for value, colour in zip(row, (theme.positive, theme.negative), strict=True)
            for text in [fixed(float(value), places[0])]
        ]
        for row in printed
    )
    result = fixed(float(np.linalg.det(printed)), places[1])
    return ((a, "·", d), ("−", b, "·", c), (f"= {result}",))


def sum_of_vectors(
    first: np.ndarray, second: np.ndarray, places: tuple[int, int], theme: Theme, name: str
) -> Terms:
    """Return the sum of a moved vector (2,) and a shift (2,), which is named."""
    return (
        (f"{name} =", Entries(first, places[0], (theme.highlight,))),
        ("+", Entries(second, places[0], (theme.text,))),
        ("=", Entries(first + second, places[1], (theme.highlight,))),
    )


def product_of_matrices(
    matrices: Sequence[np.ndarray], places: int, theme: Theme, name: str, factors: str
) -> Terms:
    """Return the product of matrices (2, 2), the first of which is applied first.

    Up to three are written out; of more, only the names.
    """
    axes = (theme.positive, theme.negative)
    whole = np.eye(2)
    for matrix in matrices:
        whole = matrix @ whole
    result = ("=", Entries(whole, 2, axes))
    if len(matrices) > WRITTEN_OUT:
        return ((f"{name} = {factors}",), result)
    written = tuple(Entries(matrix, places, axes) for matrix in reversed(matrices))
    return ((f"{name} = {factors} =", *written), result) if len(matrices) > 1 else (
        (f"{name} = {factors}",), result
    )  # fmt: skip
