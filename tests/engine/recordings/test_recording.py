"""A recording gives the parameters at any step, and what was measured at it."""

import pickle
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.recordings.opening import load
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from tests.support.structure import ROOT


def test_parameters_at_a_recorded_step_are_those_recorded(run: Recording) -> None:
    for index in (0, len(run.steps) // 2, len(run.steps) - 1):
        theta = run.parameters(run.steps[index], torch.float32)
        assert theta.keys() == run.tensors.keys() != set()
        for name, value in theta.items():
            assert torch.equal(value, run.tensors[name][:][index])


def test_between_recorded_steps_parameters_are_interpolated_linearly(mlp: Recording) -> None:
    before, between, after = (mlp.parameters(step) for step in (7, 7.25, 8))
    assert between.keys() == mlp.tensors.keys() != set()
    for name, value in between.items():
        torch.testing.assert_close(value, 0.75 * before[name] + 0.25 * after[name])


def test_steps_that_were_not_recorded_are_interpolated_over(recorded_sparsely: Recording) -> None:
    assert recorded_sparsely.steps.tolist() == [0, 4, 8, 10]
    before, between, after = (recorded_sparsely.parameters(step) for step in (8, 9.5, 10))
    for name, value in between.items():
        torch.testing.assert_close(value, 0.25 * before[name] + 0.75 * after[name])


@pytest.fixture
def recorded_sparsely(mlp: Recording) -> Recording:
    kept = [0, 4, 8, 10]
    tensors = {name: rows[:][kept] for name, rows in mlp.tensors.items()}
    return Recording(mlp.data, mlp.stages, np.array(kept), mlp.metrics, tensors)


@pytest.mark.parametrize(("step", "clamped"), [(-3, 0), (1e9, 120)])
def test_a_step_outside_the_run_is_clamped(mlp: Recording, step: float, clamped: int) -> None:
    outside, within = mlp.parameters(step), mlp.parameters(clamped)
    assert outside.keys() == within.keys() != set()
    assert all(torch.equal(outside[name], within[name]) for name in within)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_parameters_come_in_the_precision_asked_for(mlp: Recording, dtype: torch.dtype) -> None:
    assert {value.dtype for value in mlp.parameters(1.5, dtype).values()} == {dtype}


def test_rows_are_the_parameters_of_a_range_of_recorded_steps(mlp: Recording) -> None:
    rows = mlp.rows(3, 6)
    assert rows.keys() == mlp.tensors.keys() != set()
    for i in range(3):
        for name, value in mlp.parameters(mlp.steps[3 + i], torch.float32).items():
            assert torch.equal(rows[name][i], value)


def test_it_knows_its_depth_its_widths_and_its_last_step(mlp: Recording) -> None:
    assert mlp.depth == 5
    assert [mlp.width(depth) for depth in range(6)] == [2, 16, 16, 2, 2, 2]
    assert mlp.last_step == 120


def test_a_metric_is_read_at_any_step(mlp: Recording) -> None:
    loss = mlp.metrics.loss
    assert mlp.measured(loss, 5) == pytest.approx(loss[5])
    assert mlp.measured(loss, 5.5) == pytest.approx((loss[5] + loss[6]) / 2)


def test_a_metric_is_read_past_what_was_not_measured(mlp: Recording) -> None:
    values = np.array([1.0, np.nan, 3.0, np.nan])
    assert mlp.measured(values, 1) == 2
    assert mlp.measured(values, 9) == 3
    assert np.isnan(mlp.measured(np.full(4, np.nan), 1))


@pytest.mark.parametrize("odd", [np.nan, np.inf])
def test_it_finds_the_first_parameter_that_is_not_finite(mlp: Recording, odd: float) -> None:
    assert mlp.first_not_finite() is None
    tensors = {name: rows[:].clone() for name, rows in mlp.tensors.items()}
    first, second, *_ = tensors
    tensors[first][9:].view(-1)[-1] = odd
    tensors[second][5:].view(len(tensors[second]) - 5, -1)[:, 0] = odd
    broken = Recording(mlp.data, mlp.stages, mlp.steps, mlp.metrics, tensors)
    assert broken.first_not_finite() == (second, int(mlp.steps[5]))


def test_it_saves_itself(mlp: Recording, tmp_path: Path) -> None:
    path = mlp.save(str(tmp_path / "run.safetensors"))
    assert path == tmp_path / "run.safetensors"
    assert load(path).spec == mlp.spec


@pytest.mark.parametrize("from_file", [False, True])
def test_it_goes_to_another_process_whole(mlp: Recording, tmp_path: Path, from_file: bool) -> None:
    sent = load(mlp.save(tmp_path / "run.safetensors")) if from_file else mlp
    received = pickle.loads(pickle.dumps(sent))
    (tmp_path / "run.safetensors").unlink(missing_ok=True)
    assert received.stages == mlp.stages
    assert (received.data.features == mlp.data.features).all()
    assert received.metrics.loss.tolist() == mlp.metrics.loss.tolist()
    for step in (0, 7.5, 120):
        for name, value in received.parameters(step).items():
            assert torch.equal(value, mlp.parameters(step)[name])


def test_a_file_of_the_first_format_is_read_as_ever() -> None:
    """Written before there were probes, branches and validation."""
    run = load(ROOT / "tests/data/format1.safetensors")
    spec = RunSpec(hidden=(3,), samples=20, steps=6)
    again = train(spec)
    assert run.spec == spec
    assert run.stages == again.stages
    np.testing.assert_array_equal(run.data.features, again.data.features)
    np.testing.assert_allclose(run.metrics.loss, again.metrics.loss, rtol=1e-5)
    assert not run.metrics.are_validated
