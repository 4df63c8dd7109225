"""The plane under an element-wise function: before, after, and on the way."""

import numpy as np
import pytest

from engine.experiments.activated_plane import COUNT, EXTENT, ActivatedPlane
from engine.experiments.activation_facts import values
from engine.networks.activations import PICTURED


def plane_of(name: str) -> ActivatedPlane:
    return ActivatedPlane(PICTURED[name])


def test_it_begins_as_the_chapter_s_grid() -> None:
    points = plane_of("relu").points(0, 0)
    assert points.shape == (COUNT**2, 2) == (400, 2)
    assert points.min(axis=0) == pytest.approx([-EXTENT, -EXTENT])
    assert points.max(axis=0) == pytest.approx([EXTENT, EXTENT])
    assert len(np.unique(points.round(9), axis=0)) == 400


@pytest.mark.parametrize("name", PICTURED)
def test_in_the_end_the_function_has_acted_on_each_coordinate(name: str) -> None:
    plane = plane_of(name)
    start = plane.points(0, 0)
    np.testing.assert_allclose(plane.points(1, 1), values(plane.kind, start), atol=1e-12)
    np.testing.assert_array_equal(plane.points(1, 0)[:, 1], start[:, 1])
    np.testing.assert_array_equal(plane.points(0, 1)[:, 0], start[:, 0])


@pytest.mark.parametrize("name", [name for name, kind in PICTURED.items() if kind.increasing])
def test_on_the_way_an_increasing_function_lets_no_points_meet(name: str) -> None:
    plane = plane_of(name)
    for share in np.linspace(0, 0.99, 12):
        assert (np.diff(plane.blend(plane.line, share)) > 0).all()


def test_of_relu_s_quadrants_three_collapse() -> None:
    plane = plane_of("relu")
    before, after = plane.points(0, 0), plane.points(1, 1)
    x, y = before.T
    assert (after[(x < 0) & (y < 0)] == 0).all()
    assert (after[(x < 0) & (y > 0), 0] == 0).all()
    assert (after[(x > 0) & (y < 0), 1] == 0).all()
    np.testing.assert_array_equal(after[(x > 0) & (y > 0)], before[(x > 0) & (y > 0)])


def test_of_a_step_only_the_signs_are_left() -> None:
    assert len(np.unique(plane_of("heaviside").points(1, 1), axis=0)) == 4


def test_lines_go_through_the_points() -> None:
    plane = plane_of("tanh")
    across, upright = plane.lines(0.4, 0.8)
    points = plane.points(0.4, 0.8).reshape(COUNT, COUNT, 2)
    np.testing.assert_allclose(across[:, 0], points[:, 0])
    np.testing.assert_allclose(across[:, -1], points[:, -1])
    np.testing.assert_allclose(upright[:, 0], points[0])
    np.testing.assert_allclose(upright[:, -1], points[-1])


@pytest.mark.parametrize(
    ("name", "tears"), [("relu", 0), ("selu", 0), ("heaviside", 1), ("hardshrink", 2)]
)
def test_lines_are_torn_where_the_function_jumps(name: str, tears: int) -> None:
    assert (~plane_of(name).whole).sum() == tears
