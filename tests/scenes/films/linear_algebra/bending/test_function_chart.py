"""A disc goes from the line y = x to the curve of a function."""

import numpy as np
import pytest
from manim import RIGHT

from scenes.films.linear_algebra.bending.function_chart import FunctionChart
from scenes.theme.theme import THEMES


@pytest.fixture
def chart() -> FunctionChart:
    x = np.linspace(-4, 4, 81)
    return FunctionChart(x, np.tanh(x), (-1, 1), 60, 2.0, THEMES["dark"])


def test_both_lines_are_there_and_the_disc_goes_from_one_to_the_other(
    chart: FunctionChart,
) -> None:
    points = chart.same.points
    assert points[:, 0] == pytest.approx(points[:, 1])
    points = chart.line.points[::4]
    assert points[:, 1] == pytest.approx(np.tanh(points[:, 0] / 0.25) * 0.25)
    assert chart.dot.get_center()[:2] == pytest.approx([0.5, 0.5])
    chart.take(1.0)
    assert chart.dot.get_center()[:2] == pytest.approx([0.5, 0.25 * np.tanh(2)])


def test_the_disc_goes_wherever_the_chart_has_been_put(chart: FunctionChart) -> None:
    chart.shift(3 * RIGHT)
    chart.take(1.0)
    assert chart.dot.get_center()[:2] == pytest.approx([3.5, 0.25 * np.tanh(2)])


def test_lines_stand_at_its_limits(chart: FunctionChart) -> None:
    assert {round(y, 6) for y in chart.limits.points[:, 1]} == {-0.25, 0.25}


def test_without_limits_there_are_none() -> None:
    x = np.linspace(-4, 4, 81)
    assert not len(FunctionChart(x, x, None, 40, 2.0, THEMES["dark"]).limits.points)


def test_what_leaves_the_box_is_cut() -> None:
    x = np.linspace(-4, 4, 81)
    steep = FunctionChart(x, 3 * x, None, 80, 2.0, THEMES["dark"])
    steep.take(1.0)
    assert np.abs(steep.line.points).max() <= 1 + 1e-6
    assert np.abs(steep.dot.get_center()).max() <= 1 + 1e-6
