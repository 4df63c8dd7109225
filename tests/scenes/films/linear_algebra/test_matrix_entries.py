"""Numbers in brackets that change in place."""

import numpy as np
import pytest
from manim import RIGHT, UP

from scenes.films.linear_algebra.matrix_entries import MatrixEntries

COLOURS = ("#ff0000", "#0000ff")


def entries(**options: float) -> MatrixEntries:
    return MatrixEntries(36, COLOURS, "#888888", **options)


def test_columns_end_at_the_same_place_whatever_is_written() -> None:
    matrix = entries()
    ends = []
    for values in ([[1, 0], [0, 1]], [[-0.87, 0.5], [0.11, -1]]):
        numbers = matrix.write(np.array(values)).numbers
        ends.append([number.get_right()[0] for number in numbers])
    assert ends[0] == pytest.approx(ends[1])
    assert ends[0][:2] == pytest.approx(ends[0][2:])


def test_entries_stay_between_their_brackets() -> None:
    matrix = entries(widest=-12.0).write(np.array([[-12.5, -10.0], [10.0, -12.0]]))
    low, high = matrix.brackets.points.min(axis=0), matrix.brackets.points.max(axis=0)
    assert high[0] - low[0] == pytest.approx(matrix.length)
    for number in matrix.numbers:
        assert (number.points.min(axis=0)[:2] > low[:2]).all()
        assert (number.points.max(axis=0)[:2] < high[:2]).all()


def test_numbers_go_where_their_brackets_are_moved() -> None:
    matrix = entries()
    before = [number.get_center() for number in matrix.numbers]
    values = np.full((2, 2), -0.5)
    matrix.write(values).shift(2 * RIGHT + UP)
    for old, number in zip(before, matrix.write(values).numbers, strict=True):
        assert number.get_center() == pytest.approx(old + 2 * RIGHT + UP)


def test_each_column_has_its_colour() -> None:
    fills = [str(number.get_fill_color()).lower() for number in entries().numbers]
    assert fills == [*COLOURS, *COLOURS]
