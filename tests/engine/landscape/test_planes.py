"""Planes: random directions are scaled filter by filter, principal ones are scikit-learn's."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA
from torch import nn

from engine.errors import UsageError
from engine.landscape.parameter_space import ParameterSpace
from engine.landscape.plane_spec import PlaneSpec
from engine.landscape.planes import (
    MARGIN,
    checkpoint_plane,
    checkpoints_of,
    plane_of,
    principal_plane,
    random_plane,
    square_of,
)
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train


def by_name(run: Recording, direction: np.ndarray) -> dict[str, np.ndarray]:
    parts = ParameterSpace.of(run).split(torch.from_numpy(direction))
    return {name: part.numpy() for name, part in parts.items()}


@pytest.mark.parametrize("step", [0, 40])
def test_each_filter_of_a_random_direction_is_as_long_as_that_of_the_weights(
    run: Recording, step: int
) -> None:
    plane = random_plane(run, step, seed=3)
    theta = run.parameters(step)
    assert len(plane.directions) == 2
    assert by_name(run, plane.directions[0]).keys() == theta.keys()
    for direction in plane.directions:
        for name, part in by_name(run, direction).items():
            if part.ndim == 1:
                assert (part == 0).all()
            else:
                lengths = np.linalg.norm(theta[name].numpy(), axis=1)
                assert np.linalg.norm(part, axis=1) == pytest.approx(lengths)


def test_random_directions_have_both_signs_and_depend_on_the_seed_alone(run: Recording) -> None:
    plane = random_plane(run, run.last_step, seed=3)
    for direction in plane.directions:
        drawn = direction[direction != 0]
        assert 0.2 < (drawn > 0).mean() < 0.8
    again, other = (random_plane(run, run.last_step, seed) for seed in (3, 4))
    assert np.array_equal(plane.directions, again.directions)
    assert not np.allclose(plane.directions, other.directions)


def test_a_random_plane_passes_through_the_step_it_is_taken_at(run: Recording) -> None:
    space = ParameterSpace.of(run)
    plane = random_plane(run, 5)
    assert np.array_equal(plane.points(np.zeros((1, 2)))[0], space.at(run, 5))
    assert plane.step == 5


def test_a_network_of_zeros_has_no_filters_to_scale_to(recorded) -> None:
    network = nn.Sequential(nn.Linear(2, 3))
    nn.init.zeros_(network[0].weight)
    with pytest.raises(UsageError, match="at step 0 all weights are 0"):
        random_plane(recorded(network), 0)


def test_the_principal_plane_is_scikit_learns_and_contains_the_end(run: Recording) -> None:
    plane = principal_plane(run)
    trajectory = ParameterSpace.of(run).trajectory(run).astype(np.float64)
    reference = PCA(2).fit(trajectory)
    assert plane.explained(trajectory) == pytest.approx(reference.explained_variance_ratio_.sum())
    for ours, theirs in zip(plane.directions, reference.components_, strict=True):
        assert abs(ours @ theirs) == pytest.approx(1, abs=1e-6)
    assert np.array_equal(plane.centre, trajectory[-1])


def test_it_is_the_same_whether_there_are_more_steps_or_more_parameters() -> None:
    spec = RunSpec(hidden=(2,), samples=20, steps=60, target_accuracy=1.0, settle=100)
    run = train(spec)
    trajectory = ParameterSpace.of(run).trajectory(run)
    assert trajectory.shape[0] > trajectory.shape[1]
    reference = PCA(2).fit(trajectory.astype(np.float64))
    explained = principal_plane(run).explained(trajectory.astype(np.float64))
    assert explained == pytest.approx(reference.explained_variance_ratio_.sum())


def test_a_run_that_has_not_moved_along_two_directions_has_no_principal_plane(recorded) -> None:
    with pytest.raises(UsageError, match="--plane random"):
        principal_plane(recorded(nn.Sequential(nn.Linear(2, 3)), steps=1))


def test_a_plane_through_three_checkpoints_contains_all_three(run: Recording) -> None:
    steps = (0, 20, 50)
    space = ParameterSpace.of(run)
    plane = checkpoint_plane(run, steps)
    points = np.stack([space.at(run, step) for step in steps])
    assert plane.points(plane.project(points)) == pytest.approx(points)
    assert np.array_equal(plane.centre, points[-1])
    assert plane.directions @ plane.directions.T == pytest.approx(np.eye(2), abs=1e-12)


@pytest.mark.parametrize("steps", [(3, 3, 9), (3, 9, 9), (3, 9, 3), (3, 3, 3), (3, 3.5, 4)])
def test_three_checkpoints_on_a_line_span_no_plane(run: Recording, steps) -> None:
    with pytest.raises(UsageError, match=r"--checkpoints 3,[\d.]+,[\d.]+: .*one line"):
        checkpoint_plane(run, steps)


def test_the_projection_is_the_nearest_place_even_if_the_directions_are_aslant(
    run: Recording,
) -> None:
    plane = random_plane(run, run.last_step)
    point = ParameterSpace.of(run).at(run, 0)
    reference, *_ = np.linalg.lstsq(plane.directions.T, point - plane.centre, rcond=None)
    assert plane.project(point[None])[0] == pytest.approx(reference)


def test_the_principal_plane_is_turned_so_that_a_run_comes_from_the_left(run: Recording) -> None:
    way = principal_plane(run).project(ParameterSpace.of(run).trajectory(run).astype(np.float64))
    assert way[0, 0] < way[-1, 0]
    assert way[:, 1].mean() > way[-1, 1]


def test_a_spec_names_the_plane(mlp: Recording) -> None:
    last = mlp.last_step
    for plane, expected in (
        ("pca", principal_plane(mlp)),
        ("random", random_plane(mlp, last, seed=5)),
        ("checkpoints", checkpoint_plane(mlp, (0, last // 2, last))),
    ):
        spec = PlaneSpec(plane=plane)
        laid = plane_of(mlp, spec, checkpoints_of(mlp, spec), seed=5)
        assert laid.kind == plane
        assert np.array_equal(laid.directions, expected.directions)


def test_checkpoints_beyond_the_end_are_refused(mlp: Recording) -> None:
    chosen = PlaneSpec(plane="checkpoints", checkpoints=(0, 3, mlp.last_step))
    assert checkpoints_of(mlp, chosen) == (0, 3, mlp.last_step)
    with pytest.raises(UsageError, match="the run has only"):
        checkpoints_of(mlp, PlaneSpec(plane="checkpoints", checkpoints=(0, 3, 10_000)))


def test_checkpoints_that_were_not_recorded_are_refused() -> None:
    run = train(RunSpec(data="halves", hidden=(4, 2), steps=30, record_every=10))
    chosen = PlaneSpec(plane="checkpoints", checkpoints=(0, 14, 30))
    with pytest.raises(UsageError, match="--checkpoints 14: this step was not recorded; the near"):
        checkpoints_of(run, chosen)
    assert checkpoints_of(run, PlaneSpec(plane="checkpoints")) == (0, 10, 30)


def test_the_square_holds_all_of_the_run_and_a_margin(mlp: Recording) -> None:
    plane = principal_plane(mlp)
    middle, half = square_of(mlp, plane, 1.0)
    seen = plane.project(ParameterSpace.of(mlp).trajectory(mlp).astype(float))
    assert np.abs(seen - middle).max() == pytest.approx(half / MARGIN)
    assert square_of(mlp, plane, 2.0)[1] == pytest.approx(2 * half)
    assert square_of(mlp, random_plane(mlp, 3), 0.7)[1] == 0.7


def test_of_a_run_that_has_not_moved_nothing_is_said_to_be_held(run: Recording) -> None:
    plane = random_plane(run, 5)
    points = np.repeat(ParameterSpace.of(run).trajectory(run)[:1], 4, axis=0).astype(np.float64)
    assert np.isnan(plane.explained(points))
