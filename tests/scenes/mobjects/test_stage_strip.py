"""A network as a row of boxes, of which the one at work lights up."""

import numpy as np
import pytest

from engine.networks.nonlinearity import Nonlinearity
from engine.networks.stages import Activation, Affine, Stage
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
