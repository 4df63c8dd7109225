"""Between two slices that turn about a network, it is as high as in each of them."""

import numpy as np
import pytest

from scenes.films.landscape.turning_heights import TurningHeights, stretched

PLAN = np.linspace(-1, 1, 41)


def bowl(spot: np.ndarray, steep: float) -> np.ndarray:
    """Return a bowl (rows, columns) that is lowest, at 0.2, at a spot."""
    x, y = np.meshgrid(PLAN - spot[0], PLAN - spot[1])
    return 0.2 + steep * (np.abs(x) + np.abs(y))


def test_what_is_at_a_spot_comes_to_the_goal_and_edges_stay() -> None:
    spot, goal = np.array([0.5, -0.25]), np.array([0.0, 0.5])
    moved = stretched(bowl(spot, 1.0), spot, goal)
    row, column = np.unravel_index(int(moved.argmin()), moved.shape)
    assert [PLAN[column], PLAN[row]] == pytest.approx(goal)
    assert moved.min() == pytest.approx(0.2)
    corners = np.ix_([0, -1], [0, -1])
    assert moved[corners] == pytest.approx(bowl(spot, 1.0)[corners])


def test_the_network_is_as_high_all_the_way() -> None:
    spots = np.array([[0.0, 0.0], [0.5, 0.0], [0.5, -0.5]])
    slices = TurningHeights(
        [bowl(spot, k) for spot, k in zip(spots, (1, 0.3, 2), strict=True)], spots
    )
    for progress in np.linspace(0, 1, 21):
        heights, spot = slices.at(progress)
        middle = np.interp(spot[0], PLAN, heights[round((spot[1] + 1) * 20)])
        if np.isclose(spot[1] * 20 % 1, 0):
            assert middle == pytest.approx(0.2, abs=0.03)
    for progress, expected in ((0.0, 0), (0.5, 1), (1.0, 2)):
        heights, spot = slices.at(progress)
        assert heights == pytest.approx(slices.heights[expected])
        assert spot == pytest.approx(spots[expected])
