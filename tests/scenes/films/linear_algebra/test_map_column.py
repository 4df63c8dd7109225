"""A matrix, its determinant, and what it makes of a vector, in numbers."""

import numpy as np
import pytest

from scenes.films.linear_algebra.map_column import ColumnWords, FactorRows, MapColumn
from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
WORDS = ColumnWords("M =", "A =", "M A =", "where A lands", "det", "first", "second")


def shown(number: LiveNumber, text: str) -> bool:
    """Whether a number's outline is that of `text`."""
    expected = LiveNumber(number.size, THEME.text).write(text).points
    points = number.points
    return len(points) == len(expected) and np.allclose(
        np.diff(points, axis=0), np.diff(expected, axis=0)
    )


def test_it_states_the_determinant_and_where_the_vector_lands() -> None:
    column = MapColumn(WORDS, np.array([0.83, 0.51]), 1.0, 1.0, 0.4, 2.7, THEME)
    column.write(np.array([[1.0, 0.0], [0.5, 1.0]]))
    assert shown(column.determinant.number, "1.00")
    assert [shown(n, t) for n, t in zip(column.image.numbers, ("0.830", "0.925"), strict=True)] == [
        True, True,
    ]  # fmt: skip
    column.write(np.diag([1.0, -1.0]))
    assert shown(column.determinant.number, "−1.00")


@pytest.mark.parametrize("lit", [0, 1, None])
def test_one_of_the_factors_is_lit(lit: int | None) -> None:
    labels = [sentence(text, 26, THEME.text) for text in ("turn", "stretch")]
    rows = FactorRows([np.eye(2), np.diag([2.0, 0.5])], labels, 0.4, 1.0, THEME)
    rows.light(lit)
    colours = [str(entries.brackets.get_stroke_color()).lower() for entries, _ in rows.rows]
    assert colours == [THEME.highlight if i == lit else THEME.muted for i in range(2)]
    assert all(isinstance(entries, MatrixEntries) for entries, _ in rows.rows)
