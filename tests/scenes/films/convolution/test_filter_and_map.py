"""A filter and its map stand where they are put, in the colours of their values."""

import numpy as np
import pytest

from scenes.films.convolution.filter_and_map import FilterAndMap, between
from scenes.storytelling.stage import area_of
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")
HERE = np.array([[0.0, 0.0], [4.0, 1.0]]), np.array([1.0, 0.5])
THERE = np.array([[2.0, 0.0], [4.0, 3.0]]), np.array([2.0, 0.5])


def test_both_stand_where_they_are_put() -> None:
    both = FilterAndMap((8, 8), (0.5, 4.0), THEME)
    both.put(HERE)
    for grid, corner, side, cells in zip(both.grids, *HERE, (3, 8), strict=True):
        area = area_of(grid)
        assert area.centre == pytest.approx(corner + cells * side / 2 * np.array([1, -1]))
        assert area.size == pytest.approx(np.full(2, (cells - 1 + 0.95) * side))


def test_colours_are_those_of_weights_and_responses() -> None:
    both = FilterAndMap((8, 8), (0.5, 4.0), THEME)
    weights, responses = np.zeros((3, 3)), np.zeros((8, 8))
    weights[0, 2], responses[7, 0] = -0.5, 4.0
    both.display(weights, responses)
    filter_, shown = both.grids
    assert filter_[2].get_fill_color().to_hex().lower() == THEME.negative
    assert shown[56].get_fill_color().to_hex().lower() == THEME.positive
    assert shown[0].get_fill_color().to_hex().lower() == THEME.panel


def test_half_way_is_in_the_middle() -> None:
    corners, sides = between(HERE, THERE, 0.5)
    assert corners.tolist() == [[1, 0], [4, 2]]
    assert sides.tolist() == [1.5, 0.5]
