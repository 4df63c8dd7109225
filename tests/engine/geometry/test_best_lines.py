"""The best straight lines are those that trying all of them finds."""

from pathlib import Path

import numpy as np
import pytest

from engine.geometry import best_lines as module
from engine.geometry.best_lines import best_lines
from engine.recordings.opening import load


def best_by_force(points: np.ndarray, labels: np.ndarray, angle: float) -> float:
    """Try a line between every two points, either way round."""
    height = points @ [np.cos(angle), np.sin(angle)]
    levels = np.unique(np.round(height, 9))
    cuts = [levels[0] - 1, *(levels[:-1] + levels[1:]) / 2, levels[-1] + 1]
    right = [((height > cut) == labels).mean() for cut in cuts]
    return max(max(right), 1 - min(right))


@pytest.mark.parametrize("seed", range(5))
def test_the_best_lines_are_those_found_by_brute_force(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points, labels = rng.normal(size=(30, 2)), rng.integers(0, 2, 30)
    fan = best_lines(points, labels, lines=25)
    forced = [best_by_force(points, labels, angle) for angle in fan.angles]
    assert fan.accuracy == pytest.approx(np.array(forced))


@pytest.mark.parametrize("seed", range(5))
def test_points_exactly_behind_one_another_are_not_parted(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.integers(-2, 3, (40, 2)).astype(float)
    labels = rng.integers(0, 2, 40)
    fan = best_lines(points, labels, lines=9)  # straight up and along the diagonals too
    forced = [best_by_force(points, labels, angle) for angle in fan.angles]
    assert fan.accuracy == pytest.approx(np.array(forced))


@pytest.mark.parametrize("whole", [False, True])
def test_every_line_of_the_fan_does_as_well_as_it_says(whole: bool) -> None:
    rng = np.random.default_rng(3)
    points = rng.normal(size=(50, 2))
    points = points.round() if whole else points
    labels = (points[:, 0] + 0.5 * rng.normal(size=50) > 0).astype(int)
    fan = best_lines(points, labels)
    assert fan.angles[0] == 0
    assert fan.angles[-1] == pytest.approx(np.pi)
    for angle, offset, claimed in zip(fan.angles, fan.offsets, fan.accuracy, strict=True):
        above = points @ [np.cos(angle), np.sin(angle)] > offset
        right = (above == labels).mean()
        assert max(right, 1 - right) == pytest.approx(claimed)


def test_a_line_that_parts_everything_is_found() -> None:
    rng = np.random.default_rng(0)
    normal = np.array([np.cos(1.2), np.sin(1.2)])
    points = rng.normal(size=(60, 2))
    labels = (points @ normal > 0.4).astype(int)
    points += np.outer(2 * labels - 1, normal)
    fan = best_lines(points, labels)
    assert fan.accuracy.max() == 1
    assert fan.accuracy[np.abs(fan.angles - 1.2).argmin()] == 1


def test_no_line_parts_the_spirals(hero_file: Path) -> None:
    data = load(hero_file).data
    assert best_lines(data.features, data.labels).accuracy.max() < 0.75


@pytest.mark.parametrize("scale", [(1.0, 1000.0), (1e-4, 1e3), (1.0, 1.0), (1e6, 1e-6)])
@pytest.mark.parametrize("count", [40, 3_000])
def test_classes_that_a_line_parts_are_parted_whatever_the_scale(
    scale: tuple[float, float], count: int
) -> None:
    rng = np.random.default_rng(count)
    points = rng.normal(size=(count, 2))
    labels = (points[:, 1] > points[:, 0]).astype(int)
    fan = best_lines((points + [3, 5]) * scale, labels)
    assert fan.accuracy.max() == 1
    assert fan.is_best
    best = int(fan.accuracy.argmax())
    normal = [np.cos(fan.angles[best]), np.sin(fan.angles[best])]
    above = ((points + [3, 5]) * scale) @ normal > fan.offsets[best]
    assert len(set(above == (labels == 1))) == 1


def test_of_very_many_points_the_best_line_of_all_is_not_claimed() -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(3_000, 2)) * [1, 1e4]
    labels = (points[:, 0] + points[:, 1] / 1e4 + 0.3 * rng.normal(size=3_000) > 0).astype(int)
    fan = best_lines(points, labels)
    assert not fan.is_best
    assert fan.accuracy.max() > 0.9


@pytest.mark.parametrize("whole", [False, True], ids=["scattered", "on a lattice"])
@pytest.mark.parametrize("seed", range(4))
def test_leaving_out_hopeless_bands_changes_nothing(
    seed: int, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(seed)
    points = 4 * rng.normal(size=(3_000, 2))
    points = points.round() if whole else points
    labels = (points[:, 0] + seed * rng.normal(size=3_000) > 0).astype(int)
    fan = best_lines(points, labels, lines=33)
    monkeypatch.setattr(module, "MOST_BANDS", 1)
    plain = best_lines(points, labels, lines=33)
    np.testing.assert_array_equal(fan.accuracy, plain.accuracy)
    np.testing.assert_array_equal(fan.offsets, plain.offsets)
