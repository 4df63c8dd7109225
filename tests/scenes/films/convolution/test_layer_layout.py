"""Digit, filter, maps and outputs have parts of an area of their own, and arrows join them."""

from itertools import combinations

import numpy as np
import pytest
from manim import tempconfig

from scenes.films.convolution.digit_bars import DigitBars
from scenes.films.convolution.layer_layout import Onward, divided
from scenes.storytelling.stage import Area, area_of, stage_of_frame
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")


@pytest.mark.parametrize("is_upright", [False, True])
@pytest.mark.parametrize("size", [(13.0, 6.0), (8.0, 7.0), (13.0, 18.0)])
def test_parts_stand_in_the_area_and_do_not_meet(
    size: tuple[float, float], is_upright: bool
) -> None:
    area = Area(np.array([-2.0, 1.0]), np.array([-2.0, 1.0]) + size)
    layout = divided(area, is_upright)
    parts = (layout.digit, layout.filter, layout.map, layout.others, layout.outputs)
    for part in parts:
        assert (part.low >= area.low - 1e-9).all()
        assert (part.high <= area.high + 1e-9).all()
    for one, other in combinations(parts, 2):
        apart = np.maximum(one.low - other.high, other.low - one.high)
        assert apart.max() >= -1e-9
    np.testing.assert_allclose(layout.digit.size, layout.map.size)
    assert layout.filter.size[0] == pytest.approx(layout.filter.size[1])


@pytest.mark.parametrize("height", [8.0, 25.0])
def test_arrows_lead_from_the_digit_to_its_map_and_on_to_the_outputs(height: float) -> None:
    with tempconfig({"frame_height": height, "frame_width": 14.2}):
        stage = stage_of_frame()
        layout = divided(stage.hero, stage.is_upright)
        bars = DigitBars(3, layout.outputs, THEME)
        onward = Onward(layout, bars, stage, THEME)
    for arrow, one, other in (
        (onward.first[0], layout.digit, layout.filter),
        (onward.first[1], layout.filter, layout.map),
    ):
        assert one.high[0] < arrow.get_left()[0] < arrow.get_right()[0] < other.low[0]
    on, name = onward.rest
    if stage.is_upright:
        assert layout.outputs.high[1] < on.get_bottom()[1] < on.get_top()[1] < layout.others.low[1]
    else:
        assert layout.map.high[0] < on.get_left()[0] < on.get_right()[0] < layout.outputs.low[0]
        assert layout.map.high[0] < name.get_left()[0]
        assert name.get_right()[0] < layout.outputs.low[0]
    assert not area_of(on).meets(area_of(name))
