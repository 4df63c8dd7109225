"""Limits and means stand at their heights."""

import numpy as np
import pytest
from manim import Text, tempconfig

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_stage import curve_sight
from scenes.films.activations.mobjects.measures import Limits, MeanLine, SteepestLine, ZeroShare
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


@pytest.mark.parametrize(
    ("name", "said"), [("relu", ["50% of all dots, all at 0"]), ("hardshrink", [])]
)
def test_the_share_of_zeros_is_written_where_nothing_lies_below_0(
    name: str, said: list[str]
) -> None:
    with tempconfig({"frame_height": 8.0}):
        stage, facts = stage_of_frame(), ActivationFacts(PICTURED[name])
        swarm = Swarm(NORMAL, 0.03, "#ffffff", is_piled=True)
        swarm.draw(curve_sight(facts, stage.hero), Shape.of(facts.kind), 1.0)
        words = ZeroShare(facts, swarm, stage, THEMES["dark"])
    assert [text.original_text for text in family([words], (Text,))] == said


def test_the_steepest_slope_is_drawn_and_written() -> None:
    heights, text = marked("sigmoid", SteepestLine)
    assert list(heights) == [pytest.approx(0.25, abs=1e-5)]
    assert text == "0.25"
