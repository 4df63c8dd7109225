"""A line with two sides: its share, its mistakes and its regions agree with one another."""

import numpy as np
import pytest

from engine.geometry.box import Box
from scenes.films.representation.half_planes import HalfPlanes

RNG = np.random.default_rng(3)
POINTS = RNG.normal(size=(80, 2))
LABELS = (POINTS @ [1.0, 0.4] + 0.3 * RNG.normal(size=80) > 0.2).astype(int)


def test_the_best_line_is_as_good_as_any_other() -> None:
    best = HalfPlanes.best(POINTS, LABELS)
    others = [
        HalfPlanes(angle, offset).share_right(POINTS, LABELS)
        for angle in np.linspace(0, 2 * np.pi, 60)
        for offset in np.linspace(-2, 2, 41)
    ]
    assert best.share_right(POINTS, LABELS) >= max(others) - 1 / len(POINTS)
    assert best.share_right(POINTS, LABELS) > 0.85


@pytest.mark.parametrize("line", [HalfPlanes(0.3, 0.1), HalfPlanes(4.0, -0.5)])
def test_rings_are_counted_by_the_share(line: HalfPlanes) -> None:
    rings = line.mistakes(POINTS, LABELS) > 0
    assert 1 - rings.mean() == pytest.approx(line.share_right(POINTS, LABELS))


def test_it_is_what_a_classifier_decides() -> None:
    weights, biases = np.array([[1.0, 2.0], [-0.5, 0.25]]), np.array([0.3, -0.2])
    decided = (POINTS @ weights.T + biases).argmax(axis=1)
    line = HalfPlanes.of_classifier(weights, biases)
    assert line.share_right(POINTS, decided) == 1


def test_it_turns_the_short_way_and_ends_at_the_other_line() -> None:
    one, other, middle = HalfPlanes(3.0, 0.2), HalfPlanes(-3.0, -0.4), np.array([1.0, 2.0])
    ends = [one.towards(other, p, middle) for p in (0.0, 0.5, 1.0)]
    assert ends[0].offset == pytest.approx(one.offset)
    assert ends[1].angle == pytest.approx(np.pi, abs=0.01)
    assert ends[2].normal == pytest.approx(other.normal)
    assert ends[2].offset == pytest.approx(other.offset)


def test_its_regions_fill_a_box_and_meet_at_the_line() -> None:
    line, box = HalfPlanes(0.7, 0.1), Box(np.array([-2.0, -1.0]), np.array([2.0, 1.0]))
    (zero,), (one,) = line.regions(box)
    assert (line.heights(zero) <= 1e-9).all()
    assert (line.heights(one) >= -1e-9).all()
    (piece,) = line.pieces(box)
    assert line.heights(piece) == pytest.approx([0, 0])
