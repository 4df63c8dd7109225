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
    areas = [found.units, found.numbers, *found.pictures]
    assert len(found.pictures) == 2
    assert len(found.xs) == layers + 1
    assert all(apart(*pair) for pair in combinations(areas, 2))
    for area in areas:
        assert (area.low >= found.whole.low - 1e-9).all()
        assert (area.high <= found.whole.high + 1e-9).all()
    assert found.captions > max(area.high[1] for area in found.pictures)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_the_camera_goes_from_one_picture_to_the_other_past_little(aspect: str) -> None:
    one, other = layout(aspect, 5).pictures
    assert 0 < other.low[0] - one.high[0] < 0.1 * one.size[0]
    assert one.size == pytest.approx(other.size)


def test_a_picture_fills_the_frame_when_the_camera_is_there() -> None:
    for aspect in ("16:9", "1:1", "9:16"):
        found = layout(aspect, 5)
        shape = found.pictures[0].size[0] / found.pictures[0].size[1]
        whole = found.whole.size[0] / found.whole.size[1]
        assert min(shape / whole, whole / shape) > 0.75
