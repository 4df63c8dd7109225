"""Functions are told of together that round off ReLU's corner."""

import numpy as np

from engine.experiments.activation_facts import values
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_rounding import RIVALS, is_smooth, rounded_of, steepest_of
from scenes.films.activations.activation_specs import MAIN


def test_those_without_a_corner_are_found() -> None:
    assert rounded_of(MAIN) == ("elu", "gelu", "silu", "softplus")
    assert not any(map(is_smooth, ("relu", "leaky-relu", "selu", "hardtanh")))


def test_without_relu_or_alone_none_is_rounded_off() -> None:
    assert rounded_of(("sigmoid", "gelu", "silu")) == ()
    assert rounded_of(("relu", "gelu", "tanh")) == ()


def test_functions_are_compared_with_others_that_can_be_shown() -> None:
    assert {*RIVALS, *RIVALS.values()} <= set(PICTURED)
    assert all(name != rival for name, rival in RIVALS.items())


def test_the_one_that_gets_steepest_is_shown() -> None:
    inputs = np.linspace(-6, 6, 2401)
    measured = {
        name: float(np.gradient(values(PICTURED[name], inputs), inputs).max())
        for name in rounded_of(MAIN)
    }
    assert steepest_of(rounded_of(MAIN)) == max(measured, key=lambda name: measured[name])
