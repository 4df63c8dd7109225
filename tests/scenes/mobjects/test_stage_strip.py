"""A network as a row of boxes, of which the one at work lights up."""

import numpy as np
import pytest

from engine.networks.nonlinearity import Nonlinearity
from engine.networks.stages import Activation, Affine, Residual, Stage
from scenes.mobjects.stage_strip import StageStrip
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
LEFT, WIDTH = np.array([2.75, 3.0]), 4.0


def stages(layers: int) -> tuple[Stage, ...]:
    pairs = [
        (Affine(f"{i}", 2, 2), Activation(f"{i}a", 2, Nonlinearity("Tanh", {})))
        for i in range(layers)
    ]
    return (*(stage for pair in pairs for stage in pair), Affine("last", 2, 2))


@pytest.mark.parametrize(
    "layers",
    [
        0,
        1,
        2,
        8,
        16,
        64,
    ],
)
def test_it_has_a_box_per_stage_side_by_side_in_its_room(layers: int) -> None:
    network = stages(layers)
    strip = StageStrip(network, LEFT, WIDTH, THEME)
    assert len(strip.submobjects) == len(network)
    edges = [(box.get_left()[0], box.get_right()[0]) for box in strip]
    assert edges[0][0] == pytest.approx(LEFT[0])
    assert edges[-1][1] <= LEFT[0] + WIDTH + 1e-9
    for (start, end), (following, _) in zip(edges, edges[1:] + [(np.inf, 0)], strict=True):
        assert start < end < following


def test_stages_done_are_filled_the_one_at_work_most_and_the_others_not() -> None:
    strip = StageStrip(stages(2), LEFT, WIDTH, THEME)
    strip.light(2.5)
    fills = [box.get_fill_opacity() for box in strip]
    assert fills[0] == fills[1] > 0
    assert fills[2] > fills[1]
    assert fills[3:] == [0, 0]
    colours = [str(box.get_stroke_color()).lower() for box in strip]
    assert colours == [THEME.highlight] * 3 + [THEME.muted] * 2


def test_light_moves_both_ways() -> None:
    strip = StageStrip(stages(2), LEFT, WIDTH, THEME)
    strip.light(5)
    strip.light(0)
    assert [box.get_fill_opacity() for box in strip] == [0] * 5


def blocks(count: int) -> tuple[Stage, ...]:
    bend = Nonlinearity("Tanh", {})
    return tuple(Residual(f"{i}", 2, 4, bend) for i in range(count))


def numbers_in(strip: StageStrip) -> list[str]:
    return [text.original_text for box in strip for text in box.submobjects]


def test_blocks_in_a_row_are_counted_where_there_is_room() -> None:
    classifier = Affine("last", 2, 2)
    strip = StageStrip((*blocks(4), classifier), LEFT, WIDTH, THEME)
    assert numbers_in(strip) == ["1", "2", "3", "4"]
    strip.light(1.5)
    assert [box.get_fill_opacity() for box in strip[2:]] == [0, 0, 0]
    assert all(text.get_fill_opacity() == 1 for box in strip for text in box.submobjects)
    assert numbers_in(StageStrip((*blocks(20), classifier), LEFT, WIDTH, THEME)) == []


def test_blocks_with_other_stages_between_are_not_counted() -> None:
    mixed = (*blocks(1), Affine("between", 2, 2), *blocks(1))
    assert numbers_in(StageStrip(mixed, LEFT, WIDTH, THEME)) == []
