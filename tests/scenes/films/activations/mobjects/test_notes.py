"""Words on the paper stand where they are true, and away from curves."""

import numpy as np
import pytest
from manim import Text, tempconfig

from engine.experiments.activation_facts import SMALL, ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import Sight, common_sight
from scenes.films.activations.mobjects.notes import Notes
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layout import area_of, family


def notes() -> tuple[Notes, Sight]:
    stage = stage_of_frame()
    sight = common_sight(stage.hero)
    return Notes(sight, stage, THEMES["dark"]), sight


def inputs_under(group: object, sight: Sight) -> np.ndarray:
    """Return the inputs between which words stand."""
    (text,) = family([group], (Text,))
    area = area_of(text)
    assert area is not None
    ends = np.array([area.left, area.right])
    found: np.ndarray = sight.centre[0] + (ends - sight.box.centre[0]) / sight.unit[0]
    return found


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "elu", "gelu", "softplus"])
def test_shading_is_explained_where_the_slope_is_as_small_as_is_told(name: str) -> None:
    with tempconfig({"frame_height": 8.0}):
        write, sight = notes()
        ends = inputs_under(write.of_shading(ActivationFacts(PICTURED[name])), sight)
    inputs = np.linspace(*ends, 50)
    slopes = [Shape.of(PICTURED[name]).slope_at(x) for x in inputs.tolist()]
    assert np.abs(slopes).max() < SMALL


def test_a_dead_part_is_explained_where_the_slope_is_0() -> None:
    with tempconfig({"frame_height": 8.0}):
        write, sight = notes()
        ends = inputs_under(write.of_dead_parts(ActivationFacts(PICTURED["relu"])), sight)
        assert not len(write.of_dead_parts(ActivationFacts(PICTURED["gelu"])))
    assert ends[1] < 0


@pytest.mark.parametrize(
    ("name", "rival"),
    [
        ("tanh", "sigmoid"),
        ("gelu", "relu"),
        ("silu", "relu"),
        ("softplus", "relu"),
    ],
)
def test_a_faint_curve_is_named_beside_it_and_not_beside_the_other(name: str, rival: str) -> None:
    ghost, shape = Shape.of(PICTURED[rival]), Shape.of(PICTURED[name])
    with tempconfig({"frame_height": 8.0}):
        write, sight = notes()
        middle = write.of_ghost(rival, "#ffffff", ghost, shape)[1].get_center()[:2]

    def distance(other: Shape) -> float:
        places = sight.place(np.column_stack([INPUTS, other.outputs]))
        return float(np.linalg.norm(places - middle, axis=1).min())

    assert 0.2 < distance(ghost) < 0.9
    assert distance(ghost) < distance(shape)


def test_a_faint_curve_that_the_axis_hides_is_not_named() -> None:
    relu, leaky = Shape.of(PICTURED["relu"]), Shape.of(PICTURED["leaky-relu"])
    with tempconfig({"frame_height": 8.0}):
        assert not len(notes()[0].of_ghost("relu", "#ffffff", relu, leaky))


@pytest.mark.parametrize(
    ("name", "is_told"), [("leaky-relu", True), ("relu", False), ("elu", False)]
)
def test_a_slope_on_the_left_is_written_above_it(name: str, is_told: bool) -> None:
    shape = Shape.of(PICTURED[name])
    with tempconfig({"frame_height": 8.0}):
        write, sight = notes()
        told = write.of_slope_below(shape)
        assert bool(len(told)) == is_told
        if is_told:
            line = sight.place(np.array([-2.0, shape.slope_at(-2.0)]))[1]
            assert 0.1 < told.get_bottom()[1] - line + 0.1 < 0.9


def test_slopes_of_straight_pieces_are_written_beside_them() -> None:
    shape = Shape.of(PICTURED["relu"])
    with tempconfig({"frame_height": 8.0}):
        write, sight = notes()
        words = write.of_pieces(shape)
    places = sight.place(np.column_stack([INPUTS, shape.outputs]))
    for (_, text), told in zip(words, ("slope 0", "slope 1"), strict=True):
        assert text.text == told
        far = np.linalg.norm(places - text.get_center()[:2], axis=1)
        nearest = float(INPUTS[far.argmin()])
        assert f"slope {shape.slope_at(nearest):.0f}" == told
        assert 0.2 < far.min() < 1.3
