"""What a network keeps itself is as it was after it has been asked, and training goes on alike."""

import random
from collections import deque
from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.tracing.own_state import state_kept
from engine.training.recorder import Recorder

POINTS = torch.randn(60, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] * POINTS[:, 1] > 0).long()


class Stateful(nn.Module):
    """A small network with whatever a subclass keeps on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 2))
        self.register_buffer("mean", torch.zeros(2))
        self.calls, self.seen, self.last = 0, deque([0.0], maxlen=4), {"shift": 0.0}
        self.kept: Tensor | None = None
        self.numbers, self.array = torch.Generator().manual_seed(3), np.zeros(2)
        self.generator = np.random.default_rng(3)

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x - self.shift(x))

    def shift(self, x: Tensor) -> Tensor:
        raise NotImplementedError


class Assigned(Stateful):
    def shift(self, x: Tensor) -> Tensor:
        self.mean = 0.9 * self.mean + 0.1 * x.detach().mean(0)
        return self.mean


class InPlace(Stateful):
    def shift(self, x: Tensor) -> Tensor:
        self.mean.mul_(0.9).add_(0.1 * x.detach().mean(0) + 0.1)
        return self.mean.clone()


class Hidden(Stateful):
    def shift(self, x: Tensor) -> Tensor:
        before = x.new_zeros(2) if self.kept is None else self.kept
        self.kept = (0.5 * before + x.detach().mean(0)).tanh()
        self.extra = self.kept
        return self.kept


class Counted(Stateful):
    def shift(self, x: Tensor) -> Tensor:
        self.calls += 1
        self.seen.append(self.seen[-1] + 0.1)
        self.last["shift"] += 0.02
        self.array += 0.01
        return x.new_full(
            (2,), sum(self.seen) / 9 + self.last["shift"] + self.array[0] / self.calls
        )


class Drawn(Stateful):
    def shift(self, x: Tensor) -> Tensor:
        noise = torch.rand(2, generator=self.numbers) + random.random() + np.random.rand()
        return 0.1 * (noise + self.generator.random())


def trained(make: Callable[[], Stateful], *, recorded: bool, **options: object) -> list[float]:
    """Train for some steps, and return their losses."""
    torch.manual_seed(1)
    random.seed(1)
    np.random.seed(1)
    network = make()
    optimizer = torch.optim.SGD(network.parameters(), 0.3)
    recorder = Recorder(network, POINTS, LABELS, **options) if recorded else None
    losses = []
    for _ in range(8):
        loss = F.cross_entropy(network(POINTS), LABELS)
        optimizer.zero_grad()
        loss.backward()
        if recorder is not None:
            recorder.record(loss)
        optimizer.step()
        losses.append(loss.item())
    if recorder is not None:
        recorder.finish()
    return losses


@pytest.mark.parametrize("make", [Assigned, InPlace, Hidden, Counted, Drawn])
def test_a_network_that_keeps_something_is_trained_alike_with_and_without_a_recorder(
    make: Callable[[], Stateful],
) -> None:
    alone = trained(make, recorded=False)
    assert trained(make, recorded=True) == alone
    assert trained(make, recorded=True, validation=(POINTS[:5] + 3, LABELS[:5])) == alone


def test_attributes_that_are_new_are_gone_and_those_that_are_gone_are_back() -> None:
    network = Hidden()
    with state_kept(network):
        network(POINTS)
        assert network.extra is network.kept
        del network.calls
    assert network.kept is None
    assert not hasattr(network, "extra")
    assert network.calls == 0


def test_it_is_put_back_when_the_network_fails() -> None:
    network = Counted()

    def ask(points: Tensor) -> None:
        with state_kept(network):
            network(points)

    with pytest.raises(RuntimeError):
        ask(torch.zeros(3, 5))
    assert (network.calls, list(network.seen), network.array.tolist()) == (0, [0.0], [0.0, 0.0])
