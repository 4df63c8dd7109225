"""A probed recording comes back from its file as it was written, and odd files are refused."""

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import RecordingError
from engine.recordings.file_format import UNSIGNED, Header, read, write
from engine.recordings.opening import load, open_recording
from engine.recordings.probed import ProbedRecording
from engine.training.recorder import Recorder


@pytest.fixture(scope="module")
def probed() -> ProbedRecording:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Conv1d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(12, 3))
    points, labels = torch.randn(20, 1, 8), torch.arange(20) % 3
    recorder = Recorder(network, points, labels, probe=10, validation=(points, labels))
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    for _ in range(3):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(points), labels)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    recording = recorder.finish()
    assert isinstance(recording, ProbedRecording)
    return recording


def test_what_is_saved_is_read(probed: ProbedRecording, tmp_path: Path) -> None:
    again = open_recording(probed.save(tmp_path / "run.safetensors"))
    assert isinstance(again, ProbedRecording)
    assert again.shapes == probed.shapes == {"0": (2, 6), "1": (2, 6), "output": (3,)}
    assert (again.input_shape, again.reason, again.threshold) == ((1, 8), probed.reason, 0.0)
    for layer in probed.layers:
        np.testing.assert_array_equal(again.answer(layer, 1.5), probed.answer(layer, 1.5))
    np.testing.assert_array_equal(again.labels, probed.data.labels[probed.probe])
    np.testing.assert_array_equal(again.metrics.loss, probed.metrics.loss)
    assert again.metrics.validation_accuracy is not None
    assert again.flat_answer("0", 0).shape == (10, 12)


def test_the_same_run_gives_the_same_bytes(probed: ProbedRecording, tmp_path: Path) -> None:
    first, second = probed.save(tmp_path / "a"), probed.save(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("from_file", [False, True])
def test_it_goes_to_another_process_whole(
    probed: ProbedRecording, tmp_path: Path, from_file: bool
) -> None:
    path = probed.save(tmp_path / "run.safetensors")
    sent = open_recording(path) if from_file else probed
    stored = pickle.dumps(sent)
    assert len(stored) < 1.1 * path.stat().st_size + 10_000
    path.unlink()
    received = pickle.loads(stored)
    for step in probed.steps:
        for layer in probed.layers:
            assert (received.answer(layer, step) == probed.answer(layer, step)).all()


def test_between_steps_answers_are_interpolated(probed: ProbedRecording) -> None:
    before, after = probed.answer("output", 1), probed.answer("output", 2)
    np.testing.assert_allclose(probed.answer("output", 1.25), 0.75 * before + 0.25 * after)


def test_a_step_that_was_recorded_has_its_own_answers_whatever_the_next_are(
    probed: ProbedRecording,
) -> None:
    scales = {layer: np.array(values) for layer, values in probed.scales.items()}
    scales["output"][1] = np.inf
    odd = replace(probed, scales=scales)
    np.testing.assert_array_equal(odd.answer("output", 0), probed.answer("output", 0))
    assert not np.isfinite(odd.answer("output", 0.5)).any()
    assert not np.isfinite(odd.answer("output", 1)).any()
    np.testing.assert_array_equal(odd.answer("output", 2), probed.answer("output", 2))


def test_it_is_no_exact_recording(probed: ProbedRecording, tmp_path: Path) -> None:
    path = probed.save(tmp_path / "run.safetensors")
    with pytest.raises(RecordingError, match="holds recorded activations of layers") as caught:
        load(path)
    assert probed.reason in str(caught.value)


Change = tuple[str, object]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("names", ("0", "0", "output")), "its layers are not named each once"),
        (("shapes", ((2, 6), (2, 6), (4,))), "another type or shape"),
        (("shapes", ((2, 6), (2, 6), (-3,))), "the shapes of its layers are out of range"),
        (("shapes", ((2, 6), (2, 6), (10**9,))), "the shapes of its layers are out of range"),
        (("input_shape", (2, 8)), "its inputs have another shape than it says"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(
    probed: ProbedRecording, tmp_path: Path, change: Change, message: str
) -> None:
    def alter(header: Header, tensors: dict[str, torch.Tensor]) -> None:
        setattr(header.probed, *change)

    with pytest.raises(RecordingError, match=message):
        open_recording(forged(probed, tmp_path, alter))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("probe", torch.arange(10) + 50, "activations for points that are not in its data"),
        ("scales/0", torch.full((4,), float("nan")), "its scales hold NaN"),
        ("scales/0", torch.full((4,), 3e38), "its scales are beyond what numbers"),
        ("answers/0", torch.zeros(4, 10, 2, 5).half(), "another type or shape"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(
    probed: ProbedRecording, tmp_path: Path, name: str, value: torch.Tensor, message: str
) -> None:
    def alter(header: Header, tensors: dict[str, torch.Tensor]) -> None:
        tensors[name] = value

    with pytest.raises(RecordingError, match=message):
        open_recording(forged(probed, tmp_path, alter))


def forged(probed: ProbedRecording, folder: Path, alter: object) -> Path:
    path = probed.save(folder / "run.safetensors")
    header, file = read(path)
    tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    header.digest = UNSIGNED
    alter(header, tensors)  # type: ignore[operator]
    write(header, tensors, path)
    return path
