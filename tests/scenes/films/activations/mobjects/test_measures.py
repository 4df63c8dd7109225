"""Limits and means stand at their heights."""

import numpy as np
import pytest
from manim import Text, tempconfig

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_stage import curve_sight
from scenes.films.activations.mobjects.measures import (
    Limits,
    MeanLine,
    OutputAxis,
    SteepestLine,
    ZeroShare,
)
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.mobjects.swarm import NORMAL, Swarm
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layout import family


def marked(name: str, kind: type) -> tuple[set[float], str]:
    """Return at which heights lines are, in units of the paper, and what is written."""
    with tempconfig({"frame_height": 8.0}):
        stage = stage_of_frame()
        facts = ActivationFacts(PICTURED[name])
        sight = curve_sight(facts, stage.hero)
        drawn = kind(facts, sight, stage, THEMES["dark"])
    heights = (drawn[0].points[:, 1] - sight.box.centre[1]) / sight.unit[1] + sight.centre[1]
    (text,) = family([drawn], (Text,))
    return set(np.unique(heights.round(6)).tolist()), text.original_text


def test_limits_are_where_the_range_ends() -> None:
    heights, text = marked("tanh", Limits)
    assert heights == {-1.0, 1.0}
    assert text == "between −1 and 1"
    assert marked("relu", Limits)[0] == {0.0}
    assert marked("leaky-relu", Limits)[0] == set()


def test_the_mean_is_drawn_and_written() -> None:
    heights, text = marked("relu", MeanLine)
    assert list(heights) == [pytest.approx(1 / np.sqrt(2 * np.pi), abs=1e-5)]
    assert "0.40" in text


def test_the_share_of_zeros_is_written_below_their_row() -> None:
    with tempconfig({"frame_height": 8.0}):
        stage, facts = stage_of_frame(), ActivationFacts(PICTURED["relu"])
        swarm = Swarm(NORMAL[::4], 0.05, "#ffffff", is_piled=True)
        swarm.aside = 1.0, stage.hero
        swarm.draw(curve_sight(facts, stage.hero), Shape.of(facts.kind), 1.0)
        words = ZeroShare(facts, swarm, stage, THEMES["dark"])
    (text,) = family([words], (Text,))
    assert text.original_text == "50% of all dots, all at 0"
    assert text.get_top()[1] < swarm[0].get_bottom()[1]


def test_an_axis_of_outputs_is_numbered_to_the_scale_of_the_curve() -> None:
    with tempconfig({"frame_height": 8.0}):
        stage, facts = stage_of_frame(), ActivationFacts(PICTURED["relu"])
        sight = curve_sight(facts, stage.hero)
        axis = OutputAxis(2.0, sight, stage, THEMES["dark"])
    *numbers, name = family([axis], (Text,))
    assert name.original_text == "outputs g(x)"
    assert len(numbers) >= 2
    for number in numbers:
        value = float(number.original_text.replace("−", "-"))
        height = sight.place(np.array([0.0, value]))[1]
        assert number.get_center()[1] == pytest.approx(height)
        assert number.get_right()[0] < 2.0


def test_the_steepest_slope_is_drawn_and_written() -> None:
    heights, text = marked("sigmoid", SteepestLine)
    assert list(heights) == [pytest.approx(0.25, abs=1e-5)]
    assert text == "0.25"
