"""The plane in its panel: placed where it was carried, whatever the view."""

import numpy as np
import pytest

from engine.geometry.plane_maps import plane_map, plane_points
from scenes.films.linear_algebra.plane_panel import PlanePanel
from scenes.mobjects.arrays.orbit import Orbit
from scenes.theme.theme import THEMES

POINTS = plane_points(5)
CENTRE = np.array([-3.0, 0.5])


@pytest.fixture
def panel() -> PlanePanel:
    panel = PlanePanel(THEMES["dark"], POINTS, CENTRE, 6, 6, name="A")
    panel.vector = np.array([0.83, 0.51])
    panel.look(1.0)
    return panel


def test_points_arrows_and_square_are_carried_by_the_same_map(panel: PlanePanel) -> None:
    matrix = np.array([[0.5, -0.2], [0.7, 0.6]])
    panel.draw_plane(lambda points: points @ matrix.T)
    np.testing.assert_allclose(panel.dots.points[:, :2], POINTS @ matrix.T + CENTRE)
    for arrow, image in (
        (panel.first, matrix[:, 0]),
        (panel.second, matrix[:, 1]),
        (panel.arrow, matrix @ panel.vector),
    ):
        assert np.abs(arrow.points[:, :2] - (image + CENTRE)).sum(axis=1).min() < 1e-9
    corners = panel.square.points[::4, :2]
    np.testing.assert_allclose(corners[2], matrix.sum(axis=1) + CENTRE)


def test_the_letter_is_mirrored_by_a_reflection(panel: PlanePanel) -> None:
    panel.draw_plane(lambda points: points)
    before = panel.letter.points[:, :2] - CENTRE
    panel.draw_plane(lambda points: points * [1, -1])
    np.testing.assert_allclose(panel.letter.points[:, :2] - CENTRE, before * [1, -1], atol=1e-12)


def test_from_aside_a_plane_that_stands_on_edge_has_its_full_height(panel: PlanePanel) -> None:
    mirror = plane_map(np.diag([1.0, -1.0])).at(0.5)
    panel.draw_plane(lambda points: points @ mirror.T)
    assert np.ptp(panel.dots.points[:, 1]) == pytest.approx(0, abs=1e-9)
    panel.look(1.0, Orbit(tilt=np.pi / 2))
    panel.draw_plane(lambda points: points @ mirror.T)
    assert np.ptp(panel.dots.points[:, 1]) == pytest.approx(4)


def test_numbers_at_the_edge_hold_only_seen_from_above(panel: PlanePanel) -> None:
    assert panel.numbers.get_fill_opacity() == 1
    panel.look(1.0, Orbit(tilt=1.0))
    assert panel.numbers.get_fill_opacity() == 0


def test_parts_are_drawn_in_their_order_whenever_they_come(panel: PlanePanel) -> None:
    panel.include(panel.arrow)
    panel.include(panel.dots, panel.lines)
    kept = [panel.lines, panel.dots, panel.arrow, panel.notes]
    assert panel.submobjects[3:] == kept


def test_the_scale_is_such_that_all_places_fit(panel: PlanePanel) -> None:
    places = np.array([[0.1, -4.0], [2.0, 1.0]])
    panel.look(panel.scale_for(places))
    seen = panel.place(places)
    assert (np.abs(seen - CENTRE) < 3).all()
    assert np.abs(seen - CENTRE).max() > 2.5
