"""The geometry of painting: what comes first, and how lines follow their cells."""

import numpy as np
import pytest

from scenes.mobjects.arrays.painting import (
    back_to_front,
    cells,
    dotted,
    outward,
    ribbons,
)

PLANE = np.stack([*np.meshgrid(np.arange(4.0), np.arange(3.0)), np.zeros((3, 4))], axis=-1)
"""A grid of two rows of three unit cells."""


def test_cells_come_row_by_row_and_their_corners_go_round() -> None:
    corners = cells(PLANE[..., :2])
    assert corners.shape == (6, 4, 2)
    assert corners[0].tolist() == [[0, 0], [1, 0], [1, 1], [0, 1]]
    assert corners[4].tolist() == [[1, 1], [2, 1], [2, 2], [1, 2]]


def test_the_cells_of_a_steep_graph_come_in_the_one_right_order() -> None:
    x = np.linspace(0, 8, 9)
    steep = np.tile([0.0, 5, -3, 4, 9, 0, -6, 2, 1], (2, 1))
    strip = np.stack([*np.meshgrid(x, [0.0, 1.0]), steep], axis=-1)
    assert back_to_front(strip, np.array([1.0, 0, 0.1, 0])).tolist() == [*range(8)]
    assert back_to_front(strip, np.array([-1.0, 0, 0.1, 0])).tolist() == [*range(7, -1, -1)]
    order = back_to_front(strip, np.array([3.5, 0.5, 2, 1])).tolist()
    assert order[-1] == 3
    assert [cell for cell in order if cell <= 3] == [0, 1, 2, 3]
    assert [cell for cell in order if cell >= 3] == [7, 6, 5, 4, 3]


def test_polygons_grow_by_as_much_on_every_side_and_sharp_ones_are_blunted() -> None:
    square = np.array([[[0.0, 0], [2, 0], [2, 1], [0, 1]]])
    grown = np.array([[-0.1, -0.1], [2.1, -0.1], [2.1, 1.1], [-0.1, 1.1]])
    assert outward(square, 0.1)[0] == pytest.approx(grown)
    assert outward(square[:, ::-1], 0.1)[0] == pytest.approx(grown[::-1])
    needle = np.array([[[0.0, 0], [5, 0.01], [5, 0.02], [0, 0.01]]])
    assert np.abs(outward(needle, 0.1) - needle).max() < 0.41


def test_cells_that_are_no_graph_are_ordered_by_their_distance() -> None:
    around = np.linspace(0, 2 * np.pi, 9)
    v, u = np.meshgrid(around, np.linspace(0, 1, 4))
    tube = np.stack([np.cos(v), np.sin(v), u], axis=-1)
    centres = cells(tube).mean(axis=1)
    far = back_to_front(tube, np.array([1.0, 0.5, 0.2, 0]))
    assert sorted(far) == list(range(24))
    assert (np.diff(centres[far] @ [1.0, 0.5, 0.2]) >= -1e-12).all()
    eye = np.array([4.0, 1.0, 2.0])
    near = back_to_front(tube, np.append(eye, 1.0))
    assert (np.diff(np.linalg.norm(centres[near] - eye, axis=1)) <= 1e-12).all()


def test_each_edge_of_a_grid_is_one_ribbon_painted_after_both_cells_beside_it() -> None:
    order = np.array([5, 0, 3, 1, 4, 2])
    after, strips = ribbons(PLANE[..., :2], 1, order, half=0.1, longer=0.0)
    assert strips.shape == (3 * 3 + 4 * 2, 4, 2)
    middles = strips.mean(axis=1)
    corners = cells(PLANE[..., :2])
    for place, middle in zip(after, middles, strict=True):
        low, high = corners.min(axis=1) - 1e-9, corners.max(axis=1) + 1e-9
        beside = ((low <= middle) & (middle <= high)).all(axis=1).nonzero()[0]
        assert place == max(order.tolist().index(cell) for cell in beside)


def test_ribbons_are_as_wide_as_asked_and_reach_into_their_neighbours_but_not_over_the_edge() -> (
    None
):
    _, strips = ribbons(PLANE[..., :2], 1, np.arange(6), half=0.1, longer=0.25)
    level = strips[:9]
    assert np.ptp(level[..., 1], axis=1) == pytest.approx(np.full(9, 0.2))
    assert sorted(np.ptp(level[:3, :, 0], axis=1)) == pytest.approx([1.25, 1.25, 1.5])
    assert (level[..., 0].min(), level[..., 0].max()) == (0, 3)


def test_a_line_stands_at_every_second_row_and_at_the_last() -> None:
    long = np.stack(np.meshgrid(np.arange(2.0), np.arange(6.0)), axis=-1)
    _, strips = ribbons(long, 2, np.arange(5), half=0.01, longer=0.0)
    level = strips[:4].mean(axis=1)
    assert level[:, 1].tolist() == pytest.approx([0, 2, 4, 5])


def test_dot_products_are_those_of_each_pair() -> None:
    a, b = np.random.default_rng(0).normal(size=(2, 5, 4, 3))
    np.testing.assert_allclose(dotted(a, b), (a * b).sum(axis=-1))
