"""Paths and lines of a chart stand where sizes have their places, names beside their ends."""

from dataclasses import replace

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.mobjects.passage_chart import PassageChart
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layer_health import health_of

ARRIVING, LEFT = np.array([0.02, 0.2, 1.0]), np.array([1e-4, 0.01, 0.1])
LITTLE = health_of(GradientFlow(0, np.ones((3, 2)), ARRIVING, LEFT, LEFT, np.ones((2, 2, 2))))
ONES = np.ones(3)
MUCH = replace(
    health_of(GradientFlow(0, np.ones((3, 2)), ONES, ONES, ONES, np.ones((2, 2, 2)))),
    activation="relu",
)
SMALL = Area(np.array([-5.0, -2.0]), np.array([5.0, 0.0]))
LARGE = Area(np.array([-3.0, -2.0]), np.array([6.0, 3.0]))


@pytest.fixture
def chart() -> PassageChart:
    return PassageChart([LITTLE, MUCH], [LITTLE], SMALL, stage_of_frame(), THEMES["dark"])


def test_a_path_goes_through_what_arrives_and_what_is_left(chart: PassageChart) -> None:
    heights = chart.places_of(LITTLE.flow)[:, 1]
    wanted = chart.sizes.heights_of(np.array([1.0, 0.1, 0.2, 0.01, 0.02, 1e-4]))
    assert heights == pytest.approx(wanted)


def test_what_slopes_alone_leave_has_room(chart: PassageChart) -> None:
    lowest = chart.places_of(LITTLE.flow, 0.0)[-1, 1]
    assert SMALL.low[1] <= lowest < chart.places_of(LITTLE.flow)[-1, 1]


def test_a_path_settles_into_the_line_of_what_is_left(chart: PassageChart) -> None:
    chart.stand(LARGE)
    flat = chart.places_of(LITTLE.flow, stairs=0.0)
    assert flat[::2] == pytest.approx(flat[1::2])
    chart.settle(LITTLE, 1.0)
    line = chart.series.lines[0].points
    assert line[:, 0].max() == LARGE.high[0]
    assert line[-1, :2] == pytest.approx(chart.way_of(LITTLE)[-1])
    assert chart.path.drops.get_stroke_opacity() == 0


def test_the_arrow_goes_from_slopes_alone_to_what_is_left(chart: PassageChart) -> None:
    chart.point_up(LITTLE.flow, 1.0)
    ends = chart.arrow.points[:, 1]
    low, high = (chart.places_of(LITTLE.flow, weighed)[-1, 1] for weighed in (0.0, 1.0))
    assert (ends.min(), ends.max()) == pytest.approx((low, high))
    chart.point_up(LITTLE.flow, 0.0)
    assert len(chart.arrow.points) == 0


def test_names_stand_left_of_their_lines_in_one_size(chart: PassageChart) -> None:
    chart.stand(LARGE)
    chart.put_names()
    for badge, words in zip(chart.badges, chart.slopes, strict=True):
        assert max(badge.get_right()[0], words.get_right()[0]) < LARGE.low[0]
    assert chart.badges[0].disc.height == pytest.approx(chart.badges[1].disc.height)
    assert chart.badges[0].get_center()[1] < chart.badges[1].get_center()[1]


def test_how_many_times_as_much_is_left_is_marked_between_the_two(chart: PassageChart) -> None:
    chart.stand(LARGE)
    chart.put_names()
    line = chart.span[0].points[:, 1]
    ends = [chart.way_of(network)[-1, 1] for network in (LITTLE, MUCH)]
    assert ends[0] < line.min() < line.max() < ends[1]
    chart.compare(1.0)
    assert chart.span[0].get_stroke_opacity() == 1
