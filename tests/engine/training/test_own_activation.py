"""An activation of one's own, from its entry in the registry to the picture of a recorded run."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import NetworkError, RecordingError
from engine.geometry.warps import Warp
from engine.networks.activations import ELEMENTWISE, PICTURED, ActivationKind
from engine.networks.nonlinearity import Nonlinearity
from engine.networks.stages import Activation
from engine.recordings.opening import load
from engine.recordings.run_spec import RunSpec
from engine.training.networks import build_network
from engine.training.recorder import Recorder
from engine.training.training import train
from tests.support.stages_of import stages_of

POINTS = torch.randn(12, 2, generator=torch.Generator().manual_seed(0))


@pytest.fixture
def snake(monkeypatch: pytest.MonkeyPatch) -> ActivationKind:
    """Add an activation to the registry for the length of a test."""
    kind = ActivationKind(
        "Snake",
        '"snake"',
        "x + sin^2(a x) \\/ a",
        "Liu et al. 2020",
        arguments={"a": 0.5},
        home="tests.support.own_activation",
    )
    monkeypatch.setitem(ELEMENTWISE._entries, "snake", kind)
    return kind


def test_one_entry_makes_an_activation_train_record_and_trace(
    snake: ActivationKind, tmp_path: Path
) -> None:
    assert PICTURED["snake"] is snake
    spec = RunSpec(architecture="mlp", hidden=(5,), activation="snake", samples=24, steps=8)
    recording = load(train(spec).save(tmp_path / "snake.safetensors"))
    assert recording.stages[1] == Activation("1", 5, Nonlinearity("Snake", {"a": 0.5}))
    theta = {name: value.numpy() for name, value in recording.parameters(8).items()}
    points = POINTS.numpy().astype(float)
    inner = points @ theta["0.weight"].T + theta["0.bias"]
    expected = inner + np.sin(0.5 * inner) ** 2 / 0.5
    np.testing.assert_allclose(Warp(recording).trace(points, 8)[2], expected, atol=1e-12)


def test_constants_of_an_own_activation_that_is_not_the_entry_s_are_kept(
    snake: ActivationKind,
) -> None:
    network = nn.Sequential(nn.Linear(2, 2), snake.load_class()(a=3.0))
    assert stages_of(network, POINTS)[1] == Activation("1", 2, Nonlinearity("Snake", {"a": 3.0}))


def test_without_its_entry_a_recording_says_what_is_missing(
    snake: ActivationKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = RunSpec(architecture="mlp", hidden=(3,), activation="snake", samples=20, steps=2)
    path = (
        Recorder(build_network(spec, 2, 2), POINTS, torch.arange(12) % 2)
        .finish()
        .save(tmp_path / "snake.safetensors")
    )
    monkeypatch.delitem(ELEMENTWISE._entries, "snake")
    with pytest.raises(RecordingError, match="there is no activation of the class 'Snake'; add it"):
        load(path)


def test_a_learned_parameter_that_is_no_slope_of_prelu_is_refused(
    snake: ActivationKind,
) -> None:
    activation = snake.build()
    activation.a = nn.Parameter(torch.ones(()))
    with pytest.raises(NetworkError, match=r"div \(in 1\) is no layer"):
        stages_of(nn.Sequential(nn.Linear(2, 2), activation), POINTS)
