"""Whatever ends a run, what was recorded until then is kept, and the recording says why."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.data.dataset import Dataset
from engine.data.make_dataset import make_dataset
from engine.errors import DivergenceError
from engine.recordings.run_spec import RunSpec
from engine.training import training
from engine.training.networks import build_network
from engine.training.training import train
from tests.support.textbook_loop import SHORT, assert_same, by_hand


def test_it_ends_when_all_steps_are_done() -> None:
    recording = train(SHORT)
    assert recording.stopped == "all steps done"
    assert recording.last_step == 12


@pytest.mark.parametrize("settle", [0, 1, 10])
def test_it_ends_once_the_target_is_reached_and_has_settled(settle: int) -> None:
    spec = RunSpec(data="blobs", hidden=(8,), samples=60, noise=0.1, settle=settle, rate=0.05)
    recording = train(spec)
    accuracy = recording.metrics.accuracy
    reached = int(np.argmax(accuracy == 1))
    assert recording.stopped == "target reached"
    assert recording.last_step == reached + settle
    assert accuracy[-1] == 1


def test_it_does_not_end_in_a_dip_below_the_target() -> None:
    spec = RunSpec(samples=60, hidden=(8,), rate=0.5, target_accuracy=0.95, settle=4)
    recording = train(spec)
    above = np.flatnonzero(recording.metrics.accuracy >= 0.95)
    assert recording.stopped == "target reached"
    assert recording.last_step == above[above >= above[0] + 4][0]


@pytest.mark.parametrize("right", range(20, 100, 9))
def test_a_target_reached_exactly_is_reached(right: int) -> None:
    # The first step's accuracy is some multiple of 1/100, which float32 may put below itself.
    data = make_dataset("xor", samples=100)
    outputs = build_and_predict(data)
    labels = np.where(np.arange(100) < right, outputs, 1 - outputs)
    spec = RunSpec(hidden=(3,), settle=0, target_accuracy=right / 100)
    recording = train(spec, data=replace(data, labels=labels))
    assert recording.last_step == 0
    assert recording.stopped == "target reached"


def build_and_predict(data: Dataset) -> np.ndarray:
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(12)
        network = build_network(RunSpec(hidden=(3,)), 2, 2)
        return network(torch.tensor(data.features)).argmax(1).numpy()


def test_a_target_of_nothing_is_reached_at_once() -> None:
    recording = train(replace(SHORT, target_accuracy=0.0, settle=2))
    assert recording.last_step == 2
    assert recording.stopped == "target reached"


@pytest.mark.parametrize(
    "spec",
    [
        RunSpec(optimizer="sgd", rate=1e6),
        RunSpec(optimizer="sgd", rate=1e6, activation="relu", weight_decay=0.0),
        RunSpec(optimizer="sgd", rate=1e6, hidden=(8,), activation="relu", batch=10),
        RunSpec(optimizer="sgd", rate=1e6, hidden=(8,), loss="mse"),
    ],
)
def test_divergence_is_told_and_what_was_recorded_is_kept(spec: RunSpec) -> None:
    with pytest.raises(DivergenceError) as caught:
        train(replace(spec, samples=30))
    recording = caught.value.recording
    step = recording.last_step
    assert str(caught.value).startswith(f"training diverged at step {step} (loss ")
    assert "lower --rate (it was 1e+06)" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert recording.stopped == "diverged"
    assert recording.steps.tolist() == list(range(step + 1))
    assert np.isfinite(recording.metrics.loss[:-1]).all()
    assert not np.isfinite(recording.metrics.loss[-1])
    for value in recording.parameters(step - 1).values():
        assert torch.isfinite(value).all()


def test_the_start_of_a_run_recorded_rarely_is_kept_when_it_diverges() -> None:
    spec = RunSpec(optimizer="sgd", rate=1e6, samples=30, record_every=1000)
    with pytest.raises(DivergenceError) as caught:
        train(spec)
    recording = caught.value.recording
    assert recording.steps[0] == 0
    assert all(torch.isfinite(value).all() for value in recording.parameters(0).values())


def test_ctrl_c_between_steps_keeps_what_was_recorded() -> None:
    def interrupt(step: int, loss: float, accuracy: float) -> None:
        if step == 7:
            raise KeyboardInterrupt

    recording = train(SHORT, interrupt)
    assert recording.stopped == "interrupted"
    assert_same(recording, by_hand(SHORT)[:8])
    assert recording.metrics.loss.tolist() == train(SHORT).metrics.loss[:8].tolist()
    assert np.isfinite(recording.metrics.accuracy).all()


@pytest.mark.parametrize("when", ["before", "after"])
def test_ctrl_c_around_an_update_keeps_the_weights_as_they_are_then(
    monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    step, calls = torch.optim.AdamW.step, []

    def interrupt(self: torch.optim.AdamW) -> None:
        calls.append(when)
        if len(calls) < 5 or when == "after":
            step(self)
        if len(calls) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(torch.optim.AdamW, "step", interrupt)
    recording = train(SHORT)
    monkeypatch.undo()
    states = by_hand(SHORT)
    assert recording.stopped == "interrupted"
    assert_same(recording, [*states[:5], states[4 if when == "before" else 5]])
    losses = train(SHORT).metrics.loss
    assert recording.metrics.loss[-1] == pytest.approx(losses[4 if when == "before" else 5])


def test_divergence_between_measured_steps_is_noticed_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spec = RunSpec(optimizer="sgd", rate=1e6, hidden=(8,), activation="relu", batch=10, samples=64)
    with pytest.raises(DivergenceError) as often:
        train(spec)
    monkeypatch.setattr(training, "MEASURED", 1)
    with pytest.raises(DivergenceError) as rarely:
        train(spec)
    first, last = often.value.recording.last_step, rarely.value.recording.last_step
    assert first <= last < 64
    assert rarely.value.recording.stopped == "diverged"
    assert not np.isfinite(rarely.value.recording.metrics.loss[-1])
