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


def test_hatching_is_explained_where_the_slope_is_0() -> None:
    with tempconfig({"frame_height": 8.0}):
        write, sight = notes()
        ends = inputs_under(write.of_hatching(ActivationFacts(PICTURED["relu"])), sight)
        assert not len(write.of_hatching(ActivationFacts(PICTURED["gelu"])))
    assert ends[1] < 0


@pytest.mark.parametrize(
    ("name", "rival"),
    [
        ("tanh", "sigmoid"),
        ("elu", "relu"),
        ("gelu", "relu"),
        ("silu", "relu"),
        ("softplus", "relu"),
    ],
)
def test_a_faint_curve_is_named_beside_it_and_not_beside_the_other(name: str, rival: str) -> None:
    ghost, shape = Shape.of(PICTURED[rival]), Shape.of(PICTURED[name])
    with tempconfig({"frame_height": 8.0}):
        write, sight = notes()
        middle = write.of_ghost(rival, ghost, shape)[1].get_center()[:2]

    def distance(other: Shape) -> float:
        places = sight.place(np.column_stack([INPUTS, other.outputs]))
        return float(np.linalg.norm(places - middle, axis=1).min())

    assert 0.2 < distance(ghost) < 0.9
    assert distance(ghost) < distance(shape)
