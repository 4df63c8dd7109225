"""What is marked on a function is so."""

import numpy as np
import pytest
from manim import Square

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_specs import MAIN
from scenes.films.activations.mobjects.accent import Accent
from scenes.films.activations.mobjects.coordinate_paper import common_sight
from scenes.films.activations.mobjects.shape import Shape
from scenes.mobjects.frame import at
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def accent(name: str, known: tuple[str, ...] = ()) -> Accent:
    stage, kind = stage_of_frame(), PICTURED[name]
    shapes = {other: Shape.of(PICTURED[other]) for other in known}
    sight = common_sight(stage.hero)
    facts = ActivationFacts(kind)
    numbers = Square(1.0).move_to(at(*stage.hero.high) + [0.0, -0.5, 0.0])
    return Accent(facts, Shape.of(kind), shapes, sight, numbers, stage, THEMES["dark"])


def words_of(mark: Accent) -> str:
    return mark[1][1].original_text if len(mark) else ""


@pytest.mark.parametrize("name", ["gelu", "silu"])
def test_the_ring_stands_where_the_slope_is_0(name: str) -> None:
    mark, shape = accent(name), Shape.of(PICTURED[name])
    assert words_of(mark) == "lowest point: slope 0"
    sight = common_sight(stage_of_frame().hero)
    x = (mark[0].get_center()[0] - sight.place(np.zeros(2))[0]) / sight.unit[0]
    assert shape.slope_at(float(x)) == pytest.approx(0, abs=0.01)
    assert shape.output_at(float(x)) == pytest.approx(shape.outputs.min(), abs=1e-4)


def test_a_slope_is_named_that_has_been_seen_as_a_function() -> None:
    assert words_of(accent("softplus", ("tanh", "sigmoid"))) == "this slope is Sigmoid"
    assert words_of(accent("softplus", ("tanh",))) == ""


def test_a_limit_below_0_is_drawn_where_there_is_one_below_alone() -> None:
    assert words_of(accent("elu")) == "never below −1"
    assert {name for name in MAIN if len(accent(name))} == {"elu", "gelu", "silu"}


def test_a_limit_strikes_no_numbers_out() -> None:
    stage, kind = stage_of_frame(), PICTURED["elu"]
    sight = common_sight(stage.hero)
    numbers = Square(1.0).move_to(at(*sight.place(np.array([2.0, -1.0]))))
    mark = Accent(ActivationFacts(kind), Shape.of(kind), {}, sight, numbers, stage, THEMES["dark"])
    x = mark[0].points[:, 0]
    assert x.max() > numbers.get_right()[0] > numbers.get_left()[0] > x.min()
    assert not ((x > numbers.get_left()[0]) & (x < numbers.get_right()[0])).any()
