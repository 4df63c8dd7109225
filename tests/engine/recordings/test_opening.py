"""Recordings of either kind are opened as what they are."""

from pathlib import Path

import pytest
import torch
from torch import nn

from engine.errors import RecordingError
from engine.recordings.opening import check_classes, exact, load, open_recording
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder


def test_an_exact_one_is_exact(path: Path) -> None:
    opened = open_recording(path)
    assert isinstance(opened, Recording)
    assert exact(opened, path) is opened
    assert load(path).stages == opened.stages


def test_a_probed_one_is_refused_where_parameters_are_needed(tmp_path: Path) -> None:
    network = nn.Sequential(nn.Conv1d(1, 1, 2), nn.Flatten())
    recorder = Recorder(network, torch.zeros(4, 1, 3), torch.tensor([0, 1, 0, 1]))
    recorder.record(0.5)
    path = recorder.finish().save(tmp_path / "run.safetensors")
    with pytest.raises(RecordingError, match="warpreel figures space-warp training-curves"):
        load(path)


@pytest.mark.parametrize(("inputs", "shown"), [(1, "render fit"), (2, "figures training-curves")])
def test_a_regression_has_no_classes_but_a_landscape(inputs: int, shown: str) -> None:
    recorder = Recorder(
        nn.Linear(inputs, 1), torch.zeros(4, inputs), torch.zeros(4), task="regression"
    )
    recorder.record(0.5)
    with pytest.raises(RecordingError, match=f"{shown}.*`warpreel render landscape --recording`"):
        check_classes(recorder.finish(), "run.safetensors")


@pytest.mark.parametrize("layers", [None, ["0"]], ids=["exact", "probed"])
def test_the_landscape_of_a_loss_of_one_s_own_needs_it(layers: list[str] | None) -> None:
    network = nn.Sequential(nn.Linear(1, 2))
    recorder = Recorder(
        network, torch.zeros(4, 1), torch.full((4, 1), 0.5), layers=layers,
        loss=lambda z, t: (z[:, :1] - t).abs().mean(),
    )  # fmt: skip
    recorder.record(0.5)
    with pytest.raises(RecordingError, match=r"warpreel.loss_landscape\(run.*, loss=…\) computes"):
        check_classes(recorder.finish(), "run.safetensors")
