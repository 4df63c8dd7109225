"""Axes stand around the box that they are drawn for, wherever it goes."""

import numpy as np
import pytest

from scenes.films.fit.fit_axes import MARGIN, FitAxes
from scenes.mobjects.chart import Axis
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES

BOXES = [
    Area(np.array([-5.0, -2.0]), np.array([6.0, 3.0])),
    Area(np.array([-5.0, 0.5]), np.array([6.0, 3.0])),
]


@pytest.fixture
def axes() -> FitAxes:
    return FitAxes(Axis(-1, 1), Axis(-2.2, 1.5), stage_of_frame(), THEMES["dark"])


@pytest.mark.parametrize("box", BOXES, ids=["whole", "half"])
def test_numbers_stand_beside_their_levels_and_below_their_places(axes: FitAxes, box: Area) -> None:
    axes.draw(box)
    assert [value for value, _ in axes.upward] == [-2, -1, 0, 1]
    for value, number in axes.upward:
        level = box.low[1] + (value + 2.2) / 3.7 * box.size[1]
        assert number.get_y() == pytest.approx(level, abs=0.02)
        assert number.get_right()[0] < box.low[0]
    for value, number in axes.across:
        assert number.get_x() == pytest.approx(box.centre[0] + value * box.size[0] / 2, abs=0.02)
        assert number.get_top()[1] < box.low[1]


def test_values_stand_where_the_axes_say(axes: FitAxes) -> None:
    box = BOXES[0]
    ends = axes.place(box, np.array([-1, 1]), np.array([-2.2, 1.5]))
    np.testing.assert_allclose(ends, [box.low, box.high])


def test_a_level_at_the_foot_has_no_number() -> None:
    axes = FitAxes(Axis(-1, 1), Axis(-2.02, 1.5), stage_of_frame(), THEMES["dark"])
    assert [value for value, _ in axes.upward] == [-1, 0, 1]


def test_the_box_leaves_room_for_numbers(axes: FitAxes) -> None:
    area = BOXES[0]
    np.testing.assert_allclose(axes.inner(area).low, area.low + MARGIN)
    np.testing.assert_allclose(axes.inner(area).high, area.high)
