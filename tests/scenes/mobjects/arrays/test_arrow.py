"""An arrow that may be moved anew for each frame."""

import numpy as np
import pytest

from scenes.mobjects.arrays.arrow import HEAD, Arrow


def test_it_reaches_from_its_start_to_its_end() -> None:
    start, end = np.array([1.0, 2.0]), np.array([-2.0, 6.0])
    outline = Arrow("#ffffff").set_ends(start, end).points[:, :2]
    way = (end - start) / 5
    along = (outline - start) @ way
    assert (along.min(), along.max()) == pytest.approx((0, 5))
    assert outline[along.argmax()] == pytest.approx(end)


def test_a_short_one_has_a_shorter_head() -> None:
    def width(length: float) -> float:
        arrow = Arrow("#ffffff").set_ends(np.zeros(2), np.array([length, 0.0]))
        return float(np.ptp(arrow.points[:, 1]))

    assert width(5) == pytest.approx(width(2 * HEAD))
    assert width(HEAD) == pytest.approx(width(5) / 2)


def test_one_that_leads_nowhere_is_not_drawn() -> None:
    assert len(Arrow("#ffffff").set_ends(np.ones(2), np.ones(2)).points) == 0
