"""Networks are built as the specification says."""

import pytest
import torch
from torch import nn

from engine.recordings.run_spec import RunSpec
from engine.training.networks import build_network

POINTS = torch.randn(12, 2, generator=torch.Generator().manual_seed(0))


def test_an_untrained_residual_network_leaves_space_as_it_is() -> None:
    *blocks, classifier = build_network(RunSpec(), 2, 2)
    assert len(blocks) == 8
    assert all(torch.equal(block(POINTS), POINTS) for block in blocks)
    assert isinstance(classifier, nn.Linear)


def test_plain_layers_have_the_widths_asked_for() -> None:
    network = build_network(RunSpec(hidden=(16, 5), activation="relu"), 3, 4)
    linears = [m for m in network if isinstance(m, nn.Linear)]
    widths = [(layer.in_features, layer.out_features) for layer in linears]
    assert widths == [(3, 16), (16, 5), (5, 4)]
    assert [type(m).__name__ for m in network] == ["Linear", "ReLU", "Linear", "ReLU", "Linear"]


def test_the_seed_decides_the_weights() -> None:
    torch.manual_seed(3)
    first = build_network(RunSpec(), 2, 2).state_dict()
    torch.manual_seed(3)
    again = build_network(RunSpec(), 2, 2).state_dict()
    other = build_network(RunSpec(), 2, 2).state_dict()
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_a_gain_draws_weights_of_that_spread_and_no_biases() -> None:
    network = build_network(RunSpec(hidden=(200, 100), gain=3.0), 50, 2)
    layers = [layer for layer in network if isinstance(layer, nn.Linear)]
    assert len(layers) == 3
    for layer in layers:
        spread = float(layer.weight.detach().std()) * layer.in_features**0.5
        assert spread == pytest.approx(3.0, rel=0.2)
        assert not layer.bias.any()
