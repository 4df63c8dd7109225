"""A curve seen from close by: what is read off its axes lies on it."""

import math

import numpy as np
import pytest

from scenes.films.backprop.curve_closeup import CurveCloseup
from scenes.films.backprop.link_curve import LinkCurve
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

PICTURE = Area(np.array([-7.0, -2.0]), np.array([7.0, 4.0]))


def closeup(x: float = -0.45) -> CurveCloseup:
    theme = THEMES["dark"]
    link = LinkCurve(
        math.tanh, lambda t: 1 - math.tanh(t) ** 2, [x], 2.2, np.array([1.0, 2.0]),
        np.array([1.5, 0.8]), theme,
    )  # fmt: skip
    return CurveCloseup(link, x, ("z", "a"), ("1", "2"), "0.822", PICTURE, 40, theme)


def test_it_grows_from_its_link_until_it_fills_the_picture() -> None:
    drawn = closeup()
    low, high = drawn.curve.points[:, :2].min(axis=0), drawn.curve.points[:, :2].max(axis=0)
    assert low == pytest.approx([0.25, 1.6])
    assert high == pytest.approx([1.75, 2.4])
    drawn.draw(1.0, 0.0, 0.0)
    assert np.ptp(drawn.curve.points[:, 0]) > 0.8 * PICTURE.size[0]
    assert np.ptp(drawn.curve.points[:, 1]) > 0.8 * PICTURE.size[1]


def test_the_stems_end_at_the_output_on_its_axis() -> None:
    drawn = closeup()
    drawn.draw(1.0, 1.0, 0.0)
    end = drawn.link.place(np.array([0.0, math.tanh(-0.45)]), drawn.box.centre, drawn.box.size)
    assert drawn.stems.points[-1, :2] == pytest.approx(end)


def test_the_triangle_is_as_high_as_the_slope_where_it_is_1_wide() -> None:
    drawn = closeup()
    drawn.draw(1.0, 1.0, 1.0)
    size = np.ptp(drawn.legs.points[:, :2], axis=0)
    unit = drawn.box.size / [2 * drawn.link.reach, drawn.link.high - drawn.link.low]
    assert size / unit == pytest.approx([1.0, 1 - math.tanh(-0.45) ** 2])
