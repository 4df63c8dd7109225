"""Recordings of either kind are opened as what they are."""

from pathlib import Path

import pytest
import torch
from torch import nn

from engine.errors import RecordingError
from engine.recordings.opening import exact, load, open_recording
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
