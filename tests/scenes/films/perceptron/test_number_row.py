"""A row of named numbers: it ends at the right edge, and fits into its place."""

import numpy as np
import pytest
from manim import Square

from scenes.films.perceptron.number_row import NumberColumn, NumberRow
from scenes.storytelling.stage import Area


def row_in(width: float) -> NumberRow:
    names = [Square(0.5), Square(0.8)]
    place = Area(np.array([1.0, 2.0]), np.array([1.0 + width, 3.0]))
    return NumberRow(names, ["−0.00", "00"], ["#fff", "#fff"], 26, place)


@pytest.mark.parametrize("width", [6.0, 1.5])
def test_it_fits_and_ends_at_the_edge(width: float) -> None:
    row = row_in(width)
    assert row.get_left()[0] >= 1.0 - 1e-6
    assert row.get_right()[0] == pytest.approx(1.0 + width, abs=0.05)


def test_a_shorter_number_keeps_its_right_end() -> None:
    row = row_in(6.0)
    right = row.numbers[0].get_right()[0]
    row.write(["0.10", "7"])
    assert row.numbers[0].get_right()[0] == pytest.approx(right, abs=0.01)


@pytest.mark.parametrize("width", [6.0, 1.2])
def test_a_column_fits_into_its_width_and_its_last_number_is_large(width: float) -> None:
    place = Area(np.array([1.0, -3.0]), np.array([1.0 + width, 3.0]))
    names = [Square(0.3), Square(0.4), Square(0.3)]
    column = NumberColumn(names, ["00", "00", "00"], ["#fff"] * 3, 26, place)
    assert column.get_left()[0] >= 1.0 - 1e-6
    assert column.get_right()[0] <= 1.0 + width + 0.05
    assert column.get_top()[1] <= 3.0 + 0.05
    first, _, last = column.numbers
    assert last.height > 1.3 * first.height
    assert names[0].get_y() > names[1].get_y() > names[2].get_y()
