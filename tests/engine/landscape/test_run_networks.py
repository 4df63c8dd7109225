"""Networks of a run: recomputed from an exact recording, called where a probed one needs them."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from engine.errors import NetworkError
from engine.landscape.batched_networks import ManyNetworks
from engine.landscape.called_networks import CalledNetworks
from engine.landscape.run_networks import RunNetworks
from engine.landscape.sampling import sampled
from engine.recordings.recording import Recording
from tests.support.probed_networks import Convolutional, record


def test_an_exact_run_is_recomputed_in_batches_unless_it_has_a_loss_of_its_own(
    mlp: Recording,
) -> None:
    own = RunNetworks(mlp, loss=lambda z, y: F.cross_entropy(z, y, label_smoothing=0.1))
    assert isinstance(RunNetworks(mlp).on(mlp.data), ManyNetworks)
    assert isinstance(own.on(mlp.data), CalledNetworks)
    theta = mlp.rows(0, 3)
    plain, smoothed = (made.on(mlp.data).measure(theta) for made in (RunNetworks(mlp), own))
    assert smoothed.accuracy == pytest.approx(plain.accuracy)
    assert (abs(smoothed.loss - plain.loss) > 1e-4).all()


def test_networks_are_measured_on_the_points_that_are_asked_for() -> None:
    torch.manual_seed(1)
    run, network = record(Convolutional()), Convolutional()
    some = sampled(run.data, 20, 0)
    theta = run.rows(3, 4)
    measured = RunNetworks(run, network).on(some).measure(theta)
    network.load_state_dict({name: x[0] for name, x in theta.items()}, strict=False)
    network.eval()
    with torch.no_grad():
        outputs = network(torch.from_numpy(some.features.copy()).reshape(-1, *run.input_shape))
    expected = F.cross_entropy(outputs, torch.from_numpy(some.labels.copy()))
    assert measured.loss == pytest.approx([float(expected)], rel=1e-4)


def test_another_network_is_refused_before_its_loss_is_tried() -> None:
    def never(outputs: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        raise AssertionError

    other = Convolutional()
    other.forward = lambda x: 2 * Convolutional.forward(other, x)  # type: ignore[method-assign]
    with pytest.raises(NetworkError, match="computes something else than was recorded"):
        RunNetworks(record(Convolutional()), other, never)
    with pytest.raises(NetworkError, match="not the network that was recorded"):
        RunNetworks(record(Convolutional()), nn.Linear(2, 2), never)
