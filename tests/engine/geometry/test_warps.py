"""Points go where the torch module sends them, and continuously in between."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import UsageError
from engine.geometry.warps import Warp
from engine.networks.activations import ACTIVATIONS
from engine.networks.stages import Affine
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from tests.support.own_networks import OWN, RecordLoop, grid, module_of, moments, outputs_of

# Equal to torch


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("architecture", ["residual", "mlp"])
def test_a_trace_is_the_module_s_own_forward_pass(architecture: str, activation: str) -> None:
    recording = train(
        RunSpec(
            architecture=architecture,
            activation=activation,
            hidden=(6, 4),
            samples=20,
            steps=10,
            settle=10,
        )
    )
    points = np.concatenate([grid(), recording.data.features])
    for step in moments(recording):
        expected = outputs_of(module_of(recording, step), points)
        traced = Warp(recording).trace(points, step)
        assert len(traced) == len(expected)
        for mine, theirs in zip(traced, expected, strict=True):
            np.testing.assert_allclose(mine, theirs, atol=1e-6)


def test_a_trained_network_is_traced_at_every_step(run: Recording) -> None:
    warp = Warp(run)
    for step in [*moments(run), 0.5, 3.75]:
        expected = outputs_of(module_of(run, step), grid())
        for mine, theirs in zip(warp.trace(grid(), step), expected, strict=True):
            np.testing.assert_allclose(mine, theirs, atol=1e-6)


@pytest.mark.parametrize("build", OWN.values(), ids=OWN)
def test_anybody_s_network_is_traced_as_it_runs_in_evaluation(
    build: Callable[[], nn.Module], recorded: RecordLoop
) -> None:
    network = build()
    recording = recorded(network, steps=6)
    network.double().eval()
    with torch.no_grad():
        expected = network(torch.tensor(grid()))
    np.testing.assert_allclose(Warp(recording).trace(grid(), 6)[-1], expected, atol=1e-6)
    # In the middle of the run as well.
    network.load_state_dict(recording.parameters(3), strict=False)
    with torch.no_grad():
        expected = network(torch.tensor(grid()))
    np.testing.assert_allclose(Warp(recording).trace(grid(), 3)[-1], expected, atol=1e-6)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_points_are_mapped_in_their_own_precision(mlp: Recording, dtype: type) -> None:
    warp = Warp(mlp)
    points = grid().astype(dtype)
    assert {y.dtype for y in warp.trace(points, 5)} == {np.dtype(dtype)}
    assert warp.warp(points, 0.4, 5.5).dtype == dtype
    assert warp.jacobian(points, 1.5, 5).dtype == dtype
    np.testing.assert_allclose(warp.trace(points, 5)[-1], warp.trace(grid(), 5)[-1], atol=1e-4)


def test_whole_numbers_and_lists_are_points_too(mlp: Recording) -> None:
    warp = Warp(mlp)
    expected = warp.trace(np.array([[1.0, -2.0]]), 5)[-1]
    np.testing.assert_array_equal(warp.trace([[1, -2]], 5)[-1], expected)  # type: ignore[arg-type]


def test_no_points_are_mapped_to_no_points(mlp: Recording) -> None:
    warp = Warp(mlp)
    nothing = np.empty((0, 2))
    assert warp.trace(nothing, 5)[-1].shape == (0, 2)
    assert next(warp.sweep(nothing, [0, 5])).shape == (2, 0, 2)


def test_the_points_handed_in_are_not_touched(run: Recording) -> None:
    points = grid()
    warp = Warp(run)
    warp.trace(points, 1)[0][:] = 7
    warp.warp(points, 0, 1)[:] = 7
    np.testing.assert_array_equal(points, grid())


# Continuous in depth


def test_at_a_whole_depth_the_warp_is_the_trace(run: Recording) -> None:
    warp = Warp(run)
    for step in moments(run):
        traces = warp.trace(grid(), step)
        assert len(traces) == run.depth + 1
        for depth, traced in enumerate(traces):
            np.testing.assert_array_equal(warp.warp(grid(), depth, step), traced)


@pytest.mark.parametrize("architecture", ["residual", "mlp", *OWN])
def test_close_to_a_whole_depth_the_warp_is_close_to_the_trace(
    architecture: str, residual: Recording, mlp: Recording, recorded: RecordLoop
) -> None:
    known = {"residual": residual, "mlp": mlp}
    recording = known[architecture] if architecture in known else recorded(OWN[architecture]())
    warp, step = Warp(recording), recording.last_step
    traced = warp.trace(grid(), step)
    assert len(traced) == recording.depth + 1 > 1
    for depth in range(recording.depth):
        scale = 1 + max(np.abs(traced[depth]).max(), np.abs(traced[depth + 1]).max())
        after = warp.warp(grid(), depth + 1e-7, step)
        before = warp.warp(grid(), depth + 1 - 1e-7, step)
        wider = max(recording.width(depth), recording.width(depth + 1))
        assert after.shape == before.shape == (len(grid()), wider)
        np.testing.assert_allclose(after, padded(traced[depth], wider), atol=1e-4 * scale)
        np.testing.assert_allclose(before, padded(traced[depth + 1], wider), atol=1e-4 * scale)


def padded(points: np.ndarray, width: int) -> np.ndarray:
    """Give points that have no coordinate yet, or none any more, a zero there."""
    return np.pad(points, [(0, 0), (0, width - points.shape[1])])


def test_no_hundredth_of_a_stage_takes_a_point_more_than_a_tenth_of_its_way(
    run: Recording,
) -> None:
    warp = Warp(run)
    fractions = np.linspace(0, 1, 101)
    points = grid(2.2, 8)
    assert run.depth > 0
    for step in moments(run):
        for depth in range(run.depth):
            width = max(run.width(depth), run.width(depth + 1))
            path = [padded(warp.warp(points, depth + f, step), width) for f in fractions]
            moved = np.linalg.norm(np.diff(path, axis=0), axis=-1)
            assert (moved <= 0.1 * moved.sum(axis=0) + 1e-9).all()


@pytest.mark.parametrize("part", [0, 0.2, 0.5, 0.65, 0.9])
def test_no_quarter_of_a_step_takes_a_point_far_unless_a_turn_passes_half_a_turn(
    run: Recording, part: float
) -> None:
    warp = Warp(run)
    points = grid(2.2, 6)
    steps = np.arange(0, min(run.last_step, 60), 0.25)
    for depth in np.arange(run.depth) + part:
        path = np.array([warp.warp(points, depth, step) for step in steps])
        moved = np.linalg.norm(np.diff(path, axis=0), axis=-1).max(axis=1)
        assert np.median(moved) <= 0.02 * np.ptp(path, axis=(0, 1)).max()
        for far in np.flatnonzero(moved > 0.02 * np.ptp(path, axis=(0, 1)).max()):
            assert part > 0
            for step in steps[far : far + 2]:
                turns = np.abs(warp.linear_part(int(depth), step).angles)
                assert turns.max() > 0.95 * np.pi


def test_a_residual_block_moves_points_along_straight_lines(residual: Recording) -> None:
    warp = Warp(residual)
    start, end = (warp.warp(grid(), depth, 40) for depth in (0, 1))
    for fraction in (0.25, 0.8):
        halfway = warp.warp(grid(), fraction, 40)
        np.testing.assert_allclose(halfway, start + fraction * (end - start), atol=1e-12)


def test_an_activation_moves_points_along_straight_lines(mlp: Recording) -> None:
    warp = Warp(mlp)
    start, end = (warp.warp(grid(), depth, 40) for depth in (1, 2))
    halfway = warp.warp(grid(), 1.25, 40)
    np.testing.assert_allclose(halfway, 0.75 * start + 0.25 * end, atol=1e-12)


def test_a_square_affine_stage_folds_space_only_where_its_matrix_reflects(
    residual: Recording, mlp: Recording
) -> None:
    for recording in (residual, mlp):
        depth = recording.depth - 1
        stage = recording.stages[depth]
        assert isinstance(stage, Affine)
        for step in moments(recording):
            matrix = recording.parameters(step)[f"{stage.name}.weight"].numpy()
            warp = Warp(recording)
            origin = np.zeros((1, recording.data.dims))
            tween = warp.linear_part(depth, step)
            np.testing.assert_allclose(tween.at(1), matrix, atol=1e-12)
            signs = np.sign([np.linalg.det(tween.at(f)) for f in np.linspace(0, 1, 200)])
            changes = np.count_nonzero(np.diff(signs))
            assert changes == tween.reflected == (np.linalg.det(matrix) < 0)
            assert warp.warp(origin, depth, step).shape == (1, 2)


@pytest.mark.parametrize("depth", [-0.1, 5.01, 99, float("nan")])
def test_a_depth_outside_the_network_is_refused(mlp: Recording, depth: float) -> None:
    with pytest.raises(UsageError, match=f"^depth {depth:g}: the network has 5 layers, "):
        Warp(mlp).warp(grid(), depth, 0)


@pytest.mark.parametrize("points", [np.zeros(2), np.zeros((4, 3)), np.zeros((1, 4, 2))])
def test_points_of_another_shape_are_refused(mlp: Recording, points: np.ndarray) -> None:
    warp = Warp(mlp)
    for ask in (warp.trace, lambda x, step: warp.warp(x, 0.5, step)):
        with pytest.raises(UsageError, match=r"this network takes \(points, 2\)$"):
            ask(points, 0)
