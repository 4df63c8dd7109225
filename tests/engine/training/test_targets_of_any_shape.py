"""A loss of the user's compares any outputs with any targets, of a picture's pixels or of words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import DataError, NetworkError, RecordingError
from engine.landscape.network_landscape import loss_landscape
from engine.landscape.run_networks import RunNetworks
from engine.recordings.opening import open_recording
from engine.training.recorder import Recorder

SEED = torch.Generator().manual_seed(0)
POINTS = torch.randn(60, 3, generator=SEED)
NUMBERS = POINTS[:, :1] ** 2
IMAGES = torch.randn(30, 1, 6, 6, generator=SEED)
SERIES = torch.randn(30, 7, 2, generator=SEED)
WORDS = torch.randint(0, 5, (30, 7), generator=SEED)
QUANTILES = torch.tensor([0.1, 0.5, 0.9])


class Sequential(nn.Module):
    """A recurrent network that answers at each time, about words if it embeds them."""

    def __init__(self, outputs: int, words: int = 0) -> None:
        super().__init__()
        self.embedding = nn.Embedding(words, 4) if words else nn.Identity()
        self.recurrent = nn.GRU(4 if words else 2, 6, batch_first=True)
        self.head = nn.Linear(6, outputs)

    def forward(self, x: Tensor) -> Tensor:
        """Return answers (points, times, outputs)."""
        hidden, _ = self.recurrent(self.embedding(x))
        return self.head(hidden)


class Forecast(Sequential):
    """One that answers after the last time alone."""

    def forward(self, x: Tensor) -> Tensor:
        """Return answers (points, outputs)."""
        return super().forward(x)[:, -1]


def pixelwise(channels: int) -> nn.Module:
    return nn.Sequential(nn.Conv2d(1, 3, 3, padding=1), nn.ReLU(), nn.Conv2d(3, channels, 1))


def dense(outputs: int) -> nn.Module:
    return nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, outputs))


def likelihood(outputs: Tensor, targets: Tensor) -> Tensor:
    return F.gaussian_nll_loss(outputs[:, :1], targets, outputs[:, 1:].exp())


def pinball(outputs: Tensor, targets: Tensor) -> Tensor:
    gap = targets - outputs
    return torch.maximum(QUANTILES * gap, (QUANTILES - 1) * gap).mean()


def next_word(outputs: Tensor, words: Tensor) -> Tensor:
    return F.cross_entropy(outputs.flatten(0, 1), words.flatten())


class Case(NamedTuple):
    """What somebody trains."""

    network: Callable[[], nn.Module]
    features: Tensor
    targets: Tensor
    loss: Callable[[Tensor, Tensor], Tensor]


CASES = {
    "mean and variance": Case(lambda: dense(2), POINTS, NUMBERS, likelihood),
    "quantiles": Case(lambda: dense(3), POINTS, NUMBERS, pinball),
    "autoencoder": Case(lambda: pixelwise(1), IMAGES, IMAGES.clone(), F.mse_loss),
    "classes of pixels": Case(
        lambda: pixelwise(3), IMAGES, IMAGES[:, 0].gt(0).long() + 1, F.cross_entropy
    ),
    "mask": Case(
        lambda: pixelwise(1), IMAGES, IMAGES.gt(0.5).float(), F.binary_cross_entropy_with_logits
    ),
    "series": Case(lambda: Sequential(2), SERIES, SERIES.roll(1, 1), F.l1_loss),
    "forecast": Case(
        lambda: Forecast(4), SERIES, SERIES[:, :4, :1], lambda z, t: (z - t[..., 0]).square().mean()
    ),
    "language": Case(lambda: Sequential(5, words=5), WORDS, WORDS.roll(-1, 1), next_word),
}
of_each = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


def recorded(case: Case, path: Path) -> tuple[nn.Module, list[float]]:
    """Train three steps, save the recording, and return the network and the true losses."""
    torch.manual_seed(1)
    network = case.network()
    recorder = Recorder(
        network, case.features, case.targets, loss=case.loss, parameters=True,
        validation=(case.features[:5], case.targets[:5]),
    )  # fmt: skip
    optimizer, true = torch.optim.Adam(network.parameters(), 0.02), []
    for _ in range(3):
        optimizer.zero_grad()
        loss = case.loss(network(case.features), case.targets)
        loss.backward()
        recorder.record(loss)
        true.append(loss.item())
        optimizer.step()
    recorder.finish().save(path)
    with torch.no_grad():
        true.append(case.loss(network(case.features), case.targets).item())
    return network, true


@of_each
def test_losses_are_recorded_and_measured_of_validation_points(case: Case, tmp_path: Path) -> None:
    network, true = recorded(case, tmp_path / "run.safetensors")
    run = open_recording(tmp_path / "run.safetensors")
    assert run.data.is_regression
    assert run.metrics.validation_loss is not None
    np.testing.assert_allclose(run.metrics.loss, true, rtol=1e-5)
    with torch.no_grad():
        held = case.loss(network(case.features[:5]), case.targets[:5]).item()
    assert run.metrics.validation_loss[-1] == pytest.approx(held, rel=1e-4)
    assert np.isnan(run.metrics.accuracy).all()


@of_each
def test_the_landscape_is_that_of_the_loss(case: Case, tmp_path: Path) -> None:
    network, true = recorded(case, tmp_path / "run.safetensors")
    run = open_recording(tmp_path / "run.safetensors")
    found = RunNetworks(run, network, case.loss).on(run.data).measure(run.rows(0, 4))
    np.testing.assert_allclose(found.loss, true, rtol=1e-3)
    assert loss_landscape(run, network, loss=case.loss, resolution=5).trained_on_it


@pytest.mark.parametrize("name", ["mean and variance", "quantiles", "classes of pixels"])
def test_without_it_there_is_nothing_to_compare(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    network, _ = recorded(case, tmp_path / "run.safetensors")
    with pytest.raises(RecordingError, match="only the loss by which it was trained compares"):
        loss_landscape(open_recording(tmp_path / "run.safetensors"), network)
    unlike = "give it one per target, or the loss that compares them"
    with pytest.raises(NetworkError, match=unlike):
        Recorder(case.network(), case.features, case.targets, task="regression")


def test_several_classes_a_point_ask_for_the_loss() -> None:
    with pytest.raises(DataError, match="predicts several a point, give the loss too"):
        Recorder(Sequential(5, words=5), WORDS, WORDS)
