"""Networks that are called: each scores what it scores alone, however many are called at once."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.landscape.called_networks import CalledNetworks, module_call, plain_loss
from tests.support.probed_networks import KINDS, images

COUNT = 7


def scattered(network: nn.Module) -> dict[str, Tensor]:
    """Return parameters and statistics around a network's own, the first axis of which is 7."""
    generator = torch.Generator().manual_seed(3)
    held = {n: x for n, x in network.state_dict().items() if x.is_floating_point()}
    return {
        name: x + 0.1 * torch.rand((COUNT, *x.shape), generator=generator)
        for name, x in held.items()
    }


def losses_alone(network: nn.Module, theta: dict[str, Tensor]) -> list[list[float]]:
    """Load one network after the other into a module, and measure loss and accuracy."""
    points, labels = images()
    scores = []
    for i in range(COUNT):
        network.load_state_dict({n: x[i] for n, x in theta.items()}, strict=False)
        network.eval()
        with torch.no_grad():
            outputs = network(points)
        right = (outputs.argmax(1) == labels).float().mean().item()
        scores.append([nn.functional.cross_entropy(outputs, labels).item(), right])
    return np.array(scores).T.tolist()


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
@pytest.mark.parametrize("chunk", [1, 900, 10**7])
def test_they_score_what_each_scores_alone(kind: type[nn.Module], chunk: int) -> None:
    points, labels = images()
    network = kind()
    theta = scattered(network)
    call = module_call(network, {n: x[:2] for n, x in theta.items()}, points, None)
    networks = CalledNetworks(call, points, labels, None, 0.0, 36, chunk)
    measured = networks.measure(theta)
    loss, accuracy = losses_alone(kind(), theta)
    assert measured.loss == pytest.approx(loss, rel=1e-4)
    assert measured.accuracy == pytest.approx(accuracy)
    assert len(set(loss)) == COUNT


def test_what_is_called_at_once_is_bounded() -> None:
    called = []

    def call(theta: dict[str, Tensor], x: Tensor) -> Tensor:
        called.append((len(theta["w"]), len(x)))
        return theta["w"][:, None] * x

    inputs, labels = torch.ones(10, 2), torch.zeros(10, dtype=torch.int64)
    theta = {"w": torch.ones(5, 2)}
    CalledNetworks(call, inputs, labels, None, 0.0, widest=8, chunk=200).measure(theta)
    assert called == [(2, 10), (2, 10), (1, 10)]
    called.clear()
    CalledNetworks(call, inputs, labels, None, 0.0, widest=8, chunk=32).measure(theta)
    assert called == 5 * [(1, 4), (1, 4), (1, 2)]
    assert max(k * n * 8 for k, n in called) <= 32


def test_many_are_called_at_once_only_where_torch_can() -> None:
    points, _ = images()
    named = {}
    for name, kind in KINDS.items():
        network = kind()
        theta = {n: x[:2] for n, x in scattered(network).items()}
        named[name] = module_call(network, theta, points, None).__name__
    assert named["convolutional"] == "at_once"
    assert named["recurrent"] == "one_by_one"


def test_a_single_output_is_a_logit_or_a_probability() -> None:
    logits, labels = torch.randn(20, 1), torch.arange(20) % 2
    both = torch.cat([torch.zeros_like(logits), logits], dim=1)
    expected = nn.functional.cross_entropy(both, labels)
    assert plain_loss(0.0)(logits, labels).item() == pytest.approx(expected.item(), rel=1e-5)
    assert plain_loss(0.5)(logits.sigmoid(), labels).item() == pytest.approx(
        expected.item(), rel=1e-5
    )
    with pytest.raises(NetworkError, match="no plain cross-entropy; give loss_landscape"):
        plain_loss(0.0)(torch.zeros(3, 4, 5), torch.zeros(3, dtype=torch.int64))
