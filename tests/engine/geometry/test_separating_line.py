"""A line parts two sets of points whenever one can, with as much room as there is."""

import numpy as np
import pytest
from scipy.optimize import linprog
from sklearn.svm import SVC

from engine.geometry.separating_line import hull_of, separating_normal
from tests.support.point_sets import KINDS, point_set


def can_be_parted(points: np.ndarray, labels: np.ndarray) -> bool:
    """Ask a linear program."""
    signs = np.where(labels == 1, 1.0, -1.0)
    rows = -signs[:, None] * np.c_[points, np.ones(len(points))]
    answer = linprog(np.zeros(3), A_ub=rows, b_ub=-np.ones(len(points)), bounds=[(None, None)] * 3)
    return answer.status == 0


def parted(points: np.ndarray, labels: np.ndarray, normal: np.ndarray) -> bool:
    heights = points @ normal
    return heights[labels == 1].min() > heights[labels == 0].max()


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_there_just_when_a_linear_program_finds_one(kind: str) -> None:
    rng = np.random.default_rng(1)
    for _ in range(60):
        points = point_set(kind, rng)
        labels = np.r_[0, 1, rng.integers(0, 2, len(points) - 2)]
        normal = separating_normal(points[labels == 0], points[labels == 1])
        assert (normal is not None) == can_be_parted(points, labels)
        assert normal is None or parted(points, labels, normal)


@pytest.mark.parametrize("gap", [1e-2, 1e-5, 1e-9, 1e-12])
@pytest.mark.parametrize("count", [5, 300, 20_000])
def test_a_thin_gap_is_found_among_many_points(gap: float, count: int) -> None:
    rng = np.random.default_rng(count)
    points, way = rng.normal(size=(count, 2)), np.array([0.6, -0.8])
    labels = (points @ way > np.median(points @ way)).astype(int)
    points += gap * np.outer(2 * labels - 1, way)
    normal = separating_normal(points[labels == 0], points[labels == 1])
    assert normal is not None
    assert parted(points, labels, normal)


def test_it_leaves_as_much_room_as_a_support_vector_machine() -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(40, 2))
    labels = np.repeat([0, 1], 20)
    points[labels == 1] += [5.0, 3.0]
    normal = separating_normal(points[labels == 0], points[labels == 1])
    machine = SVC(kernel="linear", C=1e6).fit(points, labels)
    best = machine.coef_[0] / np.linalg.norm(machine.coef_)
    assert normal == pytest.approx(best, abs=1e-2)


def test_the_hull_holds_the_corners_alone() -> None:
    rng = np.random.default_rng(0)
    corners = np.array([[-9.0, -9.0], [9.0, -9.0], [9.0, 9.0], [-9.0, 9.0]])
    hull = hull_of(np.vstack([rng.normal(size=(500, 2)), corners, corners]))
    assert sorted(map(tuple, hull)) == sorted(map(tuple, corners))
