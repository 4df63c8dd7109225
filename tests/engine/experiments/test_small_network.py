"""The network to follow by hand: its gradients are those of torch, and a step descends."""

from itertools import product

import pytest
import torch

from engine.experiments.small_network import SmallNetwork, descend

TORCH = {"tanh": torch.tanh, "relu": torch.relu, "softplus": torch.nn.functional.softplus}
NETWORKS = [
    SmallNetwork((0.5, -1.0), target, hidden, activation, loss)
    for (loss, target), hidden, activation in product(
        [("mse", -2.0), ("cross-entropy", 0.3)], (2, 3), ("tanh", "relu", "softplus")
    )
]


@pytest.mark.parametrize("network", NETWORKS, ids=str)
@pytest.mark.parametrize("seed", [0, 1])
def test_gradients_are_those_of_autograd(network: SmallNetwork, seed: int) -> None:
    start = network.start(seed)
    theta = {
        name: torch.tensor(value, dtype=torch.float64, requires_grad=True)
        for name, value in start.items()
    }
    x = torch.tensor(network.inputs, dtype=torch.float64)
    hidden = [
        TORCH[network.activation](
            torch.stack([theta[w] for w in network.weights_into(unit)]) @ x + theta[f"b{unit}"]
        )
        for unit in network.units
    ]
    out = torch.stack([theta[v] for v in network.weights_out]) @ torch.stack(hidden) + theta["c"]
    target = torch.tensor(network.target, dtype=torch.float64)
    loss = (
        (out - target) ** 2
        if network.loss == "mse"
        else torch.nn.functional.binary_cross_entropy_with_logits(out, target)
    )
    gradients = torch.autograd.grad(loss, list(theta.values()))
    step = descend(network, start, rate=0.05)
    assert step.losses[0] == pytest.approx(loss.item(), abs=1e-9)
    for name, gradient in zip(theta, gradients, strict=True):
        assert step.adjoints[name] == pytest.approx(gradient.item(), abs=1e-6)
        moved = start[name] - 0.05 * gradient.item()
        assert step.after[name].value == pytest.approx(moved, abs=1e-6)


def test_a_small_step_lowers_the_loss() -> None:
    for network, seed in product(NETWORKS, range(5)):
        before, after = descend(network, network.start(seed), rate=1e-3).losses
        assert after < before


def test_the_first_numbers_can_be_written_in_full() -> None:
    for seed in range(50):
        values = NETWORKS[0].start(seed)
        assert all(round(value, 1) == value != 0 for value in values.values())
    assert NETWORKS[0].start(3) == NETWORKS[0].start(3) != NETWORKS[0].start(4)
