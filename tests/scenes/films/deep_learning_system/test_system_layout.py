"""Columns, pictures and numbers have room side by side, whatever the frame's shape."""

from itertools import combinations

import numpy as np
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
    assert len(found.pictures) == layers - 1
    assert len(found.xs) == layers + 1
    assert all(apart(*pair) for pair in combinations(areas, 2))
    for area in areas:
        assert (area.low >= found.whole.low - 1e-9).all()
        assert (area.high <= found.whole.high + 1e-9).all()
    assert found.captions > max(area.high[1] for area in found.pictures)


def test_pictures_stand_below_their_columns_where_there_is_width() -> None:
    wide, upright = layout("16:9", 5), layout("9:16", 5)
    assert [area.centre[0] for area in wide.pictures] == pytest.approx(wide.xs[:4])
    assert not wide.is_apart
    assert upright.is_apart


def test_a_picture_fills_the_frame_when_the_camera_is_there() -> None:
    for aspect in ("16:9", "1:1", "9:16"):
        found = layout(aspect, 5)
        shape = found.pictures[0].size[0] / found.pictures[0].size[1]
        whole = found.whole.size[0] / found.whole.size[1]
        assert min(shape / whole, whole / shape) > 0.75


def test_only_layers_of_more_than_two_units_are_beyond_the_plane() -> None:
    found = layout("16:9", 5)
    area = found.beyond_the_plane([2, 3, 3, 2, 2])
    assert np.array_equal(area.low, found.pictures[1].low)
    assert np.array_equal(area.high, found.pictures[2].high)
