"""Digit, maps and outputs have parts of an area of their own, and lines lead between them."""

import numpy as np
import pytest

from scenes.films.convolution.digit_bars import DigitBars
from scenes.films.convolution.layer_layout import divided, links
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


def test_a_line_leads_to_each_output_and_touches_nothing() -> None:
    digit, maps, rest = divided(AREA, False)
    bars = DigitBars(3, rest, THEME)
    lines = links(digit, maps, bars, stage_of_frame(), THEME)
    first, *fan = lines
    assert digit.high[0] <= first.get_start()[0] <= first.get_end()[0] < maps.low[0] + 1e-9
    assert [line.get_end()[1] for line in fan] == pytest.approx([bars.middle(k) for k in range(10)])
    shown = area_of(fan[0])
    assert maps.high[0] < shown.low[0] < shown.high[0] < rest.low[0]
