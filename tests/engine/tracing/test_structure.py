"""What was exchanged in a network is seen, and what changes in place is not."""

from collections.abc import Callable

import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations, prune

from engine.tracing.structure import Structure


def make_network() -> nn.Sequential:
    return nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 2))


@pytest.mark.parametrize(
    "change",
    [
        lambda network: network.__setitem__(3, nn.Linear(4, 2)),
        lambda network: network.append(nn.Tanh()),
        lambda network: network.pop(2),
        lambda network: setattr(network[0], "weight", nn.Parameter(torch.ones(4, 2))),
        lambda network: setattr(network[0].weight, "data", torch.ones(5, 2)),
        lambda network: setattr(network[0], "bias", None),
        lambda network: network.register_parameter("scale", nn.Parameter(torch.ones(2))),
        lambda network: prune.l1_unstructured(network[0], "weight", 0.5),
        lambda network: parametrizations.weight_norm(network[0]),
        lambda network: network.load_state_dict(make_network().state_dict(), assign=True),
        lambda network: setattr(network[1], "running_mean", torch.ones(4)),
    ],
    ids=[
        "exchanged", "added", "taken", "parameter", "size", "no bias", "new parameter", "pruned",
        "normed", "assigned", "statistics",
    ],
)  # fmt: skip
def test_what_is_exchanged_added_or_taken_away_is_seen(
    change: Callable[[nn.Sequential], object],
) -> None:
    network = make_network()
    structure = Structure(network, [network[1].running_mean])
    change(network)
    assert structure.has_changed
    assert not Structure(network).has_changed


def test_numbers_that_change_leave_it_as_it_is() -> None:
    network = make_network()
    structure = Structure(network, network.buffers())
    network(torch.randn(5, 2)).sum().backward()
    torch.optim.SGD(network.parameters(), 0.1).step()
    network.load_state_dict(make_network().state_dict())
    network.eval().requires_grad_(False)
    network[0].double()
    assert not structure.has_changed
    network.double()  # which gives a buffer's module another one
    assert structure.has_changed


def test_a_buffer_that_nobody_reads_may_be_another_one() -> None:
    network = make_network()
    structure = Structure(network)
    network[1].num_batches_tracked = network[1].num_batches_tracked + 1
    assert not structure.has_changed
