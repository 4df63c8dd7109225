"""Slices that turn about a network: each goes through it, and its losses are the network's own."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.landscape.landscape import LossField
from engine.landscape.parameter_space import ParameterSpace
from engine.landscape.planes import principal_plane
from engine.landscape.turning import (
    another_slice,
    slice_of,
    slice_of_weights,
    telling_weights,
    turning_loss,
)
from engine.recordings.recording import Recording
from engine.training.networks import build_network

GRID = np.linspace(-1.5, 0.5, 5), np.linspace(-0.5, 1.5, 5)


def rebuilt_loss(run: Recording, point: np.ndarray) -> float:
    """Compute the loss with a module whose parameters are set to a point."""
    network = build_network(run.spec, run.data.dims, run.data.classes)
    space = ParameterSpace.of(run)
    network.load_state_dict(space.split(torch.from_numpy(point).float()))
    x, y = torch.tensor(run.data.features), torch.tensor(run.data.labels)
    with torch.no_grad():
        return nn.functional.cross_entropy(network(x), y).item()


def test_a_square_turns_about_its_network_and_ends_on_the_other(run: Recording) -> None:
    plane = principal_plane(run)
    square = slice_of(plane, *GRID)
    first = slice_of_weights(plane.centre, np.array([0, 3]), 1.0)
    turned = first
    for side in (0, 1):
        begun = turned
        for share in np.linspace(0, 1, 5):
            turned = begun.towards(square, share, side)
            assert turned.plane.points(turned.seen_at) == pytest.approx(plane.centre)
            assert turned.sides[1 - side] == pytest.approx(begun.sides[1 - side])
    corner = turned.plane.points(np.array([1.0, -1.0]))
    assert corner == pytest.approx(plane.points(np.array([0.5, -0.5])))


def test_another_slice_is_as_large_and_goes_another_way(run: Recording) -> None:
    square = slice_of(principal_plane(run), *GRID)
    other = another_slice(square, seed=1)
    assert np.linalg.norm(other.sides, axis=1) == pytest.approx([1, 1])
    assert square.sides @ other.sides[0] == pytest.approx([0, 0], abs=1e-9)
    assert not np.allclose(other.sides[0], another_slice(square, seed=2).sides[0])


def test_losses_are_those_of_the_network_with_these_weights(run: Recording) -> None:
    plane = principal_plane(run)
    field = LossField(run, plane.step)
    turning = turning_loss(field, plane, *GRID, seed=0)
    assert (turning.before.shape, turning.after.shape) == ((6, 5, 5), (4, 5, 5))
    theta = plane.centre.copy()
    theta[turning.weights] = turning.places[4], turning.second_places[1]
    assert turning.before[0, 1, 4] == pytest.approx(rebuilt_loss(run, theta), rel=1e-4)
    # The fourth slice: the plane's first direction, and still the second weight.
    x, _ = GRID
    theta = plane.centre + x[4] * plane.directions[0]
    theta[turning.weights[1]] -= 1.0
    assert turning.before[3, 0, 4] == pytest.approx(rebuilt_loss(run, theta), rel=1e-4)
    assert turning.before[0, 2, 2] == pytest.approx(turning.network_loss, rel=1e-4)


def test_the_two_weights_are_those_that_raise_the_loss_most(run: Recording) -> None:
    plane = principal_plane(run)
    field = LossField(run, plane.step)
    chosen = telling_weights(field, plane, 0.7)

    def raised(i: int) -> float:
        moved = slice_of_weights(plane.centre, np.array([i, i]), 0.7)
        ends = np.array([[0.0, -1.0], [0.0, 1.0]])
        return float(field.on(moved.plane, ends).loss.min())

    order = sorted(range(len(plane.centre)), key=raised, reverse=True)
    assert [raised(i) for i in chosen] == pytest.approx([raised(i) for i in order[:2]], rel=1e-5)
