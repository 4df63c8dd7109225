"""Parameters are read as they act, at any time, and the module is left alone."""

from collections.abc import Callable

import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations, prune, spectral_norm

from engine.tracing.parameter_sources import NamedTensors, Reshaped, read, read_twice, source_of


def test_a_plain_parameter_is_the_tensor_itself() -> None:
    layer = nn.Linear(2, 3)
    assert source_of(layer, "weight") is layer.weight
    norm = nn.BatchNorm1d(3)
    assert source_of(norm, "running_mean") is norm.running_mean
    assert not read(source_of(layer, "weight")).requires_grad


def test_a_matrix_in_columns_is_read_as_it_is_now() -> None:
    matrix = nn.Parameter(torch.zeros(2, 3))
    source = Reshaped(matrix, lambda tensor: tensor.mT)
    with torch.no_grad():
        matrix[0, 2] = 5
    assert read(source).shape == (3, 2)
    assert read(source)[2, 0] == 5


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("change", [spectral_norm, parametrizations.spectral_norm])
def test_a_computed_weight_is_that_of_evaluation_now(change: object) -> None:
    torch.manual_seed(0)
    layer = change(nn.Linear(3, 3))  # type: ignore[operator]
    source = source_of(layer, "weight")
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter += 1
    state = {name: value.clone() for name, value in layer.state_dict().items()}
    found = read(source)
    assert layer.training
    assert all(torch.equal(state[name], value) for name, value in layer.state_dict().items())
    layer.eval()
    x = torch.eye(3)
    torch.testing.assert_close(x @ found.T + layer.bias, layer(x))


def test_a_pruned_weight_keeps_its_zeros() -> None:
    layer = nn.Linear(4, 4)
    prune.l1_unstructured(layer, "weight", 0.5)
    source = source_of(layer, "weight")
    with torch.no_grad():
        layer.weight_orig += 1
    assert int((read(source) == 0).sum()) == 8


class Holder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.matrix = nn.Parameter(torch.arange(6.0).reshape(2, 3))


@pytest.mark.parametrize(
    "change", [lambda m: m.T, lambda m: m[:, 1:], lambda m: m[1], lambda m: m.reshape(3, 2)]
)
def test_a_view_of_a_parameter_is_read_as_the_parameter_is_now(change: Callable) -> None:
    network = Holder()
    tensors = NamedTensors(network)
    found = tensors.find(change(network.matrix))
    assert found is not None
    assert found == tensors.find(change(network.matrix))
    assert found[0] == "matrix"
    for values in (torch.randn(2, 3), torch.randn(3, 2).T, torch.randn(9, 9)[3:5, ::3]):
        network.matrix.data = values
        assert torch.equal(read(found[1]), change(values))


def test_what_is_computed_from_a_parameter_has_no_name() -> None:
    network = Holder()
    tensors = NamedTensors(network)
    assert tensors.find(network.matrix) == ("matrix", network.matrix)
    for other in (network.matrix.T.exp(), network.matrix.detach(), torch.zeros(2, 3)):
        assert tensors.find(other) is None


def test_numbers_that_are_read_in_two_ways_are_noticed() -> None:
    network = Holder()
    tensors, matrix = NamedTensors(network), network.matrix
    views = {"all": matrix, "T": matrix.T, "left": matrix[:, :1], "right": matrix[:, 1:]}
    views |= {"again": matrix[:, :1], "wide": matrix[0, :1].expand(4)}
    found = {name: tensors.find(view) for name, view in views.items()}
    sources = {name: use[1] for name, use in found.items() if use is not None}

    def twice(*names: str) -> str:
        return read_twice({name: sources[name] for name in names})

    assert twice("all", "T") == "T"
    assert twice("left", "again") == ""
    assert twice("left", "right") == "right"
    assert twice("right", "all") == "all"
    assert twice("wide") == "wide"
