"""Film time goes where there is motion, and never stands still or runs back."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import DivergenceError
from engine.geometry import warps
from engine.geometry.pace import STEADY, Pace, pace_by_decisions, pace_by_motion
from engine.geometry.projections import depth_views, exact_view
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train

POINTS = np.random.default_rng(0).normal(size=(250, 2)).astype(np.float32)


def scaled_in_steps(factors: list[float]) -> Recording:
    """Record a network that does nothing but multiply by one factor after another."""
    network = nn.Sequential(nn.Linear(2, 2, bias=False))
    recorder = Recorder(network, POINTS, np.arange(250) % 2)
    for factor in factors:
        network[0].weight.data = factor * torch.eye(2)
        recorder.record(torch.tensor(0.0))
    return recorder.finish(measured=True)


def test_progress_strictly_increases_from_0_to_1(run: Recording) -> None:
    views = depth_views(run, 2)
    assert len(views) == run.depth + 1
    for depth, view in enumerate(views):
        pace = pace_by_motion(run, depth, view)
        np.testing.assert_array_equal(pace.steps, run.steps)
        assert pace.progress[0] == 0
        assert pace.progress[-1] == 1
        assert (np.diff(pace.progress) > 0).all()


def test_twice_the_motion_takes_twice_the_time_beyond_the_steady_share() -> None:
    pace = pace_by_motion(scaled_in_steps([1, 2, 4, 4, 5]), 1, exact_view(2, 2))
    beyond = np.diff(pace.progress) - STEADY / 4
    np.testing.assert_allclose(beyond, (1 - STEADY) * np.array([1, 2, 0, 1]) / 4, atol=1e-6)


def test_a_long_run_is_paced_as_one_whole_and_not_chunk_by_chunk(
    mlp: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = pace_by_motion(mlp, 2, depth_views(mlp, 2)[2])
    monkeypatch.setattr(warps, "CHUNK_BYTES", 20_000)
    in_chunks = pace_by_motion(mlp, 2, depth_views(mlp, 2)[2])
    np.testing.assert_allclose(in_chunks.progress, at_once.progress, atol=1e-6)


def test_a_run_that_never_moves_is_paced_by_its_steps(mlp: Recording) -> None:
    pace = pace_by_motion(mlp, 0, exact_view(2, 2))
    np.testing.assert_allclose(pace.progress, mlp.steps / mlp.last_step)


def test_the_motion_is_that_of_the_data_in_the_picture(mlp: Recording) -> None:
    views = depth_views(mlp, 2)
    pace = pace_by_motion(mlp, 2, views[2])
    warp = Warp(mlp)
    seen = [views[2].project(warp.trace(mlp.data.features, step)[2]) for step in mlp.steps]
    moved = np.linalg.norm(np.diff(seen, axis=0), axis=-1).mean(axis=1)
    expected = STEADY / 120 + (1 - STEADY) * moved / moved.sum()
    np.testing.assert_allclose(np.diff(pace.progress), expected, rtol=1e-3)


def test_steps_recorded_unevenly_keep_their_order(mlp: Recording) -> None:
    kept = [0, 1, 2, 40, 120]
    tensors = {name: rows[:][kept] for name, rows in mlp.tensors.items()}
    sparse = Recording(mlp.data, mlp.stages, np.array(kept), mlp.metrics, tensors)
    pace = pace_by_motion(sparse, 3, exact_view(2, 2))
    assert (np.diff(pace.progress) > 0).all()
    assert pace.progress[3] - pace.progress[2] > STEADY * 38 / 120


def test_the_step_at_a_progress_is_read_off_continuously() -> None:
    pace = Pace(np.array([0, 10, 20]), np.array([0, 0.8, 1]))
    assert pace.step_at(0) == 0
    assert pace.step_at(0.4) == 5
    assert pace.step_at(0.9) == pytest.approx(15)
    assert pace.step_at(1) == 20
    assert pace.step_at(2) == 20


def test_a_single_recorded_state_has_a_pace_too() -> None:
    pace = pace_by_motion(scaled_in_steps([1]), 1, exact_view(2, 2))
    assert pace.step_at(0) == pace.step_at(1) == 0


@pytest.mark.parametrize("broken", [np.nan, np.inf, 3e38])
def test_motion_beyond_all_numbers_takes_no_time_from_the_motion_before(broken: float) -> None:
    pace = pace_by_motion(scaled_in_steps([1, 2, 4, broken]), 1, exact_view(2, 2))
    beyond = np.diff(pace.progress) - STEADY / 3
    np.testing.assert_allclose(beyond, (1 - STEADY) * np.array([1, 2, 0]) / 3, atol=1e-6)


def test_a_run_that_diverged_can_be_paced() -> None:
    with pytest.raises(DivergenceError) as caught:
        train(RunSpec(optimizer="sgd", rate=1e6, samples=30))
    recording = caught.value.recording
    pace = pace_by_motion(recording, recording.depth, exact_view(2, 2))
    assert (np.diff(pace.progress) > 0).all()
    assert pace.progress[-1] == 1


def test_time_by_decisions_goes_where_places_change_sides() -> None:
    network = nn.Sequential(nn.Linear(2, 1))
    recorder = Recorder(network, POINTS, np.arange(250) % 2)
    for threshold in (0.0, 1.0, 1.0, 4.0):
        network[0].weight.data = torch.tensor([[1.0, 0.0]])
        network[0].bias.data = torch.tensor([-threshold])
        recorder.record(torch.tensor(0.0))
    across = np.arange(0.5, 5)  # one place changes at the first step, none, then three
    pace = pace_by_decisions(recorder.finish(measured=True), np.column_stack([across, across]))
    beyond = np.diff(pace.progress) - STEADY / 3
    np.testing.assert_allclose(beyond, (1 - STEADY) * np.array([1, 0, 3]) / 4, atol=1e-9)
