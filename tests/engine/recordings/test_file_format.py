"""A recording file gives back what was put in, byte for byte, or leaves the old one alone."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from torch import nn

from engine.errors import RecordingError, UsageError
from engine.recordings import file_format as recording_file
from engine.recordings.file_format import digest_of
from engine.recordings.opening import load
from engine.recordings.recording import Recording, tensor_bytes
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train
from tests.support.small_run import SMALL


def test_the_same_specification_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = train(SMALL).save(tmp_path / "again.safetensors")
    assert again.read_bytes() == path.read_bytes()
    assert digest_of(again) == digest_of(path)


def test_another_seed_gives_other_bytes(path: Path, tmp_path: Path) -> None:
    other = train(replace(SMALL, seed=1)).save(tmp_path / "other.safetensors")
    assert digest_of(other) != digest_of(path)


def test_what_is_loaded_equals_what_was_saved(run: Recording, tmp_path: Path) -> None:
    loaded = load(run.save(tmp_path / "run.safetensors"))
    assert loaded.stages == run.stages
    assert loaded.spec == run.spec
    assert loaded.stopped == run.stopped
    assert loaded.versions == run.versions
    assert loaded.metrics.layers == run.metrics.layers
    assert set(loaded.tensors) == set(run.tensors)
    for name, rows in run.tensors.items():
        assert torch.equal(loaded.tensors[name][:], rows[:])
    for field in ("loss", "accuracy", "gradient_norm"):
        equal(getattr(loaded.metrics, field), getattr(run.metrics, field))
    for field in ("features", "labels", "centre", "scale"):
        equal(getattr(loaded.data, field), getattr(run.data, field))
    for field in ("name", "class_names", "feature_names", "nested"):
        assert getattr(loaded.data, field) == getattr(run.data, field)
    equal(loaded.steps, run.steps)


def equal(one: np.ndarray, other: np.ndarray) -> None:
    assert one.dtype == other.dtype
    np.testing.assert_array_equal(one, other)


def test_a_loaded_recording_saves_to_the_same_bytes_even_over_itself(path: Path) -> None:
    before = path.read_bytes()
    load(path).save(path)
    assert path.read_bytes() == before


def test_anybody_s_network_comes_back_with_all_its_stages(recorded: Any, tmp_path: Path) -> None:
    network = nn.Sequential(
        nn.Linear(2, 4), nn.BatchNorm1d(4), nn.PReLU(4), nn.LayerNorm(4), nn.Linear(4, 3)
    )
    recording = recorded(network)
    loaded = load(recording.save(tmp_path / "own.safetensors"))
    assert loaded.stages == recording.stages
    assert loaded.spec is None


def test_a_single_recorded_state_can_be_read_back(tmp_path: Path) -> None:
    network = nn.Sequential(nn.Linear(2, 2))
    recording = Recorder(network, torch.zeros(4, 2), torch.arange(4) % 2).finish()
    loaded = load(recording.save(tmp_path / "one.safetensors"))
    assert torch.equal(loaded.parameters(0, torch.float32)["0.weight"], network[0].weight)


def test_a_run_that_diverged_can_be_kept(small: Recording, tmp_path: Path) -> None:
    tensors = {name: rows[:] * torch.inf for name, rows in small.tensors.items()}
    broken = Recording(small.data, small.stages, small.steps, small.metrics, tensors)
    loaded = load(broken.save(tmp_path / "broken.safetensors"))
    assert loaded.tensors.keys() == tensors.keys() != set()
    for name, rows in tensors.items():
        np.testing.assert_array_equal(loaded.tensors[name][:], rows)


def test_the_file_is_little_larger_than_the_numbers_in_it(tmp_path: Path) -> None:
    spec = RunSpec(hidden=(100,), steps=1999, settle=2000)
    recording = train(spec)
    metrics = recording.metrics
    assert len(recording.steps) == 2000
    raw = 4 * 2000 * (2 * 100 + 100 + 100 * 2 + 2)
    assert tensor_bytes(recording) == raw
    raw += metrics.loss.nbytes + metrics.accuracy.nbytes + metrics.gradient_norm.nbytes
    assert recording.save(tmp_path / "run.safetensors").stat().st_size <= 1.1 * raw


def test_parameters_are_read_from_disk_only_when_they_are_asked_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    class Rows:
        def __init__(self, name: str, rows: Any) -> None:
            self.name, self.rows = name, rows

        def __getitem__(self, key: slice) -> torch.Tensor:
            read.append(f"{self.name}[{key.start}:{key.stop}]")
            return self.rows[key]

    class Spy:
        def __init__(self, *args: Any, **options: Any) -> None:
            self.file = safe_open(*args, **options)

        def keys(self) -> list[str]:
            return self.file.keys()

        def get_tensor(self, name: str) -> torch.Tensor:
            read.append(name)
            return self.file.get_tensor(name)

        def get_slice(self, name: str) -> Rows:
            return Rows(name, self.file.get_slice(name))

    monkeypatch.setattr(recording_file, "safe_open", Spy)
    loaded = load(path)
    assert "data/features" in read
    assert not any(name.startswith("parameters/") for name in read)
    read.clear()
    loaded.parameters(2.5)
    assert sorted(read) == sorted(f"parameters/{name}[2:4]" for name in loaded.tensors)


# Where it cannot be written


def unwritten(recording: Recording, path: Path) -> str:
    with pytest.raises(RecordingError) as caught:
        recording.save(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_where_the_folder_should_be_is_told(small: Recording, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    message = unwritten(small, tmp_path / "file" / "run.safetensors")
    assert message.startswith(f"cannot make the folder {tmp_path / 'file'}: ")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_folder_where_the_file_should_be_is_told(small: Recording, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with pytest.raises(UsageError, match="run is a folder; name a file in it"):
        small.save(tmp_path / "run")
    assert [*tmp_path.rglob("*")] == [tmp_path / "run"]


def test_a_full_disk_leaves_the_old_file_and_no_draft(
    small: Recording, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def fill_the_disk(tensors: object, draft: Path, metadata: object) -> None:
        draft.write_bytes(before[:100])
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(recording_file, "save_file", fill_the_disk)
    message = unwritten(small, path)
    assert message == f"cannot write the recording {path}: no space left on device"
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
