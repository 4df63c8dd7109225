"""A sheet shows which of its sides is seen, and its box only in space."""

import numpy as np
import pytest

from engine.geometry.box import Box
from scenes.films.deep_learning_system.walk_sheet import WalkSheet
from scenes.mobjects.arrays.orbit import Orbit
from scenes.theme.theme import THEMES

LOW, HIGH = np.array([-3.0, -2.0]), np.array([3.0, 2.0])
ROOM = Box(-np.ones(3), np.ones(3))
SIDES = np.linspace(-1, 1, 5)
FLAT = np.stack(np.meshgrid(SIDES, SIDES, indexing="ij"), axis=-1)


@pytest.fixture
def sheet() -> WalkSheet:
    return WalkSheet(THEMES["dark"], LOW, HIGH)


def test_a_flat_sheet_shows_one_side_and_turned_over_the_other(sheet: WalkSheet) -> None:
    sheet.draw(FLAT, ROOM, 0.0, lambda each: each[..., :2])
    assert (len(sheet.over.points), len(sheet.under.points)) == (16 * 16, 0)
    sheet.draw(FLAT * [-1, 1], ROOM, 0.0, lambda each: each[..., :2])
    assert (len(sheet.over.points), len(sheet.under.points)) == (0, 16 * 16)


def test_a_box_and_three_axes_are_seen_in_space_alone(sheet: WalkSheet) -> None:
    sheet.draw(FLAT, ROOM, 0.0, lambda each: each[..., :2])
    assert not len(sheet.edges.points)
    mesh = np.pad(FLAT, [(0, 0), (0, 0), (0, 1)])
    sheet.draw(mesh, ROOM, 1.0, lambda each: Orbit(0.3, 1.1).see(each)[0])
    assert len(sheet.edges.points) == 12 * 4
    assert len(sheet.axes.points) == 3 * 4
    assert 0 < sheet.edges.get_stroke_opacity() < sheet.axes.get_stroke_opacity() <= 1


def test_what_reaches_beyond_the_frame_is_held_in_it(sheet: WalkSheet) -> None:
    mesh = 9 * np.pad(FLAT, [(0, 0), (0, 0), (0, 1)])
    sheet.draw(mesh, Box(-9 * np.ones(3), 9 * np.ones(3)), 1.0, lambda each: each[..., :2])
    for part in sheet:
        assert (part.points[:, :2] >= LOW - 1e-9).all()
        assert (part.points[:, :2] <= HIGH + 1e-9).all()
