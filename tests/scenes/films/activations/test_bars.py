"""Bars stand on the chart's lower edge, as high as their values, and inside its box."""

import numpy as np
import pytest

from scenes.films.activations.bars import Bars
from scenes.mobjects.chart import Axis, Chart
from scenes.theme.theme import THEMES


def chart(y: Axis) -> Chart:
    low, high = np.array([-2.0, -1.0]), np.array([2.0, 3.0])
    return Chart(low, high, Axis(0.5, 4.5, ticks=()), y, THEMES["dark"])


def rectangles(bars: Bars) -> np.ndarray:
    """Give lower left and upper right corners, array (bars, 2, 2)."""
    corners = bars.points.reshape(-1, 16, 3)[..., :2]
    return np.stack([corners.min(axis=1), corners.max(axis=1)], axis=1)


def test_a_bar_is_as_high_as_its_value_and_centred_on_its_place() -> None:
    drawn = rectangles(Bars(chart(Axis(0, 8)), "#ffffff").set_values(np.array([2, 4, 6, 8])))
    assert drawn[:, 0, 1] == pytest.approx(-1)
    assert drawn[:, 1, 1] == pytest.approx([0, 1, 2, 3])
    assert drawn.mean(axis=1)[:, 0] == pytest.approx([-1.5, -0.5, 0.5, 1.5])
    assert np.ptp(drawn[..., 0], axis=1) == pytest.approx(0.7)


def test_on_a_logarithmic_axis_equal_factors_are_equal_heights() -> None:
    bars = Bars(chart(Axis(1e-4, 1, log=True)), "#ffffff").set_values(np.array([1e-3, 0.01, 0.1]))
    assert rectangles(bars)[:, 1, 1] == pytest.approx([0, 1, 2])


def test_what_is_too_small_has_no_bar_and_what_is_too_large_ends_at_the_top() -> None:
    values = np.array([0, 1e-9, np.nan, np.inf])
    bars = Bars(chart(Axis(1e-4, 1, log=True)), "#ffffff").set_values(values)
    assert rectangles(bars)[:, 1, 1] == pytest.approx([3])


def test_bars_can_be_partly_grown() -> None:
    bars = Bars(chart(Axis(0, 8)), "#ffffff").set_values(np.array([8, 8]), np.array([0.5, 0]))
    assert rectangles(bars)[:, 1, 1] == pytest.approx([1])
