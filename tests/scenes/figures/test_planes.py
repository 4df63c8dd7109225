"""Grids of planes, and square views of them."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from engine.geometry.box import Box
from scenes.figures.planes import LINES, SAMPLES, draw_grid, grid_lines, show_square
from scenes.theme.theme import THEMES

BOX = Box(np.array([-1.0, 0.0]), np.array([3.0, 2.0]))


@pytest.fixture
def axes() -> Axes:
    return Figure().add_subplot()


def test_a_grid_has_lines_in_both_directions_over_all_of_its_box() -> None:
    grid = grid_lines(BOX)
    across, up = np.split(grid, 2)
    assert grid.shape == (2 * LINES, SAMPLES, 2)
    assert np.ptp(across[..., 1], axis=1).max() == np.ptp(up[..., 0], axis=1).max() == 0
    assert [*grid.min(axis=(0, 1)), *grid.max(axis=(0, 1))] == [-1, 0, 3, 2]


def test_each_direction_has_its_own_colour(axes: Axes) -> None:
    draw_grid(axes, grid_lines(BOX), THEMES["dark"], 0.5)
    assert [len(lines.get_segments()) for lines in axes.collections] == [LINES, LINES]
    colours = [tuple(lines.get_colors()[0][:3]) for lines in axes.collections]
    assert colours == [to_rgba(colour)[:3] for colour in THEMES["dark"].grid]


def test_a_grid_may_have_no_lines(axes: Axes) -> None:
    draw_grid(axes, np.zeros((0, 1, 2)), THEMES["dark"], 0.5)
    assert [lines.get_segments() for lines in axes.collections] == [[], []]


def test_a_square_is_as_large_as_the_longer_side_of_its_box(axes: Axes) -> None:
    show_square(axes, BOX)
    assert (axes.get_xlim(), axes.get_ylim()) == ((-1, 3), (-1, 3))


def test_a_single_point_is_shown_within_a_square_that_is_not_empty(axes: Axes) -> None:
    show_square(axes, Box(np.zeros(2), np.zeros(2)))
    assert np.ptp(axes.get_xlim()) > 0
