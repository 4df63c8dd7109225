"""Equations say what they print: sums of columns, of vectors, and products."""

from itertools import pairwise

import numpy as np
import pytest

from engine.geometry.named_maps import EXAMPLE, VECTOR
from scenes.films.linear_algebra.equations import (
    Entries,
    Equation,
    Terms,
    Word,
    determinant_of,
    product_of_matrices,
    sum_of_columns,
    sum_of_vectors,
)
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
MATRIX, V = np.reshape(EXAMPLE, (2, 2)), np.array(VECTOR)


def numbers(terms: Terms) -> list[np.ndarray]:
    """Return the vectors and matrices of an equation, as printed."""
    return [
        np.round(each.values, each.places)
        for term in terms
        for each in term
        if isinstance(each, Entries)
    ]


def words(terms: Terms) -> str:
    def word(each: str | Word | Entries) -> str:
        if isinstance(each, Word):
            return each.text
        return each if isinstance(each, str) else "[]"

    return " ".join(word(each) for term in terms for each in term)


def test_the_image_is_so_much_of_each_column() -> None:
    terms = sum_of_columns(MATRIX, V, (2, 2), THEME)
    assert words(terms) == "W v = 0.83 · [] + 0.51 · [] = []"
    first, second, image = numbers(terms)
    np.testing.assert_allclose(0.83 * first + 0.51 * second, image, atol=0.005)


def test_the_determinant_is_worked_out_from_the_four_numbers_as_they_are_printed() -> None:
    terms = determinant_of(MATRIX, (2, 2), THEME)
    assert words(terms) == "0.90 · 0.80 − (−0.50) · 0.30 = 0.87"
    assert pytest.approx(0.87) == 0.9 * 0.8 - (-0.5) * 0.3
    colours = [each.colour for term in terms for each in term if isinstance(each, Word)]
    assert colours == [THEME.positive, THEME.negative, THEME.negative, THEME.positive]


def test_a_negative_share_is_subtracted() -> None:
    terms = sum_of_columns(MATRIX, np.array([-2.0, -0.5]), (2, 2), THEME)
    assert words(terms) == "W v = −2.00 · [] − 0.50 · [] = []"
    first, second, image = numbers(terms)
    np.testing.assert_allclose(-2 * first - 0.5 * second, image, atol=0.005)


def test_a_shift_is_added() -> None:
    terms = sum_of_vectors(MATRIX @ V, np.array([1.2, 0.7]), (2, 2), THEME, "W v + b")
    moved, shift, end = numbers(terms)
    np.testing.assert_allclose(moved + shift, end, atol=0.005)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_factors_are_written_out_as_long_as_they_are_few(count: int) -> None:
    matrices = [MATRIX, MATRIX.T, np.diag([0.5, 2.0]), MATRIX][:count]
    printed = numbers(product_of_matrices(matrices, 2, THEME, "W", "…"))
    whole = np.linalg.multi_dot(matrices[::-1]) if count > 1 else MATRIX
    np.testing.assert_allclose(printed[-1], whole, atol=0.0051)
    assert len(printed) == {1: 1, 2: 3, 3: 4, 4: 1}[count]


def test_it_stands_in_one_line_from_left_to_right() -> None:
    ground, terms = Equation(sum_of_columns(MATRIX, V, (2, 2), THEME), THEME, 30)
    parts = [part for term in terms for part in term]
    for before, after in pairwise(parts):
        assert before.get_right()[0] < after.get_left()[0]
        assert before.get_y() == pytest.approx(after.get_y(), abs=0.05)
    assert ground.width > terms.width
