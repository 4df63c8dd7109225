"""A bar of colours: each number stands beside its colour."""

import numpy as np
import pytest
from manim import Text

from scenes.films.landscape.colour_bar import ColourBar
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.theme.theme import THEMES


def test_numbers_stand_beside_their_colours_and_the_highest_is_on_top() -> None:
    colours = ColourMap(("#ff0000", "#0000ff"), low=2, high=6)
    marks = [(2.0, "two"), (3.0, "three"), (6.0, "six")]
    bar = ColourBar(colours, np.array([1, -1]), np.array([1.2, 3]), marks, "loss", THEMES["dark"])
    heat, title, *words, true, pointer = bar.submobjects
    assert not len(pointer.points) + len(true.points)
    assert isinstance(heat, HeatMap)
    assert [word.get_y() for word in words] == pytest.approx([-1, 0, 3], abs=0.02)
    assert all(word.get_left()[0] > 1.2 for word in words)
    assert all(isinstance(word, Text) for word in (title, *words))
    assert title.get_bottom()[1] > 3
    assert heat.pixel_array[0, 0, 2] > 250  # the first row is the upper one
    assert heat.pixel_array[-1, 0, 0] > 250


def test_a_mark_points_at_a_value_of_the_whole_span() -> None:
    colours = ColourMap(("#ff0000", "#0000ff"), low=0, high=0.5)
    bar = ColourBar(
        colours, np.array([1, -1]), np.array([1.2, 3]), [(1.0, "most")], "loss", THEMES["dark"],
        span=(0.0, 1.0),
    )  # fmt: skip
    for value in (0.0, 0.25, 1.0):
        bar.point(value)
        assert bar.pointer.get_y() == pytest.approx(-1 + 4 * value)
        assert bar.pointer.get_right()[0] < 1
        assert not len(bar.true_pointer.points)
        bar.point(0.5, value)
        assert bar.true_pointer.get_y() == pytest.approx(-1 + 4 * value)
    assert (bar[0].pixel_array[0, 0] == bar[0].pixel_array[len(bar[0].pixel_array) // 3, 0]).all()
