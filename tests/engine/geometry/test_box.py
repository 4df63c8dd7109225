"""Boxes bound what lies in them."""

import numpy as np

from engine.geometry.box import Box


def test_a_box_bounds_points_with_a_margin_of_its_longest_side() -> None:
    points = np.array([[0.0, 0.0], [4.0, 1.0], [2.0, -1.0]])
    box = Box.around(points, margin=0.25)
    np.testing.assert_array_equal(box.low, [-1, -2])
    np.testing.assert_array_equal(box.high, [5, 2])
    np.testing.assert_array_equal(box.size, [6, 4])
    np.testing.assert_array_equal(box.centre, [2, 0])


def test_a_box_bounds_points_of_any_shape() -> None:
    paths = np.random.default_rng(0).normal(size=(5, 7, 3))
    box = Box.around(paths)
    np.testing.assert_array_equal(box.low, paths.min(axis=(0, 1)))
    np.testing.assert_array_equal(box.high, paths.max(axis=(0, 1)))


def test_a_box_goes_towards_another_with_both_corners() -> None:
    one, other = Box(np.zeros(2), np.ones(2)), Box(np.array([4.0, -2.0]), np.array([9.0, 3.0]))
    between = one.towards(other, 0.25)
    np.testing.assert_array_equal(between.low, [1, -0.5])
    np.testing.assert_array_equal(between.high, [3, 1.5])


def test_boxes_meet_where_they_share_more_than_an_edge() -> None:
    box = Box(np.zeros(2), np.array([2.0, 1.0]))
    beside = Box(np.array([2.0, 0.0]), np.array([3.0, 1.0]))
    across = Box(np.array([1.0, -5.0]), np.array([1.5, 5.0]))
    assert not box.meets(beside)
    assert box.meets(across)
    assert across.meets(box)
    assert box.meets(box)
