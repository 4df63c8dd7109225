"""Filter, map and outputs have parts of an area of their own, and what is between joins them."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from manim import tempconfig

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
    parts = (layout.filter, layout.map, layout.outputs)
    for part in parts:
        assert (part.low >= area.low - 1e-9).all()
        assert (part.high <= area.high + 1e-9).all()
    for one, other in combinations(parts, 2):
        apart = np.maximum(one.low - other.high, other.low - one.high)
        assert apart.max() > 0
    for square in (layout.filter, layout.map):
        assert square.size[0] == pytest.approx(square.size[1])


@pytest.mark.parametrize("height", [8.0, 25.0])
def test_the_way_leads_from_the_filter_over_its_map_to_the_outputs(height: float) -> None:
    with tempconfig({"frame_height": height, "frame_width": 14.2}):
        stage = stage_of_frame()
        layout = divided(stage.hero, stage.is_upright)
        onward = Onward(layout, stage, THEME)
    way = [layout.filter, area_of(onward.first), layout.map, area_of(onward.rest), layout.outputs]
    for one, other in pairwise(way):
        if stage.is_upright:
            assert one.low[1] > other.high[1]
        else:
            assert one.high[0] < other.low[0]
