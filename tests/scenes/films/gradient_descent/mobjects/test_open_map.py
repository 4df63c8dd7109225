"""A map without a box: one scale for both axes, lines where the loss is as said."""

import numpy as np
import pytest

from engine.descent.descent_spec import DescentSpec
from engine.descent.surfaces import SURFACES
from engine.geometry.box import Box
from scenes.films.gradient_descent.mobjects.open_map import INK, OpenMap, relief_of
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
AREA = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
FOCUS = Box(np.array([-2.0, -1.0]), np.array([4.0, 2.0]))


@pytest.fixture(scope="module")
def view() -> OpenMap:
    return OpenMap(SURFACES["booth"], AREA, FOCUS, THEME)


def test_what_is_to_be_seen_lies_in_the_area_and_units_are_equal(view: OpenMap) -> None:
    corners = view.place(np.array([FOCUS.low, FOCUS.high]))
    assert (corners >= AREA.low - 1e-9).all()
    assert (corners <= AREA.high + 1e-9).all()
    steps = np.diff(view.place(np.array([[0, 0], [1, 0], [1, 1]])), axis=0)
    assert np.linalg.norm(steps, axis=1) == pytest.approx([view.unit, view.unit])


def test_what_is_seen_in_the_frame_is_the_inverse_of_where_it_appears(view: OpenMap) -> None:
    seen = view.seen(AREA)
    np.testing.assert_allclose(view.place(np.array([seen.low, seen.high])), [AREA.low, AREA.high])


def test_lines_run_where_the_loss_is_the_level(view: OpenMap) -> None:
    for level, lines in zip(view.lines.levels, view.lines.sets, strict=True):
        for line in lines:
            np.testing.assert_allclose(SURFACES["booth"].value(line), level, rtol=0.05, atol=0.5)


def test_the_line_of_one_loss_has_it_everywhere(view: OpenMap) -> None:
    outline = view.line_of(5.0, "#ffffff", 4)
    places = outline.points.reshape(-1, 4, 3)[:, 0, :2]
    points = (places - view.origin) / view.unit
    np.testing.assert_allclose(SURFACES["booth"].value(points), 5.0, rtol=2e-3)
    assert len(view.line_of(-1.0, "#ffffff", 4).points) == 0


def test_more_lines_are_seen_from_close_by(view: OpenMap) -> None:
    view.look_closer(view.place(np.array([1.0, 1.0])))
    view.show_detail(1.0)
    assert view.detail.submobjects[0].get_stroke_opacity() == 0
    view.show_detail(4.0)
    assert view.detail.submobjects[0].get_stroke_opacity() == pytest.approx(INK)


def test_colours_keep_their_losses_where_a_film_says_what_they_mean() -> None:
    view = OpenMap(SURFACES["booth"], AREA, FOCUS, THEME)
    view.look_closer(view.place(np.array([1.0, 3.0])), recoloured=False)
    before = view.heat.pixel_array.copy()
    view.show_detail(4.0)
    np.testing.assert_array_equal(view.heat.pixel_array, before)
    assert view.detail.submobjects[0].get_stroke_opacity() == pytest.approx(INK)


def test_colours_of_a_close_look_tell_the_losses_nearby_apart(view: OpenMap) -> None:
    """The lowest and the highest loss near a place differ more in colour than on the whole map."""
    place = view.place(np.array([1.0, 1.0]))
    view.look_closer(place)
    cell = np.array([np.abs(axis - 1.0).argmin() for axis in view.axes_of_grid])
    columns, rows = (slice(max(i - 4, 0), i + 5) for i in cell)

    def spread() -> float:
        near = view.heat.pixel_array[::-1][rows, columns, :3].astype(float)
        return float(np.ptp(near.reshape(-1, 3), axis=0).sum())

    view.show_detail(1.0)
    whole = spread()
    view.show_detail(4.0)
    assert spread() > 1.5 * whole
    assert view.lines[0].get_stroke_opacity() == 0
    view.show_detail(1.0)
    assert spread() == whole


def test_points_far_away_or_not_finite_have_no_place(view: OpenMap) -> None:
    places, hidden = view.see(np.array([[0.0, 0.0], [1e6, 0.0], [np.nan, 1.0]]))
    assert np.isfinite(places).all(axis=1).tolist() == [True, False, False]
    assert not hidden.any()


def test_where_a_surface_ends_nothing_is_drawn() -> None:
    surface = DescentSpec(formula="sqrt(a) + b**2", domain=(0.0, 4.0)).loss_surface
    view = OpenMap(surface, AREA, Box(np.zeros(2), np.array([4.0, 4.0])), THEME)
    assert np.isfinite(relief_of(surface, view.seen(AREA)).highest)
    outside = view.axes_of_grid[0] < 0
    assert (view.heat.pixel_array[:, outside, 3] == 0).all()
    assert (view.heat.pixel_array[:, ~outside, 3] == 255).all()
