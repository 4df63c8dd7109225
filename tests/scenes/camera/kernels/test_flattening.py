"""Flattening: polylines lie along their curves, and are joined where Manim joins curves."""

import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.kernels.flattening import NEAREST, TOLERANCE, flattened

ONE, HERE = np.ones(2), np.zeros(2)
CURVE = np.array([[[0.0, 0], [30, 80], [60, -70], [90, 20]]])


def straight(*points: tuple[float, float]) -> np.ndarray:
    corners = np.array(points, dtype=float)
    a, b = corners[:-1, None], corners[1:, None]
    return a + np.array([0, 1 / 3, 2 / 3, 1])[:, None] * (b - a)


def along(curve: np.ndarray, count: int = 2000) -> np.ndarray:
    t = np.linspace(0, 1, count)[:, None]
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return sum(weight * point for weight, point in zip(weights, curve, strict=True))


def distances(points: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Give how far each of points (n, 2) is from a polyline."""
    a, step = line[:-1], np.diff(line, axis=0)
    t = ((points[:, None] - a) * step).sum(axis=-1) / (step**2).sum(axis=-1)
    nearest = a + np.clip(t, 0, 1)[..., None] * step
    return np.linalg.norm(points[:, None] - nearest, axis=-1).min(axis=1)


@pytest.mark.parametrize("size", [0.1, 1.0, 10.0])
def test_a_polyline_misses_its_curve_by_no_more_than_the_tolerance(size: float) -> None:
    points, bounds, closed = flattened(size * CURVE, ONE, HERE, 1e-6)
    assert (bounds.tolist(), closed.tolist()) == ([0, len(points)], [False])
    assert distances(along(size * CURVE[0]), points).max() <= TOLERANCE
    np.testing.assert_allclose(points[[0, -1]], size * CURVE[0, [0, 3]])


def test_a_straight_curve_is_one_segment() -> None:
    points, *_ = flattened(straight((1, 2), (50, 9)), ONE, HERE, 1e-6)
    np.testing.assert_allclose(points, [[1, 2], [50, 9]])


def test_places_are_in_pixels() -> None:
    points, *_ = flattened(
        straight((1, 2), (3, 4)), np.array([10.0, -10]), np.array([5.0, 50]), 0.1
    )
    np.testing.assert_allclose(points, [[15, 30], [35, 10]])


def test_a_curve_that_begins_elsewhere_begins_a_new_polyline() -> None:
    curves = np.concatenate([straight((0, 0), (9, 0), (9, 9)), straight((20, 0), (30, 0))])
    _, bounds, closed = flattened(curves, ONE, HERE, 1e-6)
    assert (bounds.tolist(), closed.tolist()) == ([0, 3, 5], [False, False])


@pytest.mark.parametrize(("gap", "joined"), [(0.0, True), (0.01, True), (0.1, False)])
def test_gaps_up_to_the_tolerance_are_joined_and_closed(gap: float, joined: bool) -> None:
    curves = straight((0, 0), (9, 0), (9, 9), (0, 0))
    curves[1:] += [gap, 0]
    _, bounds, closed = flattened(curves, ONE, HERE, 0.02)
    assert len(bounds) - 1 == (1 if joined else 2)
    assert closed[0] == joined


def test_no_two_neighbours_are_in_one_place() -> None:
    curves = np.concatenate([np.full((3, 4, 2), 7.0), straight((7, 7), (7, 7), (9, 9))])
    points, *_ = flattened(curves, ONE, HERE, 1e-6)
    assert len(points) == 2
    assert np.abs(np.diff(points, axis=0)).max() > NEAREST


def test_nothing_comes_of_nothing() -> None:
    points, bounds, closed = flattened(np.zeros((0, 4, 2)), ONE, HERE, 1e-6)
    assert (len(points), bounds.tolist(), len(closed)) == (0, [0], 0)
