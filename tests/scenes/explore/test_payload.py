"""A page gets what it needs of a recording, rounded so that nothing visible changes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import NetworkError, RecordingError
from engine.networks.nonlinearity import Nonlinearity
from engine.networks.stages import Activation
from engine.recordings.opening import load
from engine.recordings.recording import Recording
from scenes.explore import payload
from scenes.explore.payload import VISIBLE, Explored, formula_of
from scenes.explore.quantised import pack

RecordLoop = Callable[..., Recording]


def test_rounding_moves_no_point_by_what_can_be_seen(run: Recording, hero_file: Path) -> None:
    for recording in (run, load(hero_file)):
        explored = Explored(recording)
        assert {rows.stored.dtype.name for rows in explored.packed.values()} == {"uint16"}
        assert 0 < explored.displacement(explored.packed) < VISIBLE


def test_where_rounding_could_be_seen_single_precision_is_kept(mlp: Recording) -> None:
    name = next(iter(mlp.tensors))
    wild = {key: rows[:].clone() for key, rows in mlp.tensors.items()}
    wild[name][3] *= 1e6  # one step at which a parameter is huge leaves few levels to the others
    explored = Explored(replace(mlp, tensors=wild))
    assert explored.displacement({k: pack(v.numpy(), 16) for k, v in wild.items()}) > VISIBLE
    assert {rows.stored.dtype.name for rows in explored.packed.values()} == {"float32"}
    assert explored.displacement(explored.packed) == 0


def test_no_more_steps_are_kept_than_allowed_the_first_and_the_last_among_them(
    mlp: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (Explored(mlp).steps == mlp.steps).all()
    monkeypatch.setattr(payload, "MOST_STEPS", 20)
    steps = Explored(mlp).steps
    assert 10 < len(steps) <= 20
    assert (steps[0], steps[-1]) == (mlp.steps[0], mlp.steps[-1])
    assert set(steps) <= set(mlp.steps)


def test_of_many_points_some_are_shown_of_every_class(mlp: Recording) -> None:
    data = mlp.data
    many = replace(
        data, features=np.tile(data.features, (112, 1)), labels=np.tile(data.labels, 112)
    )
    explored = Explored(replace(mlp, data=many))
    told = explored.builtins()["data"]
    assert told["samples"] == 112 * data.samples > 10_000
    assert len(told["labels"]) == payload.MOST_POINTS == len(explored.points)
    assert np.ptp(np.bincount(explored.labels)) <= 2


def test_what_came_after_a_divergence_is_left_out(mlp: Recording) -> None:
    broken = {name: rows[:].clone() for name, rows in mlp.tensors.items()}
    broken[next(iter(broken))][50:] = torch.nan
    told = Explored(replace(mlp, tensors=broken)).builtins()
    assert told["diverged"] == mlp.steps[50]
    assert told["steps"] == mlp.steps[:50].tolist()
    assert max(told["metrics"]["steps"]) == mlp.steps[49]
    everything = {name: rows[:] * torch.nan for name, rows in mlp.tensors.items()}
    with pytest.raises(RecordingError, match="no step whose parameters are finite"):
        Explored(replace(mlp, tensors=everything))


def test_metrics_are_those_of_their_steps(mlp: Recording) -> None:
    told = Explored(mlp).builtins()["metrics"]
    loss = mlp.metrics.loss[told["steps"]]
    assert told["loss"] == pytest.approx(loss.tolist(), rel=1e-5)
    assert told["validationLoss"] is None


def test_a_network_without_a_linear_end_is_refused(recorded: RecordLoop) -> None:
    with pytest.raises(NetworkError, match=r"must end with nn\.Linear"):
        Explored(recorded(nn.Sequential(nn.Linear(2, 3), nn.ReLU()), steps=1))


def test_formulas_are_plain_text(mlp: Recording, residual: Recording) -> None:
    told = {formula_of(stage) for run in (mlp, residual) for stage in run.stages}
    assert told == {"W x + b", "tanh(x)", "x + V tanh(U x + b)"}
    assert formula_of(Activation("a", 2, Nonlinearity("ReLU"))) == "ReLU(x)"
