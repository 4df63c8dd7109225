"""While a function acts on a plane, nothing lies over it."""

from itertools import combinations

import numpy as np
import pytest
from manim import tempconfig

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.places import Places, image_sight, sheet_box
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.storytelling.stage import stage_of_frame


@pytest.mark.parametrize("height", [8.0, 14.2, 25.3])
def test_plane_curve_and_numbers_stand_apart_in_the_frame(height: float) -> None:
    with tempconfig({"frame_height": height}):
        stage = stage_of_frame()
        places = Places.of(stage)
    boxes = [places.plane, places.title, places.curve, places.numbers]
    for box in boxes:
        assert (box.size > 0.5).all()
        assert (box.low >= stage.hero.low - 1e-9).all()
        assert (box.high <= stage.hero.high + 1e-9).all()
    for one, two in combinations(boxes, 2):
        overlap = np.minimum(one.high, two.high) - np.maximum(one.low, two.low)
        assert (overlap < 1e-9).any()
    assert places.plane.size.prod() > 0.5 * stage.hero.size.prod()


@pytest.mark.parametrize("name", ["sigmoid", "relu", "tanh", "gelu"])
def test_the_image_of_what_is_seen_lies_in_its_place(name: str) -> None:
    facts, place = ActivationFacts(PICTURED[name]), Places.of(stage_of_frame()).plane
    sight, inputs = image_sight(facts, place), sheet_box(facts, place)
    outputs = Shape.of(facts.kind).outputs
    for axis in (0, 1):
        seen = outputs[(inputs.low[axis] <= INPUTS) & (inputs.high[axis] >= INPUTS)]
        ends = sight.place(np.array([[seen.min()] * 2, [seen.max()] * 2]))[:, axis]
        assert place.low[axis] <= ends[0] < ends[1] <= place.high[axis]
