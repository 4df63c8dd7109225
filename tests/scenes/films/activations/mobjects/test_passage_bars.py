"""Bars are as long as what arrives and what leaves, and stand where nothing else does."""

import numpy as np
import pytest
from manim import Square, tempconfig

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_stage import curve_sight
from scenes.films.activations.mobjects.passage_bars import PassageBars
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def bars(name: str, slopes: list[float]) -> PassageBars:
    stage, facts = stage_of_frame(), ActivationFacts(PICTURED[name])
    numbers = Square(1.1).stretch_to_fit_width(5.6).move_to([4.1, stage.hero.low[1] + 0.8, 0])
    drawn = PassageBars.on(
        curve_sight(facts, stage.hero),
        Shape.of(facts.kind),
        stage,
        THEMES["dark"],
        [("out:", {})] * len(slopes),
        numbers if len(slopes) == 1 else None,
    )
    drawn.draw(slopes, 1.0)
    return drawn


@pytest.mark.parametrize("slope", [0.0, 0.045, 0.25, 1.0])
def test_lengths_are_as_1_to_the_slope(slope: float) -> None:
    drawn = bars("sigmoid", [slope])
    arrives, leaves = (np.ptp(bar.points[:, 0]) for bar in drawn.bars)
    assert leaves == pytest.approx(slope * arrives)
    assert drawn.bars[0].get_left()[0] == pytest.approx(drawn.start)
    assert drawn.bars.get_right()[0] < drawn.panel.get_right()[0]


def test_a_gradient_that_turns_round_goes_to_the_other_side() -> None:
    drawn = bars("gelu", [-0.12])
    arrives, leaves = drawn.bars
    assert leaves.get_right()[0] == pytest.approx(arrives.get_left()[0])
    assert leaves.width == pytest.approx(0.12 * arrives.width)
    assert leaves.get_left()[0] > drawn.words.get_right()[0]


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("name", PICTURED)
def test_neither_a_curve_nor_a_slope_runs_behind_the_panel(name: str, count: int) -> None:
    panel = bars(name, [0.5] * count).panel
    stage, shape = stage_of_frame(), Shape.of(PICTURED[name])
    sight = curve_sight(ActivationFacts(PICTURED[name]), stage.hero)
    low, high = panel.get_corner([-1, -1, 0])[:2], panel.get_corner([1, 1, 0])[:2]
    assert (low > stage.hero.low).all()
    assert (high < stage.hero.high).all()
    for heights in (shape.outputs, shape.slopes):
        places = sight.place(np.column_stack([INPUTS, heights]))
        assert not ((places > low) & (places < high)).all(axis=1).any()


def test_in_a_high_frame_they_stand_above_the_numbers() -> None:
    with tempconfig({"frame_height": 24.0}):
        stage, facts = stage_of_frame(), ActivationFacts(PICTURED["sigmoid"])
        foot = float(stage.hero.low[1])
        numbers = Square(2.0).stretch_to_fit_width(13.0).move_to([0, foot + 1.4, 0])
        drawn = PassageBars.on(
            curve_sight(facts, stage.hero), Shape.of(facts.kind), stage, THEMES["dark"],
            numbers=numbers,
        )  # fmt: skip
    assert drawn.panel.get_bottom()[1] > numbers.get_top()[1]
    assert drawn.panel.width > 0.9 * stage.hero.size[0]
