"""Whatever trains, a run is recorded from its beginning to its end, and saved where it was told."""

from pathlib import Path

import pytest
import torch
from torch import nn

from engine.errors import RecordingError, UsageError
from engine.recordings.opening import open_recording
from tests.support.same_run import (
    HELD,
    HELD_LABELS,
    LABELS,
    POINTS,
    RATE,
    Network,
    assert_the_same_numbers,
)
from warpreel.integrations.recorded_run import RecordedRun


def train(run: RecordedRun, steps: int = 3, network: Network | None = None) -> None:
    network = network or Network()
    optimizer = torch.optim.SGD(network.parameters(), RATE)
    run.begin(network)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(POINTS), LABELS)
        loss.backward()
        run.recorder.record(loss)
        optimizer.step()


def test_a_run_is_saved_when_it_ends(tmp_path: Path) -> None:
    run = RecordedRun(POINTS, LABELS, path=tmp_path / "new" / "run.safetensors", every=2)
    train(run)
    assert not (tmp_path / "new" / "run.safetensors").exists()
    recording = run.finish("all steps done")
    saved = open_recording(tmp_path / "new" / "run.safetensors")
    assert saved.steps.tolist() == recording.steps.tolist() == [0, 2, 3]
    assert saved.stopped == "all steps done"
    assert run.recording is recording


def test_a_run_that_broke_off_is_finished_once() -> None:
    run = RecordedRun(POINTS, LABELS)
    train(run)
    recording = run.finish()
    assert recording.stopped == "interrupted"
    assert run.finish("all steps done") is recording


def test_the_recording_is_of_the_last_run() -> None:
    run = RecordedRun(POINTS, LABELS)
    train(run, 3)
    first = run.finish()
    train(run, 5)
    assert run.recording is None
    assert (first.last_step, run.finish().last_step) == (3, 5)


def test_a_network_that_is_trained_on_is_recorded_on(tmp_path: Path) -> None:
    path, network, other = tmp_path / "run.safetensors", Network(), Network()
    other.load_state_dict(network.state_dict())
    held = HELD, HELD_LABELS
    run = RecordedRun(POINTS, LABELS, path=path, validation=held)
    whole = RecordedRun(POINTS, LABELS, validation=held)
    for steps in (3, 2, 4):
        train(run, steps, network)
        run.finish()
    train(whole, 9, other)
    assert_the_same_numbers(open_recording(path), whole.finish())


def test_a_network_that_is_trained_on_from_elsewhere_is_told() -> None:
    run, network = RecordedRun(POINTS, LABELS), Network()
    train(run, 3, network)
    run.finish()
    nn.init.ones_(network.inner.weight)
    with pytest.warns(UserWarning, match="not from a recorded state, so that a new recording"):
        train(run, 2, network)
    assert run.finish().last_step == 2


def test_nothing_is_recorded_before_training() -> None:
    with pytest.raises(UsageError, match="nothing is being recorded: training has not begun"):
        RecordedRun(POINTS, LABELS).finish()


def test_mistakes_are_told_before_training(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'evry'"):
        RecordedRun(POINTS, LABELS, evry=2)  # type: ignore[call-arg]
    (tmp_path / "file").touch()
    with pytest.raises(RecordingError, match="choose another with path="):
        RecordedRun(POINTS, LABELS, path=tmp_path / "file" / "run.safetensors")
