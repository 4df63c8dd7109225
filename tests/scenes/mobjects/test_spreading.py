"""Labels at the ends of lines are moved apart, and no further than needed."""

import numpy as np
import pytest

from scenes.mobjects.spreading import spread


def test_what_is_far_enough_apart_stays() -> None:
    heights = np.array([2.0, -1.0, 0.5])
    assert spread(heights, 1.0, -3, 3) == pytest.approx(heights)


def test_neighbours_end_a_gap_apart_in_their_order() -> None:
    apart = spread(np.array([0.1, 0.0, 0.05]), 0.5, -3, 3)
    assert np.argsort(apart).tolist() == [1, 2, 0]
    assert np.diff(np.sort(apart)) == pytest.approx([0.5, 0.5], abs=0.01)
    assert apart.mean() == pytest.approx(0.05, abs=0.01)


def test_all_stay_between_the_limits() -> None:
    apart = spread(np.array([5.0, 5.0, -9.0]), 0.5, -1, 1)
    assert apart.min() >= -1
    assert apart.max() <= 1
    assert np.diff(np.sort(apart)).min() == pytest.approx(0.5, abs=0.01)


def test_an_order_that_is_given_is_kept() -> None:
    apart = spread(np.array([0.0, 0.0, 0.0]), 0.5, -3, 3, order=np.array([2, 0, 1]))
    assert np.argsort(apart).tolist() == [2, 0, 1]


def test_no_heights_need_no_room() -> None:
    assert len(spread(np.empty(0), 0.5, -1, 1)) == 0
