"""A loss that compares every output with every target is told, and no other one is."""

import warnings
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.training.recorder import Recorder

POINTS = torch.randn(40, 2, generator=torch.Generator().manual_seed(0))
TARGETS = POINTS.sum(1).sin()


def squares(outputs: Tensor, targets: Tensor) -> Tensor:
    return ((outputs - targets) ** 2).mean()


def train(loss: Callable[[Tensor, Tensor], Tensor], targets: Tensor, handed: Tensor) -> list[str]:
    """Train with some targets handed to the loss, and return what was warned of."""
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(2, 5), nn.Tanh(), nn.Linear(5, 1))
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    recorder = Recorder(network, POINTS, targets, loss=loss, task="regression")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for _ in range(3):
            value = loss(network(POINTS), handed)
            optimizer.zero_grad()
            value.backward()
            recorder.record(value)
            optimizer.step()
        recorder.finish()
    return [
        str(each.message)
        for each in told
        if each.filename == __file__ and each.category is UserWarning
    ]


@pytest.mark.parametrize("loss", [squares, F.mse_loss, F.l1_loss, F.huber_loss])
def test_outputs_that_meet_every_target_are_told(
    loss: Callable[[Tensor, Tensor], Tensor],
) -> None:
    sentences = [text for text in train(loss, TARGETS, TARGETS) if "every target" in text]
    assert len(sentences) == 1
    assert "(40, 1)" in sentences[0]
    assert "(40,)" in sentences[0]


@pytest.mark.parametrize("loss", [squares, F.mse_loss])
def test_outputs_that_meet_their_own_are_not(loss: Callable[[Tensor, Tensor], Tensor]) -> None:
    assert train(loss, TARGETS, TARGETS[:, None]) == []
    assert train(loss, TARGETS[:, None], TARGETS[:, None]) == []


def test_nor_are_losses_that_squeeze_on_the_way() -> None:
    assert train(lambda o, t: squares(o.squeeze(), t.squeeze()), TARGETS, TARGETS) == []


def test_nor_is_a_loss_of_the_means_which_both_ways_give() -> None:
    assert train(lambda o, t: (o.mean() - t.mean()) ** 2, TARGETS, TARGETS) == []
