"""What hides what: points behind cells, and boxes around points."""

import numpy as np
import pytest

from scenes.mobjects.arrays.occlusion import Boxes, Occluder
from scenes.mobjects.arrays.painting import cells

PLANE = np.stack([*np.meshgrid(np.arange(4.0), np.arange(3.0)), np.zeros((3, 4))], axis=-1)
"""A grid of two rows of three unit cells."""


def seen_from(eye: np.ndarray) -> Occluder:
    corners = cells(PLANE)
    return Occluder(corners, corners[..., :2], eye)


def test_points_are_hidden_by_a_cell_on_their_way_to_the_eye_and_by_no_other() -> None:
    points = np.array([[0.5, 0.5, -1], [0.5, 0.5, 1], [5, 0.5, -1], [1, 1, -2], [2.5, 1.5, 0]])
    above = np.array([0.0, 0, 1, 0])
    hidden = seen_from(above).hides(points, points[:, :2], slack=1e-6)
    assert hidden.tolist() == [True, False, False, True, False]


def test_an_eye_between_the_points_and_a_cell_sees_them() -> None:
    points = np.array([[0.5, 0.5, -1.0]])
    for height, barred in ((-0.5, False), (0.5, True)):
        eye = np.array([0.5, 0.5, height, 1.0])
        hidden = seen_from(eye).hides(points, points[:, :2], slack=1e-6)
        assert hidden.tolist() == [barred]


def test_what_is_nearer_than_the_slack_bars_nothing() -> None:
    points = np.array([[0.5, 0.5, -0.1]])
    above = np.array([0.0, 0, 1, 0])
    for slack, barred in ((0.05, True), (0.15, False)):
        hidden = seen_from(above).hides(points, points[:, :2], slack)
        assert hidden.tolist() == [barred]


@pytest.mark.parametrize("seed", range(8))
def test_boxes_are_found_as_one_by_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    low = rng.normal(size=(60, 2)) * [3, 1]
    high = low + rng.exponential([0.3, 0.1], size=(60, 2)) * rng.choice([1, 1, 30], (60, 1))
    points = np.concatenate([rng.normal(size=(300, 2)) * [3, 1], low[:5], high[:5]])
    found = set(zip(*map(tuple, Boxes(low, high).around(points)), strict=True))
    held = (points[:, None] >= low) & (points[:, None] <= high)
    assert found == set(zip(*np.nonzero(held.all(axis=2)), strict=True))
    assert len(found) > 10


def test_without_boxes_none_holds_a_point() -> None:
    point, box = Boxes(np.empty((0, 2)), np.empty((0, 2))).around(np.zeros((3, 2)))
    assert len(point) == len(box) == 0
