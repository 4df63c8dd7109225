"""Many networks at once: each scores what it scores alone."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.geometry.decisions import accuracies, predicted
from engine.landscape.batched_networks import ManyNetworks
from engine.landscape.parameter_space import ParameterSpace
from engine.networks.residual_block import ResidualBlock
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.networks import build_network
from engine.training.recorder import Recorder
from engine.training.training import train

COUNT = 23


def scattered(run: Recording, count: int = COUNT, spread: float = 0.4) -> torch.Tensor:
    """Give parameters around where a run ended, float32 Tensor (count, parameters)."""
    space = ParameterSpace.of(run)
    noise = np.random.default_rng(0).normal(scale=spread, size=(count, space.size))
    return torch.from_numpy((space.at(run, run.last_step) + noise).astype(np.float32))


def one_by_one(run: Recording, network: nn.Module, points: torch.Tensor) -> list[list[float]]:
    """Measure with plain PyTorch, a module's parameters exchanged for each point."""
    x, y = torch.tensor(run.data.features), torch.tensor(run.data.labels)
    space, network = ParameterSpace.of(run), network.eval()
    scores: list[list[float]] = []
    for point in points:
        with torch.no_grad():
            outputs = torch.func.functional_call(network, space.split(point), (x,))
        right = (predicted(outputs, run) == y).float().mean()
        scores.append([nn.functional.cross_entropy(outputs, y).item(), right.item()])
    return np.array(scores).T


def test_they_score_what_each_scores_alone(run: Recording) -> None:
    points = scattered(run)
    network = build_network(run.spec, run.data.dims, run.data.classes)
    loss, accuracy = one_by_one(run, network, points)
    measured = ManyNetworks(run).measure(ParameterSpace.of(run).split(points))
    assert measured.loss == pytest.approx(loss, rel=1e-5, abs=1e-6)
    assert measured.accuracy == pytest.approx(accuracy, abs=1e-6)
    assert len(set(accuracy)) > 3


NETWORKS = {
    "relu, which may write in place": lambda: [nn.Linear(2, 6), nn.ReLU(), nn.Linear(6, 3)],
    "an activation first": lambda: [nn.ReLU(), nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 3)],
    "two activations": lambda: [nn.Linear(2, 6), nn.Tanh(), nn.ReLU(), nn.Linear(6, 3)],
    "no biases": lambda: [nn.Linear(2, 6, bias=False), nn.Tanh(), nn.Linear(6, 3, bias=False)],
    "a learned slope": lambda: [nn.Linear(2, 6), nn.PReLU(), nn.Linear(6, 3)],
    "layer normalisation": lambda: [nn.Linear(2, 6), nn.LayerNorm(6), nn.Tanh(), nn.Linear(6, 3)],
    "normalisation first": lambda: [nn.LayerNorm(2), nn.Linear(2, 6), nn.GELU(), nn.Linear(6, 3)],
    "a learned slope in a block": lambda: [ResidualBlock(2, 5, nn.PReLU()), nn.Linear(2, 3)],
    "tanh in and around blocks": lambda: [
        nn.Linear(2, 4),
        nn.Tanh(),
        ResidualBlock(4, 5, nn.Tanh()),
        nn.Tanh(),
        nn.Linear(4, 3),
    ],
}


@pytest.mark.parametrize("layers", NETWORKS.values(), ids=list(NETWORKS))
def test_whatever_they_are_made_of(layers, recorded) -> None:
    network = nn.Sequential(*layers())
    run = recorded(network)
    points = scattered(run)
    loss, accuracy = one_by_one(run, network, points)
    measured = ManyNetworks(run).measure(ParameterSpace.of(run).split(points))
    assert measured.loss == pytest.approx(loss, rel=1e-5, abs=1e-6)
    assert measured.accuracy == pytest.approx(accuracy, abs=1e-6)


@pytest.mark.parametrize("chunk", [1, 100, 3_000])
def test_it_does_not_matter_how_many_are_computed_at_once(run: Recording, chunk: int) -> None:
    theta = ParameterSpace.of(run).split(scattered(run))
    whole, parts = ManyNetworks(run).measure(theta), ManyNetworks(run, chunk=chunk).measure(theta)
    assert parts.loss == pytest.approx(whole.loss, rel=1e-5)
    assert np.array_equal(parts.accuracy, whole.accuracy)


def test_a_run_scores_what_was_measured_as_it_was_trained(run: Recording) -> None:
    measured = ManyNetworks(run).measure(run.rows(0, len(run.steps)))
    assert measured.loss[:-1] == pytest.approx(run.metrics.loss[:-1], abs=1e-6)
    assert measured.accuracy == pytest.approx(accuracies(run), abs=1e-6)


def test_the_squared_error_is_the_loss_of_runs_that_were_trained_on_it() -> None:
    run = train(RunSpec(hidden=(6,), loss="mse", samples=40, steps=12))
    measured = ManyNetworks(run).measure(run.rows(0, len(run.steps)))
    assert measured.loss[:-1] == pytest.approx(run.metrics.loss[:-1], abs=1e-6)


def test_a_single_output_is_the_logit_of_class_1() -> None:
    torch.manual_seed(1)
    x, y = torch.randn(50, 2), torch.arange(50) % 2
    network = nn.Sequential(nn.Linear(2, 5), nn.Tanh(), nn.Linear(5, 1), nn.Sigmoid())
    recorder = Recorder(network, x, y)
    probability = network(x).squeeze(1)
    loss = nn.functional.binary_cross_entropy(probability, y.float())
    loss.backward()
    recorder.record(loss)
    run = recorder.finish()
    measured = ManyNetworks(run).measure(run.rows(0, 1))
    assert measured.loss == pytest.approx([loss.item()], abs=1e-6)
    right = ((probability > 0.5) == y).float().mean()
    assert measured.accuracy == pytest.approx([right.item()])


def test_huge_logits_do_not_overflow(mlp: Recording) -> None:
    theta = {name: 1e4 * values[-1:] for name, values in mlp.tensors.items()}
    assert np.isfinite(ManyNetworks(mlp).measure(theta).loss).all()


def test_neither_the_data_nor_the_parameters_are_written_over(recorded) -> None:
    run = recorded(nn.Sequential(nn.ReLU(), nn.Linear(2, 3)))
    theta = run.rows(0, 3)
    before = {name: value.clone() for name, value in theta.items()}
    networks = ManyNetworks(run)
    first, second = networks.measure(theta), networks.measure(theta)
    assert np.array_equal(first.loss, second.loss)
    assert all(torch.equal(theta[name], before[name]) for name in theta)
