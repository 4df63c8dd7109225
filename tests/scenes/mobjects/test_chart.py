"""Charts: values stand where the axes say, and curves stay inside."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.mobjects.chart import Axis, Chart
from scenes.theme.theme import THEMES

LOW, HIGH = np.array([-2.0, -1.0]), np.array([4.0, 3.0])


def chart(x: Axis, y: Axis) -> Chart:
    return Chart(LOW, HIGH, x, y, THEMES["dark"])


def test_corners_of_the_axes_are_corners_of_the_box() -> None:
    drawn = chart(Axis(-10, 10), Axis(0, 1))
    assert drawn.place(-10, 0) == pytest.approx(LOW)
    assert drawn.place(10, 1) == pytest.approx(HIGH)
    assert drawn.place(0, 0.5) == pytest.approx((LOW + HIGH) / 2)
    assert drawn.place(np.zeros((3, 2)), 0).shape == (3, 2, 2)
    assert drawn.holds(10, 1)
    assert not drawn.holds(10.1, 1)


def test_on_a_logarithmic_axis_equal_factors_are_equal_ways() -> None:
    drawn = chart(Axis(1, 10_000, log=True), Axis(0, 1))
    places = drawn.place(np.array([1, 10, 100, 1_000, 10_000]), 0)[:, 0]
    assert np.diff(places) == pytest.approx(1.5)
    assert drawn.place(0, 0)[0] == -np.inf


def test_numbers_are_powers_of_ten_where_that_is_asked_for() -> None:
    assert Axis(1, 1e4, log=True, powers=True).text(100) == "10²"
    assert Axis(1, 1e4, log=True).text(100) == "100"


def test_numbers_are_round_few_and_on_the_axis() -> None:
    assert Axis(-1, 1).round_numbers(5) == pytest.approx([-1, -0.5, 0, 0.5, 1])
    assert Axis(0.03, 7).round_numbers(5) == pytest.approx([2, 4, 6])
    assert Axis(1, 1_000, log=True).round_numbers(9) == pytest.approx([1, 10, 100, 1_000])
    assert Axis(0, 9, ticks=(0, 3)).round_numbers(1) == [0, 3]
    drawn = chart(Axis(-10, 10), Axis(0, 1))
    assert 4 <= len(drawn.numbers) <= 18


def test_a_curve_is_cut_at_the_edges_and_interrupted_where_there_is_no_number() -> None:
    drawn = chart(Axis(-1, 1), Axis(-1, 1))
    x = np.linspace(-2, 2, 81)
    curve = drawn.curve("#ffffff").set_values(x, 2 * x)
    assert (curve.points[:, :2] >= LOW - 1e-9).all()
    assert (curve.points[:, :2] <= HIGH + 1e-9).all()
    assert curve.points[0, :2] == pytest.approx(drawn.place(-0.5, -1))
    assert curve.points[-1, :2] == pytest.approx(drawn.place(0.5, 1))
    whole = len(curve.set_values(x, 0 * x).points)
    y = np.where(np.abs(x) < 0.2, np.nan, 0.0)
    assert 0 < len(curve.set_values(x, y).points) < whole


def test_a_curve_can_be_drawn_in_part() -> None:
    drawn = chart(Axis(0, 1), Axis(0, 1))
    x = np.linspace(0, 1, 11)
    curve = drawn.curve("#ffffff").set_values_up_to(x, x**2, 0.55)
    assert curve.points[-1, :2] == pytest.approx(drawn.place(0.55, (0.25 + 0.36) / 2))
    assert len(curve.set_values_up_to(x, x, -1.0).points) == 0


def test_a_curve_on_a_logarithmic_axis_is_interrupted_where_it_is_not_above_0() -> None:
    chart = Chart(LOW, HIGH, Axis(0, 3), Axis(1e-3, 10, log=True), THEMES["dark"])
    curve = chart.curve("#ffffff").set_values(np.arange(4.0), np.array([1.0, 0.1, 0.0, 0.0]))
    assert len(curve.points) == 4
    assert np.isfinite(curve.points).all()


@pytest.mark.parametrize("size", [20, 30, 40])
def test_numbers_below_do_not_touch_where_they_are_large(size: float) -> None:
    low, high = np.array([-2.0, -1.0]), np.array([2.0, 1.0])
    chart = Chart(low, high, Axis(0, 4_000), Axis(0, 1), THEMES["dark"], size=size)
    below = [each for each in chart.numbers if each.get_top()[1] < low[1]]
    assert len(below) > 1
    for before, after in pairwise(below):
        assert before.get_right()[0] < after.get_left()[0]
