"""The best of all lines is that which trying every pair of points finds."""

import numpy as np
import pytest

from engine.geometry.all_lines import best_normal
from tests.support.point_sets import KINDS, point_set


def right_across(points: np.ndarray, labels: np.ndarray, normal: np.ndarray) -> float:
    """Return the most points that a line with this normal gets right."""
    heights = np.round(points @ normal, 10)
    levels = np.unique(heights)
    cuts = [levels[0] - 1, *(levels[:-1] + levels[1:]) / 2, levels[-1] + 1]
    right = [((heights > cut) == (labels == 1)).mean() for cut in cuts]
    return max(*right, 1 - min(right))


def best_by_force(points: np.ndarray, labels: np.ndarray) -> float:
    """Try lines just beside every two points."""
    best = max((labels == 1).mean(), (labels != 1).mean())
    for i, point in enumerate(points):
        for other in points[:i]:
            x, y = other - point
            for angle in np.arctan2(y, x) + np.array([-1e-6, 1e-6, np.pi / 2]):
                normal = np.array([-np.sin(angle), np.cos(angle)])
                best = max(best, right_across(points, labels, normal))
    return best


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_no_pair_of_points_shows_a_better_line(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    points = point_set(kind, rng)
    labels = rng.integers(0, 2, len(points))
    found = right_across(points, labels, best_normal(points, labels))
    assert found == pytest.approx(best_by_force(points, labels))


def test_points_at_one_place_are_not_parted() -> None:
    points, labels = np.ones((5, 2)), np.array([0, 1, 1, 0, 1])
    assert right_across(points, labels, best_normal(points, labels)) == pytest.approx(0.6)
