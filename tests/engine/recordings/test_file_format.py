"""A recording file gives back what was put in, byte for byte, or says what has become of it."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn

from engine.errors import RecordingError
from engine.recordings import file_format as recording_file
from engine.recordings.file_format import digest_of
from engine.recordings.recording import Recording, load, tensor_bytes
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train

SMALL = RunSpec(hidden=(3,), samples=20, steps=6)


@pytest.fixture(scope="module")
def small() -> Recording:
    return train(SMALL)


@pytest.fixture
def path(small: Recording, tmp_path: Path) -> Path:
    return small.save(tmp_path / "run.safetensors")


def refusal(path: Path) -> str:
    """Give the one sentence by which a file is refused."""
    with pytest.raises(RecordingError) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    assert len(message) < len(str(path)) + 250
    return message


def table_of(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Split a safetensors file into its table and its data."""
    length = int.from_bytes(content[:8], "little")
    return json.loads(content[8 : 8 + length]), content[8 + length :]


def with_table(table: dict[str, Any], data: bytes) -> bytes:
    text = json.dumps(table).encode()
    return len(text).to_bytes(8, "little") + text + data


def with_header(content: bytes, **changes: Any) -> bytes:
    """Change what the file says of itself."""
    table, data = table_of(content)
    header = json.loads(table["__metadata__"]["warpreel"]) | changes
    table["__metadata__"]["warpreel"] = json.dumps(header)
    return with_table(table, data)


# There and back


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


# What has become of it


def test_a_missing_file_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    path = tmp_path / "none.safetensors"
    assert refusal(path) == (
        f"there is no recording at {path}; make one with `warpreel train -o {path}`"
    )


def test_a_folder_is_no_recording(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"cannot read the recording {tmp_path}: is a directory"


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 500])
def test_a_file_cut_off_before_its_table_ends_is_no_recording(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    assert "is not a Warpreel recording; make one with `warpreel train" in refusal(path)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.999])
def test_a_file_cut_off_in_its_data_is_truncated(path: Path, share: float) -> None:
    content = path.read_bytes()
    _, data = table_of(content)
    path.write_bytes(content[: len(content) - len(data) + int(share * len(data))])
    assert "is truncated; copy it again or train anew" in refusal(path)


@pytest.mark.parametrize("place", [0.0, 0.25, 0.5, 0.75, 0.999])
def test_one_byte_altered_in_the_data_is_noticed(path: Path, place: float) -> None:
    content = bytearray(path.read_bytes())
    _, data = table_of(bytes(content))
    content[len(content) - len(data) + int(place * len(data))] ^= 1
    path.write_bytes(content)
    assert "has been altered since it was written; train anew" in refusal(path)


@pytest.mark.parametrize("bit", [1, 2, 16])
def test_one_bit_altered_anywhere_in_the_table_is_noticed(path: Path, bit: int) -> None:
    content = path.read_bytes()
    _, data = table_of(content)
    places = range(0, len(content) - len(data), 7)
    assert len(places) > 100
    for place in places:
        altered = bytearray(content)
        altered[place] ^= bit
        path.write_bytes(altered)
        assert refusal(path)


def test_more_bytes_at_the_end_are_noticed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")
    assert "has been altered" in refusal(path)


@pytest.mark.parametrize(
    "change",
    [
        {"stopped": "target reached"},
        {"stages": []},
        {"stages": "none"},
        {"digest": "0" * 64},
        {"layers": None},
        {"extra": 1},
        {"spec": {"steps": -1}},
        {"spec": {"activation": "tan"}},
    ],
)
def test_a_header_edited_by_hand_is_noticed(path: Path, change: dict[str, Any]) -> None:
    path.write_bytes(with_header(path.read_bytes(), **change))
    assert f"{path} has been altered" in refusal(path)


@pytest.mark.parametrize("offsets", [[0], [], ["a", "b"], None, [0, None], 4])
def test_a_table_of_nonsense_is_no_recording(path: Path, offsets: object) -> None:
    table, data = table_of(path.read_bytes())
    table["data/labels"]["data_offsets"] = offsets
    path.write_bytes(with_table(table, data))
    assert "is not a Warpreel recording" in refusal(path)


def test_a_format_of_the_future_asks_for_a_newer_warpreel(path: Path) -> None:
    path.write_bytes(with_header(path.read_bytes(), format=7))
    message = refusal(path)
    assert "was written by a newer Warpreel (format 7, this one reads up to 1)" in message
    assert message.endswith("update Warpreel to read it")


@pytest.mark.parametrize(
    "content",
    [
        b"x,y,label\n1,2,a\n3,4,b\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200),
        bytes(100),
        b"\xff" * 100,
        with_table({}, b""),
        with_table({"__metadata__": {"other": "{}"}}, b""),
        with_table({"__metadata__": {"warpreel": "{}"}}, b""),
        with_table({"__metadata__": {"warpreel": "not JSON"}}, b""),
        with_table({"__metadata__": {"warpreel": "[1]"}}, b""),
        b"\x02\0\0\0\0\0\0\0[]",
    ],
)
def test_something_else_is_no_recording(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.safetensors"
    path.write_bytes(content)
    assert refusal(path) == (
        f"{path} is not a Warpreel recording; make one with `warpreel train -o FILE`"
    )


def test_another_program_s_safetensors_file_is_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    save_file({"weight": torch.zeros(3)}, path)
    assert "is not a Warpreel recording" in refusal(path)


def test_a_file_that_may_not_be_read_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbid)
    assert refusal(path) == f"cannot read the recording {path}: permission denied"


def test_the_digest_is_checked_before_it_is_given(path: Path) -> None:
    assert len(digest_of(path)) == 64
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(RecordingError, match="is truncated"):
        digest_of(path)


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
    message = unwritten(small, tmp_path / "run")
    assert message == f"cannot write the recording {tmp_path / 'run'}: is a directory"
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
