"""Each activation is the torch module it is named after, and increasing where it says so."""

import re

import pytest
import torch
from torch import nn

from engine.errors import UnknownNameError
from engine.networks.activations import (
    ACTIVATIONS,
    ELEMENTWISE,
    PICTURED,
    kind_of_class,
)
from engine.recordings.run_spec import RunSpec

LINE = torch.linspace(-6, 6, 4801, dtype=torch.float64)


def test_the_usual_ones_are_there() -> None:
    usual = {"identity", "tanh", "relu", "leaky-relu", "prelu", "sigmoid", "gelu", "silu", "elu"}
    assert usual <= set(ACTIVATIONS)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_it_is_built_as_the_module_of_its_name(name: str) -> None:
    kind = ELEMENTWISE[name]
    module = kind.build()
    assert type(module) is kind.load_class()
    assert type(module).__name__.lower() == name.replace("-", "")
    assert type(module).__module__.startswith(kind.home)
    assert kind_of_class(type(module).__name__) is kind


def test_no_entry_has_a_class_that_is_not_there() -> None:
    assert kind_of_class("Softmax") is None
    assert kind_of_class("System") is None


def test_just_the_identity_leaves_everything_as_it_is() -> None:
    assert [name for name, kind in ELEMENTWISE.items() if kind.is_identity] == ["identity"]


def test_its_constants_reach_the_module() -> None:
    assert ACTIVATIONS["leaky-relu"].build()(torch.tensor(-3.0)).item() == pytest.approx(-0.3)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_it_is_strictly_increasing_just_where_it_says_so(name: str) -> None:
    with torch.no_grad():
        values = ACTIVATIONS[name].build().double().eval()(LINE)
    assert bool((values.diff() > 0).all()) == ACTIVATIONS[name].increasing


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_its_symbol_is_words_of_mathematics(name: str) -> None:
    # A name that Typst knows, or letters in quotes.
    assert re.fullmatch(r'[a-z]+( [a-z]+)*|"\w+"', ACTIVATIONS[name].symbol)


def test_all_element_wise_modules_of_torch_are_there() -> None:
    of_several_numbers = {"GLU", "MultiheadAttention", "Softmax", "Softmin", "LogSoftmax"}
    every = set(nn.modules.activation.__all__) - of_several_numbers - {"Softmax2d"}
    of_torch = {kind.module for kind in ACTIVATIONS.values() if kind.home == "torch.nn"}
    assert of_torch == every | {"Identity"}


def test_all_but_the_identity_are_pictured_and_the_step_besides() -> None:
    assert set(PICTURED) == set(ELEMENTWISE) - {"identity"}
    assert "heaviside" in PICTURED


@pytest.mark.parametrize("name", PICTURED)
def test_it_says_what_it_computes_and_who_proposed_it(name: str) -> None:
    kind = PICTURED[name]
    assert "x" in kind.formula
    assert re.search(r"(19|20)\d\d$", kind.source)
    assert list(kind.seams) == sorted(kind.seams)


@pytest.mark.parametrize("name", [name for name, kind in PICTURED.items() if kind.alpha])
def test_alpha_can_be_chosen_between_its_bounds(name: str) -> None:
    kind = PICTURED[name]
    assert kind.alpha is not None
    for value in (kind.alpha.low, kind.alpha.high):
        assert getattr(kind.with_alpha(value).build(), kind.alpha.argument) == value


def test_a_step_cannot_be_trained() -> None:
    with pytest.raises(UnknownNameError, match="no activation named 'heaviside'"):
        RunSpec(activation="heaviside")
