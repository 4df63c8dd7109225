"""A surface is cut open along ways that lie on one line, and only along those."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from scenes.films.gradient_descent.leaps.cut import Cut, cut_along

DOMAIN = ((-30.0, 30.0), (-30.0, 30.0))
GOAL, BACK = np.array([8.0, 2.0]), np.array([-1.0, 1.0])


def ways(*rates: float) -> list[np.ndarray]:
    return [descend(DescentSpec(surface="bowl", rate=rate, steps=4)).path for rate in rates]


@pytest.fixture
def cut() -> Cut:
    found = cut_along(ways(0.01, 0.9, 1.05), GOAL, DOMAIN, BACK)
    assert found is not None
    return found


def test_all_of_the_ways_lie_at_the_edge_of_what_is_left(cut: Cut) -> None:
    points = np.concatenate(ways(0.01, 0.9, 1.05))
    assert cut.patch.holds(points).all()
    along = cut.edge[-1] - cut.edge[0]
    along /= np.linalg.norm(along)
    off = (points - cut.edge[0]) @ np.array([-along[1], along[0]])
    assert np.abs(off).max() < 0.1
    assert not cut.patch.holds(points - BACK).any()


def test_what_is_left_lies_behind_and_reaches_beyond_the_farthest_landing(cut: Cut) -> None:
    middle = cut.patch.grid(3)[1, 1]
    assert (middle - GOAL) @ BACK > 0
    farthest = np.linalg.norm(np.concatenate(ways(1.05)) - GOAL, axis=1).max()
    reach = np.linalg.norm(cut.edge[[0, -1]] - GOAL, axis=1)
    assert (reach > farthest).all()


def test_the_other_side_is_left_where_the_viewer_stands_on_the_other_one() -> None:
    found = cut_along(ways(0.9), GOAL, DOMAIN, -BACK)
    assert found is not None
    assert (found.patch.grid(3)[1, 1] - GOAL) @ BACK < 0


def test_ways_that_bend_are_not_cut_along() -> None:
    bent = np.array([[28.0, 27], [20, 2], [8, 2]])
    assert cut_along([bent], GOAL, DOMAIN, BACK) is None
    assert cut_along([np.array([[28.0, np.nan], [8, 2]])], GOAL, DOMAIN, BACK) is None
