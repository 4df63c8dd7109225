"""A forward pass is written down as the calls that the data run through."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.tracing.calls import Node, listen

X = torch.randn(6, 2, generator=torch.Generator().manual_seed(0))


class Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(2, 3), nn.Linear(3, 2)

    def forward(self, x: Tensor) -> Tensor:
        h = F.relu(self.first(x), inplace=True)
        scale = self.second.weight.abs().mean()  # of parameters alone: no part of the pass
        return self.second(h) + scale


def heard(network: nn.Module) -> list[Node]:
    with torch.no_grad():
        found = listen(network, X, lambda module: isinstance(module, nn.Linear))
    node = found.node_of(found.result)
    assert node is not None
    chain = [node]
    while chain[-1].inputs:
        chain.append(chain[-1].inputs[0])
    assert chain[-1] is found.start
    return chain[-2::-1]


def test_modules_functions_and_operators_are_heard_in_their_order() -> None:
    calls = heard(Network())
    assert [node.called for node in calls] == ["Linear", "relu", "Linear", "add"]
    assert [node.path for node in calls] == ["first", "", "second", ""]
    assert all(len(node.inputs) == 1 for node in calls)


def test_what_is_called_inside_a_module_that_counts_as_one_is_not_heard() -> None:
    with torch.no_grad():
        found = listen(Network(), X, lambda module: isinstance(module, Network))
    node = found.node_of(found.result)
    assert node is not None
    assert node.called == "Network"
    assert node.inputs == (found.start,)


def test_a_decision_by_values_is_noted() -> None:
    class Decides(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x if (x > 0).all() else -x

    assert listen(Decides(), X, lambda module: False).leak == "__bool__"
