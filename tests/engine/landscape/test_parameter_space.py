"""Parameters as points: joined and split without loss, and without what is not trained."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from engine.landscape.parameter_space import ParameterSpace
from engine.networks.stages import through
from engine.recordings.opening import load
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder


def test_what_is_joined_is_split_again(run: Recording) -> None:
    space = ParameterSpace.of(run)
    theta = run.parameters(7)
    point = space.join(theta)
    assert point.shape == (space.size,)
    assert space.size == sum(value.numel() for value in theta.values())
    again = space.split(point)
    assert all(torch.equal(again[name], theta[name]) for name in space.names)


def test_a_trajectory_is_where_the_run_was_at_each_step(run: Recording) -> None:
    space = ParameterSpace.of(run)
    trajectory = space.trajectory(run)
    assert trajectory.shape == (len(run.steps), space.size)
    for index in (0, 3, -1):
        there = space.at(run, run.steps[index])
        assert np.array_equal(trajectory[index], there.astype(np.float32))


def test_many_points_are_split_at_once(mlp: Recording) -> None:
    space = ParameterSpace.of(mlp)
    parts = space.split(torch.from_numpy(space.trajectory(mlp)))
    assert all(torch.equal(parts[name], mlp.tensors[name][:]) for name in space.names)


def test_running_statistics_are_no_parameters(recorded) -> None:
    run = recorded(nn.Sequential(nn.Linear(2, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 3)))
    assert ParameterSpace.of(run).size == 10 + 5 + 5 + 5 + 15 + 3


class Twice(nn.Module):
    """One layer used twice, and another."""

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.bend, self.outer = nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.outer(self.bend(self.inner(self.bend(self.inner(x)))))


def test_a_weight_that_two_layers_share_is_one(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2))
    network[2].weight = network[0].weight
    points, labels = torch.randn(9, 2), torch.arange(9) % 2
    recorder = Recorder(network, points, labels)
    nn.functional.cross_entropy(network(points), labels).backward()
    recorder.record(1.0)
    run = load(recorder.finish().save(tmp_path / "tied.safetensors"))
    space = ParameterSpace.of(run)
    assert space.size == sum(p.numel() for p in network.parameters()) == 8
    point = space.join(run.parameters(0, torch.float32)) + 1
    theta = space.split(point)
    assert torch.equal(theta["2.weight"], theta["0.weight"])
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += 1
        assert torch.allclose(through(run.stages, points, theta), network(points), atol=1e-6)


def test_parameters_that_are_shared_are_counted_once() -> None:
    network = Twice()
    recording = Recorder(network, torch.randn(10, 2), torch.arange(10) % 2).finish()
    assert ParameterSpace.of(recording).size == sum(p.numel() for p in network.parameters())
