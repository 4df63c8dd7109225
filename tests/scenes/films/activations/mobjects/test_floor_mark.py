"""Marks say how far down functions go, each near to its line and none on another."""

import numpy as np
import pytest

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import corner_sight
from scenes.films.activations.mobjects.floor_mark import NEXT, FloorMark, heights_of
from scenes.films.activations.mobjects.shape import Shape
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

NAMES = "elu", "gelu", "silu", "softplus", "mish"


def mark(name: str) -> FloorMark:
    stage, facts = stage_of_frame(), ActivationFacts(PICTURED[name])
    sight = corner_sight(stage.hero)
    (height,) = heights_of([facts], sight, stage)
    return FloorMark(name.upper(), facts, sight, height, stage, THEMES["dark"])


@pytest.mark.parametrize("name", ["elu", "gelu", "silu", "mish"])
def test_the_line_is_as_low_as_the_function_gets(name: str) -> None:
    sight, drawn = corner_sight(stage_of_frame().hero), mark(name)
    lowest = sight.place(np.array([0.0, Shape.of(PICTURED[name]).outputs.min()]))[1]
    assert drawn[0].points[:, 1] == pytest.approx(lowest, abs=0.001)
    assert drawn[1][1].original_text.startswith(f"{name.upper()}: never below −")


def test_what_stays_above_0_has_no_line() -> None:
    drawn = mark("softplus")
    assert not len(drawn[0].points)
    assert drawn[1][1].original_text == "SOFTPLUS: always above 0"


def test_words_keep_apart() -> None:
    stage = stage_of_frame()
    facts = [ActivationFacts(PICTURED[name]) for name in NAMES]
    heights = heights_of(facts, corner_sight(stage.hero), stage)
    below = sorted(
        height for height, each in zip(heights, facts, strict=True) if each.range[0].value < 0
    )
    assert len(below) == 4
    assert np.diff(below).min() > 0.99 * NEXT * stage.scale
