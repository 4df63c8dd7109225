"""The arguments of a call have the same names, however it was written."""

import torch

from engine.tracing.calls import Node
from engine.tracing.signatures import data_first, given, spelled

DATA = Node(torch.zeros(3, 2))


def call(function: object, *arguments: object, **keywords: object) -> Node:
    return Node(DATA.value, function, arguments, keywords, (DATA,))  # type: ignore[arg-type]


def test_methods_operators_and_functions_are_spelled_alike() -> None:
    for function in (torch.Tensor.__radd__, torch.Tensor.add_, torch.add):
        assert spelled(call(function, DATA, 2)) == "add"
    assert spelled(call(torch.relu, DATA)) == "relu"


def test_arguments_by_place_and_by_name_are_the_same() -> None:
    expected = {"input": DATA, "other": 2}
    assert given(call(torch.mul, DATA, 2)) == expected
    assert given(call(torch.mul, DATA, other=2)) == expected
    assert given(call(torch.mul, other=2, input=DATA)) == expected
    assert given(call(torch.mul, x1=DATA, x2=2)) == expected
    assert given(call(torch.cat, (DATA,), axis=1)) == {"tensors": (DATA,), "dim": 1}


def test_only_what_is_unusual_is_given() -> None:
    assert given(call(torch.add, DATA, 2, alpha=1)).keys() == {"input", "other"}
    assert given(call(torch.add, DATA, 2, alpha=3))["alpha"] == 3
    assert "bias" not in given(call(torch.nn.functional.linear, DATA, 2, None))


def test_the_data_come_first_though_they_have_a_name() -> None:
    assert data_first(call(torch.relu, input=DATA)) == ((DATA,), {})
    assert data_first(call(torch.softmax, DATA, axis=1)) == ((DATA,), {"dim": 1})
