"""Shapes of functions are what the functions are, and bend evenly into one another."""

import numpy as np
import pytest

from engine.experiments.activation_facts import slopes, values
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.shape import INPUTS, Shape, whole


@pytest.mark.parametrize("name", PICTURED)
def test_a_shape_is_the_function(name: str) -> None:
    kind = PICTURED[name]
    shape = Shape.of(kind)
    for x in (-3.46, -0.77, 1.23, 6.5):
        assert shape.output_at(x) == pytest.approx(float(values(kind, x)), abs=1e-9)
        assert shape.slope_at(x) == pytest.approx(float(slopes(kind, x)), abs=1e-9)
    assert set(kind.seams) <= set(INPUTS.tolist())


def test_one_bends_into_another() -> None:
    tanh, relu = Shape.of(PICTURED["tanh"]), Shape.of(PICTURED["relu"])
    middle = tanh.towards(relu, 0.5)
    assert middle.output_at(2.0) == pytest.approx((np.tanh(2.0) + 2.0) / 2)
    assert tanh.towards(relu, 0.0) is tanh
    assert tanh.towards(relu, 1.0) is relu


@pytest.mark.parametrize(
    ("name", "x"), [("sigmoid", 0.0), ("gelu", 1.414), ("relu", 1.5), ("elu", 1.5)]
)
def test_the_steepest_place_is_found(name: str, x: float) -> None:
    assert Shape.of(PICTURED[name]).steepest == pytest.approx(x, abs=0.06)


def test_a_jump_tears() -> None:
    torn = whole(Shape.of(PICTURED["heaviside"]).outputs)
    assert (~torn).sum() == 1
    assert whole(Shape.of(PICTURED["relu"]).outputs).all()
