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
