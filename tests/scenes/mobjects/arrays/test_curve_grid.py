"""The grid: two families of curves, cut at the panel's edge."""

import numpy as np
import pytest

from scenes.mobjects.arrays.curve_grid import CurveGrid

LOW, HIGH = np.array([-2.0, -1.0]), np.array([2.0, 1.0])


@pytest.fixture
def grid() -> CurveGrid:
    return CurveGrid(("#112233", "#445566"), LOW, HIGH)


def level(heights: list[float], reach: float) -> np.ndarray:
    """Horizontal lines of 9 samples from -reach to reach."""
    x = np.linspace(-reach, reach, 9)
    return np.stack([np.column_stack([x, np.full(9, y)]) for y in heights])


def test_each_family_is_one_outline_of_all_its_curves(grid: CurveGrid) -> None:
    rows, columns = level([-0.5, 0, 0.5], 1.5), level([0.2, 0.4], 0.9)[..., ::-1]
    grid.set_curves(rows, columns)
    first, second = grid.submobjects
    assert len(first.points) == 3 * 8 * 4
    assert len(second.points) == 2 * 8 * 4
    assert {tuple(p) for p in rows.reshape(-1, 2)} <= {tuple(p[:2]) for p in first.points}


def test_it_is_cut_at_its_box(grid: CurveGrid) -> None:
    grid.set_curves(level([-3, 0.9], 5), level([0], 0.5))
    points = grid.submobjects[0].points
    assert (points[:, 0].min(), points[:, 0].max()) == pytest.approx((-2, 2))
    assert points[:, 1] == pytest.approx(np.full(len(points), 0.9))


def test_segments_that_are_not_shown_are_left_out(grid: CurveGrid) -> None:
    curves = level([0], 1)
    shown = np.arange(8)[None] < 3
    grid.set_curves(curves, curves, [shown, ~shown])
    assert [len(family.points) for family in grid] == [3 * 4, 5 * 4]


def test_drawn_anew_it_keeps_nothing_of_the_old_curves(grid: CurveGrid) -> None:
    grid.set_curves(level([0.1, 0.2], 1), level([0.3], 1))
    grid.set_curves(level([-9], 1), level([-0.5], 1))
    assert len(grid.submobjects[0].points) == 0
    assert (grid.submobjects[1].points[:, 1] == -0.5).all()
