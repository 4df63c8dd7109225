"""What the films of activation functions can be asked for."""

import pytest

from engine.errors import UnknownNameError, UsageError
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_specs import (
    LEARNING,
    MAIN,
    ActivationSpec,
    ActivationsSpec,
)


@pytest.mark.parametrize("name", PICTURED)
def test_every_function_can_be_asked_for(name: str) -> None:
    assert ActivationSpec(name=name).kind is PICTURED[name]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("sigmod", "sigmoid"), ("leaky", "leaky-relu"), ("softmaxx", "softmax|soft")],
)
def test_for_an_unknown_name_the_nearest_are_offered(name: str, nearest: str) -> None:
    with pytest.raises(
        UnknownNameError, match=f"no activation named '{name}'; did you mean .*{nearest}"
    ):
        ActivationSpec(name=name)


@pytest.mark.parametrize(("name", "alpha"), [("leaky-relu", 0.001), ("elu", 0.5), ("celu", 2.0)])
def test_alpha_can_be_chosen_where_there_is_one(name: str, alpha: float) -> None:
    assert ActivationSpec(name=name, alpha=alpha).kind.alpha_value == alpha


@pytest.mark.parametrize(
    ("name", "alpha", "answer"),
    [
        ("tanh", 0.1, "--alpha: tanh has none; leave it out, or choose leaky-relu or elu or celu"),
        ("prelu", 0.1, "--alpha: prelu learns its α in training"),
        ("leaky-relu", 1.5, "--alpha 1.5: choose between 0 and 1"),
        ("leaky-relu", -0.1, "--alpha -0.1: choose between 0 and 1"),
        ("leaky-relu", 0.99999, "--alpha 0.99999: give four decimals at most"),
        ("leaky-relu", 1e-12, "--alpha 1e-12: give four decimals at most"),
        ("elu", float("nan"), "--alpha nan: choose between 0.1 and 3"),
    ],
)
def test_an_alpha_that_makes_no_sense_is_refused(name: str, alpha: float, answer: str) -> None:
    with pytest.raises(UsageError, match=answer.replace("(", r"\(")):
        ActivationSpec(name=name, alpha=alpha)


def test_a_tour_visits_two_to_eight_functions_each_once() -> None:
    assert ActivationsSpec().names == MAIN
    assert ActivationsSpec(names=("ReLU", "leaky_relu")).names == ("relu", "leaky-relu")
    with pytest.raises(UsageError, match="--names has 1: choose two to eight"):
        ActivationsSpec(names=("relu",))
    with pytest.raises(UsageError, match="--names has 9"):
        ActivationsSpec(names=tuple(PICTURED)[:9])
    with pytest.raises(UsageError, match="--names has relu twice"):
        ActivationsSpec(names=("relu", "tanh", "relu"))
    with pytest.raises(UnknownNameError, match="did you mean tanh"):
        ActivationsSpec(names=("relu", "tahn"))


def test_the_learned_slope_is_not_pulled_towards_0() -> None:
    assert LEARNING.activation == "prelu"
    assert LEARNING.weight_decay == 0
