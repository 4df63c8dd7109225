"""A way of two legs: drawn as far as it is covered, with its numbers outside."""

import numpy as np
import pytest

from scenes.films.linear_algebra.legs import Legs

STOPS = np.array([[0.0, 0.0], [3.0, 0.0], [3.0, 2.0]])


@pytest.fixture
def legs() -> Legs:
    return Legs(("#ff0000", "#00ff00"), 4, "#000000")


def test_a_leg_goes_as_far_as_it_is_covered(legs: Legs) -> None:
    legs.covered = np.array([0.5, 0.0])
    legs.draw(STOPS, np.array([3.0, 2.0]), 1.0)
    first, second = legs.paths
    np.testing.assert_allclose(first.points[[0, -1], :2], [[0, 0], [1.5, 0]])
    assert not len(second.points)


@pytest.mark.parametrize("flip", [[1, 1], [-1, 1], [1, -1], [-1, -1]], ids=str)
def test_numbers_stand_outside_beside_the_middles_of_their_legs(
    legs: Legs, flip: list[int]
) -> None:
    stops = STOPS * flip
    legs.draw(stops, np.array([0.83, -0.51]), 1.0)
    below, beside = (number.get_center()[:2] * flip for number in legs.numbers)
    assert below == pytest.approx([1.5, below[1]], abs=0.05)
    assert beside == pytest.approx([beside[0], 1.0], abs=0.05)
    assert below[1] + legs.numbers[0].height / 2 < -0.1
    assert beside[0] - legs.numbers[1].width / 2 > 3.1


def test_numbers_are_smaller_where_the_camera_is_close(legs: Legs) -> None:
    heights = []
    for size in (1.0, 0.5):
        legs.draw(STOPS, np.array([3.0, 2.0]), size)
        heights.append(legs.numbers[0].height)
    assert heights[1] == pytest.approx(heights[0] / 2)


def test_a_way_that_leads_nowhere_is_not_drawn(legs: Legs) -> None:
    legs.draw(np.zeros((3, 2)), np.zeros(2), 1.0)
    assert not any(len(path.points) for path in legs.paths)
    assert all(np.isfinite(number.points).all() for number in legs.numbers)
