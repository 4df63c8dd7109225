"""The triangle of three probabilities."""

import numpy as np
import pytest

from engine.experiments.softmax import softmax
from scenes.films.outputs_and_losses.simplex import LEVELS, Simplex
from scenes.theme.theme import THEMES


@pytest.fixture
def simplex() -> Simplex:
    return Simplex(np.array([1.0, -0.5]), 4.0, THEMES["dark"])


def test_certainties_are_corners_and_the_even_share_is_the_centre(simplex: Simplex) -> None:
    assert simplex.place(np.eye(3)) == pytest.approx(simplex.corners)
    assert simplex.place(np.full(3, 1 / 3)) == pytest.approx(np.array([1.0, -0.5]))
    sides = np.linalg.norm(simplex.corners - np.roll(simplex.corners, 1, axis=0), axis=1)
    assert sides == pytest.approx(4.0)
    left, right, top = simplex.corners
    assert left[0] < top[0] < right[0]
    assert left[1] == pytest.approx(right[1])
    assert top[1] > left[1]


def test_the_point_and_its_path_go_where_the_probabilities_are(simplex: Simplex) -> None:
    probabilities = np.array([softmax(np.array([1.0, 2.0, 0.0]), t) for t in (0.1, 1.0, 10.0)])
    simplex.display(probabilities[1])
    assert simplex.point.get_center()[:2] == pytest.approx(simplex.place(probabilities[1]))
    simplex.set_path(probabilities)
    assert simplex.path.points[0, :2] == pytest.approx(simplex.place(probabilities[0]))
    assert simplex.path.points[-1, :2] == pytest.approx(simplex.place(probabilities[2]))


def test_lines_join_points_where_one_class_has_the_same_probability(simplex: Simplex) -> None:
    ends = simplex.submobjects[1].points[:, :2].reshape(-1, 4, 2)[:, [0, 3]]
    frame = np.vstack([simplex.corners.T, np.ones(3)])
    weights = np.linalg.solve(frame, np.vstack([ends.reshape(-1, 2).T, np.ones(18)])).T
    weights = weights.reshape(3, len(LEVELS), 2, 3)
    for k in range(3):
        for level, line in zip(LEVELS, weights[k], strict=True):
            assert line[:, k] == pytest.approx(level)
            assert np.sort(line, axis=1)[:, 0] == pytest.approx(0)
