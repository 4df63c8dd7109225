"""Digit, maps and outputs have parts of an area of their own, and lines lead between them."""

import numpy as np
import pytest
from manim import tempconfig

from scenes.films.convolution.digit_bars import DigitBars
from scenes.films.convolution.layer_layout import Onward, SideNumber, above_and_below, divided
from scenes.storytelling.stage import Area, area_of, stage_of_frame
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")
AREA = Area(np.array([-6.0, -2.0]), np.array([6.0, 3.0]))


@pytest.mark.parametrize("is_upright", [False, True])
def test_parts_follow_one_another(is_upright: bool) -> None:
    first, second, third = divided(AREA, is_upright)
    along, sign = (1, -1) if is_upright else (0, 1)
    middles = [sign * part.centre[along] for part in (first, second, third)]
    assert middles == sorted(middles)
    for upper, lower in ((first, second), (second, third)):
        apart = np.maximum(lower.low - upper.high, upper.low - lower.high)
        assert apart.max() >= -1e-9


def test_lines_lead_through_more_layers_to_each_output_and_touch_nothing() -> None:
    digit, maps, rest = divided(AREA, False)
    bars = DigitBars(3, rest, THEME)
    onward = Onward(digit, maps, bars, stage_of_frame(), THEME)
    slabs, name, fan = onward.rest
    assert digit.high[0] <= onward.first.get_start()[0] <= onward.first.get_end()[0]
    assert onward.first.get_end()[0] < maps.low[0] + 1e-9
    assert [line.get_end()[1] for line in fan] == pytest.approx([bars.middle(k) for k in range(10)])
    assert maps.high[0] < slabs.get_left()[0] < slabs.get_right()[0] <= fan.get_left()[0] + 1e-9
    assert fan.get_right()[0] < rest.low[0]
    assert name.get_bottom()[1] > slabs.get_top()[1]
    assert maps.high[0] < name.get_left()[0]


def test_in_upright_frames_layers_lie_between_maps_and_outputs() -> None:
    with tempconfig({"frame_height": 25.0, "frame_width": 14.2}):
        stage = stage_of_frame()
        digit, maps, rest = divided(stage.hero, True)
        onward = Onward(digit, maps, DigitBars(3, rest, THEME), stage, THEME)
    slabs, name, _ = onward.rest
    assert rest.high[1] < slabs.get_bottom()[1] < slabs.get_top()[1] < maps.low[1]
    assert slabs.get_right()[0] < name.get_left()[0]
    assert name.get_right()[0] <= maps.high[0] + 1e-6


def test_a_number_stands_below_its_words_in_its_place() -> None:
    stage = stage_of_frame()
    digit, _, _ = divided(stage.hero, False)
    for place in above_and_below(digit):
        both = SideNumber("new digits read", THEME.text, place, stage)
        both.write("100.0%")
        label, number = both
        shown = area_of(both)
        assert shown.low[0] >= place.low[0] - 1e-6
        assert shown.high[0] <= place.high[0] + 1e-6
        assert number.get_top()[1] < label.get_bottom()[1]
