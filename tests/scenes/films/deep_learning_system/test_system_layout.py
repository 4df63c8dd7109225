"""Columns, pictures and numbers have room side by side, whatever the frame's shape."""

from itertools import combinations

import pytest
from manim import config, tempconfig

from scenes.encoding.qualities import ASPECTS
from scenes.films.deep_learning_system.system_layout import SystemLayout
from scenes.storytelling.stage import Area, stage_of_frame


def layout(aspect: str, layers: int) -> SystemLayout:
    across, down = ASPECTS[aspect]
    height = max(config.frame_width * down / across, 8.0)
    with tempconfig({"frame_height": height}):
        return SystemLayout.on(stage_of_frame(), layers)


def apart(one: Area, other: Area) -> bool:
    return bool((one.high <= other.low + 1e-9).any() or (other.high <= one.low + 1e-9).any())


@pytest.mark.parametrize("layers", [3, 5, 6])
@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_stands_on_anything_else(aspect: str, layers: int) -> None:
    found = layout(aspect, layers)
    areas = [found.units, found.numbers]
    assert (found.curve.low >= found.picture.low).all()
    assert found.curve.share_of(found.picture) < 0.13
    assert len(found.xs) == layers + 1
    assert all(apart(*pair) for pair in combinations(areas, 2))
    for area in areas:
        assert (area.low >= found.whole.low - 1e-9).all()
        assert (area.high <= found.whole.high + 1e-9).all()
    assert found.captions > found.numbers.high[1]


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_picture_of_all_points_covers_the_columns(aspect: str) -> None:
    found = layout(aspect, 5)
    assert (found.picture.low < found.whole.low).all()
    assert (found.picture.high > found.whole.high).all()
