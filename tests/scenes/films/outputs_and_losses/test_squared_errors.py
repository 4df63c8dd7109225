"""Errors as bars and squares."""

import numpy as np
import pytest

from scenes.films.outputs_and_losses.squared_errors import SquaredErrors
from scenes.theme.theme import THEMES


def test_a_square_is_as_high_as_its_bar_is_long() -> None:
    errors = SquaredErrors(THEMES["dark"])
    errors.display(np.array([1.0]), np.array([-1.5]), np.array([0.5]))
    assert errors.squares.width == pytest.approx(2.5)
    assert errors.squares.height == pytest.approx(2.5)
    assert errors.bars.width == pytest.approx(2.5)
    assert errors.bars.get_y() == pytest.approx(0.5)


def test_a_square_that_has_sunk_is_a_bar_alone() -> None:
    errors = SquaredErrors(THEMES["dark"])
    errors.display(np.array([0.0]), np.array([2.0]), np.array([0.0]), 0.0)
    assert errors.squares.height == pytest.approx(0)
    assert errors.squares.get_fill_opacity() == 0
    assert errors.squares.get_stroke_opacity() == 0


@pytest.mark.parametrize("sign", [1, -1])
def test_a_square_is_divided_in_as_many_cells_as_its_area(sign: int) -> None:
    errors = SquaredErrors(THEMES["dark"])
    errors.display(np.array([1.0]), np.array([1.0 + sign * 3.0]), np.array([0.5]), cell=1.0)
    lines = errors.cells.points.reshape(-1, 4, 3)
    assert len(lines) == 2 + 2  # three by three
    ends = lines[:, [0, 3], :2].reshape(-1, 2)
    square = errors.squares.points[:, :2]
    np.testing.assert_allclose(ends.min(axis=0), square.min(axis=0))
    np.testing.assert_allclose(ends.max(axis=0), square.max(axis=0))
    errors.display(np.array([1.0]), np.array([4.0]), np.array([0.5]), 0.0, 1.0)
    assert errors.cells.get_stroke_opacity() == 0
    errors.display(np.array([1.0]), np.array([4.0]), np.array([0.5]))
    assert len(errors.cells.points) == 0
