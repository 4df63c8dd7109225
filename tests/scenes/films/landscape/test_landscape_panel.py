"""Landscapes: the way lies on the surface, is hidden where the surface hides it, and turns too."""

import numpy as np
import pytest

from scenes.films.landscape.landscape_panel import DETAIL, LIFT, LandscapePanel, colours_at
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.theme.theme import THEMES

X, Y = np.linspace(-3, 5, 41), np.linspace(10, 18, 41)
ASLANT = Orbit(0.0, 1.1)


def panel(heights: np.ndarray) -> LandscapePanel:
    colours = ColourMap(("#000088", "#ffee88"))
    levels = np.array([0.25, 0.5, 0.75])
    return LandscapePanel(
        X, Y, heights, levels, np.array([-2.0, 0.5]), 4.0, 2.0, colours, THEMES["dark"]
    )


@pytest.fixture
def ridge() -> LandscapePanel:
    """A wall across the middle, as seen from below."""
    _, y = np.meshgrid(X, Y)
    return panel(np.exp(-((y - 14) ** 2)))


WAY = np.column_stack([np.linspace(0, 2, 9), np.linspace(17.5, 10.5, 9)])
"""Over the ridge, from behind it to in front of it."""


def test_the_way_lies_on_the_surface(ridge: LandscapePanel) -> None:
    ridge.set_path(WAY)
    plan = ridge.path[::DETAIL, :2]
    assert plan == pytest.approx(ridge.low + 4 * (WAY - [X[0], Y[0]]) / 8)
    heights = 2 * np.exp(-((WAY[:, 1] - 14) ** 2)) + LIFT
    assert ridge.path[::DETAIL, 2] == pytest.approx(heights, abs=0.02)
    assert len(ridge.path) == DETAIL * 8 + 1


def test_from_above_all_of_the_way_is_seen_and_aslant_not_what_is_behind(
    ridge: LandscapePanel,
) -> None:
    ridge.set_path(WAY)
    pieces = {}
    for name, orbit in (("above", FROM_ABOVE), ("aslant", ASLANT)):
        ridge.look(orbit).follow(8)
        pieces[name] = len(ridge.way.points) // 4
    assert pieces["above"] == DETAIL * 8 + 1
    assert 5 < pieces["aslant"] < pieces["above"] - 5
    assert ridge.hidden_from(FROM_ABOVE) == 0
    assert ridge.hidden_from(ASLANT) > 0.2


def test_the_head_is_hidden_too(ridge: LandscapePanel) -> None:
    ridge.set_path(WAY).look(ASLANT)
    assert len(ridge.follow(1.5).head.points) == 0
    assert len(ridge.follow(8).head.points) > 0


def test_the_head_is_where_the_way_ends(ridge: LandscapePanel) -> None:
    ridge.set_path(WAY).look(FROM_ABOVE).follow(2.5)
    middle = (ridge.path[2 * DETAIL] + ridge.path[3 * DETAIL]) / 2
    assert ridge.head.get_center()[:2] == pytest.approx(middle[:2], abs=1e-6)
    assert ridge.way.points[-1, :2] == pytest.approx(middle[:2], abs=1e-6)


def test_what_is_beyond_the_edge_is_not_drawn(ridge: LandscapePanel) -> None:
    ridge.set_path(np.array([[4.0, 12.0], [6.0, 12.0], [4.0, 12.0]])).look(FROM_ABOVE)
    assert len(ridge.follow(1).head.points) == 0
    ridge.follow(2)
    assert ridge.way.points[:, 0].max() <= ridge.high[0] + 1e-6
    assert len(ridge.head.points) > 0


def test_a_way_of_one_point_has_a_head_only(ridge: LandscapePanel) -> None:
    ridge.set_path(np.array([[1.0, 14.0]])).look(FROM_ABOVE).follow(0)
    assert len(ridge.head.points) > 0
    assert np.ptp(ridge.way.points, axis=0) == pytest.approx([0, 0, 0])


def test_contour_lines_on_the_floor_turn_with_the_view(ridge: LandscapePanel) -> None:
    flat = ridge.look(FROM_ABOVE).floor[1].points.copy()
    assert flat == pytest.approx(ridge.contours[1].points)
    ridge.look(ASLANT)
    assert np.ptp(ridge.floor[1].points[:, 1]) < np.ptp(flat[:, 1])


def test_names_stand_in_front(ridge: LandscapePanel) -> None:
    for azimuth in np.linspace(-3, 3, 9):
        orbit = Orbit(azimuth, 1.0)
        ridge.face(orbit).look(orbit)
        middle = ridge.edge.points[:, 1].mean()
        assert all(name.get_y() < middle + 1e-6 for name in ridge.names)


def test_flattened_it_is_a_map_of_the_same_square(ridge: LandscapePanel) -> None:
    assert (ridge.map.opacity, ridge.mesh.opacity) == (0, 1)
    ridge.flatten(1)
    assert (ridge.map.opacity, ridge.mesh.opacity) == (1, 0)
    assert ridge.map.points[:, :2].min(axis=0) == pytest.approx(ridge.low)
    assert ridge.map.points[:, :2].max(axis=0) == pytest.approx(ridge.high)
    assert ridge.map.pixel_array.shape[:2] == (40, 40)


def test_it_rises_from_the_floor(ridge: LandscapePanel) -> None:
    tops = [ridge.rise(share).mesh.vertices[..., 2].max() for share in (0, 0.5, 1)]
    assert tops == pytest.approx([0, 1, 2], abs=0.01)


def test_one_colour_of_a_map_is_given_by_name() -> None:
    assert colours_at(ColourMap(("#102030", "#ffffff")), 0.0) == "#102030"
