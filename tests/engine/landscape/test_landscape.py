"""Landscapes: the loss at each place is that of a network there, and shadows tell the truth."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from engine.landscape.batched_networks import ManyNetworks
from engine.landscape.landscape import (
    Landscape,
    landscape,
    loss_along,
    loss_between,
    shadow,
    shows_recorded_loss,
)
from engine.landscape.parameter_space import ParameterSpace
from engine.landscape.planes import checkpoint_plane, principal_plane, random_plane
from engine.recordings.recording import Recording
from engine.results import load_result, save_result
from engine.training.networks import build_network

X, Y = np.linspace(-1, 1, 7), np.linspace(-0.6, 0.6, 5)


def rebuilt_loss(run: Recording, point: np.ndarray) -> float:
    """Compute the loss with a module whose parameters are set to a point."""
    network = build_network(run.spec, run.data.dims, run.data.classes)
    space = ParameterSpace.of(run)
    network.load_state_dict(space.split(torch.from_numpy(point).float()))
    x, y = torch.tensor(run.data.features), torch.tensor(run.data.labels)
    with torch.no_grad():
        return nn.functional.cross_entropy(network(x), y).item()


def test_each_place_has_the_loss_of_a_network_with_its_parameters(run: Recording) -> None:
    plane = random_plane(run, run.last_step)
    computed = landscape(run, plane, X, Y)
    assert computed.loss.shape == (len(Y), len(X))
    u, v = plane.directions
    expected = [[rebuilt_loss(run, plane.centre + a * u + b * v) for a in X] for b in Y]
    assert computed.loss == pytest.approx(np.array(expected), rel=1e-5, abs=1e-6)
    assert ((computed.accuracy >= 0) & (computed.accuracy <= 1)).all()


def test_the_centre_has_the_loss_that_was_measured_in_training(run: Recording) -> None:
    for step in (0, 30):
        computed = landscape(run, random_plane(run, step), X, Y)
        assert computed.loss[2, 3] == pytest.approx(run.metrics.loss[step], abs=1e-6)
        assert computed.accuracy[2, 3] == pytest.approx(run.metrics.accuracy[step], abs=1e-6)


def test_it_does_not_matter_how_much_is_computed_at_once(run: Recording) -> None:
    plane = principal_plane(run)
    whole, parts = (
        landscape(run, plane, X, Y),
        landscape(run, plane, X, Y, networks=ManyNetworks(run, chunk=500)),
    )
    assert parts.loss == pytest.approx(whole.loss, rel=1e-5)


def test_it_tells_how_far_it_is(mlp: Recording) -> None:
    told: list[tuple[int, str]] = []
    computed = landscape(mlp, principal_plane(mlp), X, Y, lambda *news: told.append(news))
    assert [done for done, _ in told] == [1, 2, 3, 4, 5]
    assert told[-1][1].endswith(f"lowest loss {computed.loss.min():.4f}")


def test_a_shadow_says_how_far_the_run_is_from_the_plane(run: Recording) -> None:
    plane = principal_plane(run)
    seen = shadow(run, plane)
    points = ParameterSpace.of(run).trajectory(run).astype(np.float64)
    basis = plane.directions
    offset = points - plane.centre
    along = offset @ basis.T @ basis
    assert seen.coordinates == pytest.approx(offset @ basis.T, abs=1e-9)
    assert seen.distance == pytest.approx(np.linalg.norm(offset - along, axis=1), abs=1e-9)
    share = (along[:-1] ** 2).sum(axis=1) / (offset[:-1] ** 2).sum(axis=1)
    assert seen.captured[:-1] == pytest.approx(share, abs=1e-6)
    assert seen.distance[-1] == pytest.approx(0, abs=1e-9)
    assert seen.captured[-1] == 1


def test_a_shadow_has_the_plane_s_loss_and_the_true_one(run: Recording) -> None:
    plane = principal_plane(run)
    seen = shadow(run, plane)
    assert seen.true_loss[:-1] == pytest.approx(run.metrics.loss[:-1], abs=1e-6)
    for index in (0, 10):
        place = plane.points(seen.coordinates[index])
        assert seen.plane_loss[index] == pytest.approx(rebuilt_loss(run, place), rel=1e-4)
    assert seen.plane_loss[-1] == pytest.approx(seen.true_loss[-1], abs=1e-6)
    assert abs(seen.plane_loss[10] - seen.true_loss[10]) > 1e-4


def test_at_its_checkpoints_a_run_lies_on_their_plane(run: Recording) -> None:
    seen = shadow(run, checkpoint_plane(run, (0, 20, 50)))
    for step in (0, 20, 50):
        assert seen.distance[step] == pytest.approx(0, abs=1e-6)
        assert seen.plane_loss[step] == pytest.approx(seen.true_loss[step], rel=1e-4)
    assert seen.distance[10] > 1e-3


def test_a_random_plane_captures_next_to_nothing_of_a_run(mlp: Recording) -> None:
    assert shadow(mlp, random_plane(mlp, mlp.last_step)).explained < 0.3
    assert shadow(mlp, principal_plane(mlp)).explained > 0.7


def test_running_statistics_stay_as_they_are_at_the_centre(recorded) -> None:
    network = nn.Sequential(nn.Linear(2, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 3))
    run = recorded(network, steps=6)
    plane = principal_plane(run)
    x, y = torch.tensor(run.data.features), torch.tensor(run.data.labels)
    with torch.no_grad():
        end = nn.functional.cross_entropy(network.eval()(x), y).item()
    seen = shadow(run, plane)
    assert landscape(run, plane, X, Y).loss[2, 3] == pytest.approx(end, abs=1e-6)
    assert seen.plane_loss[-1] == pytest.approx(end, abs=1e-6)
    assert seen.true_loss[-1] == pytest.approx(end, abs=1e-6)


def test_a_slice_between_two_steps_begins_and_ends_with_their_losses(run: Recording) -> None:
    places = np.linspace(0, 1, 5)
    cut = loss_between(run, 4, 40, places)
    assert cut.loss[[0, -1]] == pytest.approx(run.metrics.loss[[4, 40]], abs=1e-6)
    space = ParameterSpace.of(run)
    halfway = (space.at(run, 4) + space.at(run, 40)) / 2
    assert cut.loss[2] == pytest.approx(rebuilt_loss(run, halfway), rel=1e-5)


def test_a_slice_along_a_direction_is_a_row_of_the_landscape(mlp: Recording) -> None:
    plane = random_plane(mlp, mlp.last_step)
    cut = loss_along(mlp, mlp.last_step, plane.directions[0], X)
    computed = landscape(mlp, plane, X, np.array([0.0]))
    assert cut.loss == pytest.approx(computed.loss[0], rel=1e-5)
    assert cut.accuracy == pytest.approx(computed.accuracy[0])


def test_it_is_kept_in_a_file(mlp: Recording, tmp_path: Path) -> None:
    computed = landscape(mlp, principal_plane(mlp), X, Y)
    read = load_result(Landscape, save_result(computed, tmp_path / "landscape.safetensors"))
    assert np.array_equal(read.loss, computed.loss)
    assert np.array_equal(read.shadow.coordinates, computed.shadow.coordinates)
    assert np.array_equal(read.plane.directions, computed.plane.directions)
    assert read.shadow.explained == computed.shadow.explained


def test_a_loss_other_than_the_recorded_one_is_known(mlp: Recording) -> None:
    assert shows_recorded_loss(mlp) is True
    weighted = replace(mlp, metrics=replace(mlp.metrics, loss=2 * mlp.metrics.loss))
    assert shows_recorded_loss(weighted) is False
    untold = replace(mlp, metrics=replace(mlp.metrics, loss=np.nan * mlp.metrics.loss))
    assert shows_recorded_loss(untold) is None
