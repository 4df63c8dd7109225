"""Landscapes: a curve grows into a surface, the way lies on it, and a stem ends at the truth."""

import numpy as np
import pytest

from scenes.films.landscape.build import WHOLE, Build
from scenes.films.landscape.landscape_panel import DETAIL, LIFT, LandscapePanel
from scenes.films.landscape.landscape_stage import fitted
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

N = 41
ASLANT = Orbit(0.0, 1.1)
X, Y = np.meshgrid(np.linspace(-1, 1, N), np.linspace(-1, 1, N))
WAY = np.column_stack([np.linspace(0, 0.5, 9), np.linspace(0.9, -0.9, 9)])
"""Over the ridge, from behind it to in front of it."""


@pytest.fixture
def ridge() -> LandscapePanel:
    """A wall across the middle, as seen from below."""
    place = np.array([-2.0, 0.5]), 4.0, 2.0
    panel = LandscapePanel(
        np.exp(-16 * Y**2), place, ColourMap(("#000088", "#ffee88")), THEMES["dark"]
    )
    return panel.set_way(WAY, np.full(9, 0.75))


def test_the_way_lies_on_the_surface(ridge: LandscapePanel) -> None:
    path = ridge.path[::DETAIL]
    assert path[:, :2] == pytest.approx(ridge.centre + 2 * WAY)
    assert path[:, 2] == pytest.approx(2 * np.exp(-16 * WAY[:, 1] ** 2) + LIFT, abs=0.02)
    assert len(ridge.path) == DETAIL * 8 + 1


def test_from_above_all_of_the_way_is_seen_and_aslant_not_what_is_behind(
    ridge: LandscapePanel,
) -> None:
    pieces = {}
    for name, orbit in (("above", FROM_ABOVE), ("aslant", ASLANT)):
        ridge.look(orbit).follow(8)
        pieces[name] = len(ridge.way.points) // 4
    assert pieces["above"] == DETAIL * 8 + 1
    assert 5 < pieces["aslant"] < pieces["above"] - 5
    assert ridge.hidden_from(FROM_ABOVE) == 0
    assert ridge.hidden_from(ASLANT) > 0.2
    behind, before = np.array([0.0, 0.3]), np.array([0.0, -0.9])
    assert [ridge.look(ASLANT).hides(spot) for spot in (behind, before)] == [True, False]
    assert not ridge.look(FROM_ABOVE).hides(behind)


def test_the_stem_goes_from_the_shadow_to_the_height_of_the_true_loss(
    ridge: LandscapePanel,
) -> None:
    ridge.look(Orbit(0.0, np.pi / 2)).follow(8)
    low, high = ridge.stem.points[0, 1], ridge.stem.points[-1, 1]
    assert high - low == pytest.approx(2 * (0.75 - np.exp(-16 * 0.81)), abs=0.01)
    assert ridge.truth.get_center()[1] == pytest.approx(high, abs=1e-6)
    assert len(ridge.follow(8, stem=False).stem.points) == 0


def test_the_true_loss_is_drawn_all_along_the_way(ridge: LandscapePanel) -> None:
    ridge.set_way(WAY, np.linspace(0.9, 0.1, 9)).look(Orbit(0.0, np.pi / 2)).follow(4)
    assert ridge.true_way.points[-1] == pytest.approx(ridge.truth.get_center())
    heights = ridge.true_way.points[[0, -1], 1]
    assert heights[0] - heights[1] == pytest.approx(2 * 0.4, abs=1e-6)
    assert len(ridge.follow(4, stem=False).true_way.points) == 0


def test_a_curtain_hangs_between_the_way_and_the_true_loss(ridge: LandscapePanel) -> None:
    ridge.look(Orbit(0.0, np.pi / 2)).follow(8)
    pieces = ridge.curtain.points.reshape(-1, 16, 3)
    assert len(pieces) == len(ridge.true_way.points) // 4
    last = pieces[-1][:, 1]
    assert last.max() == pytest.approx(ridge.truth.get_center()[1], abs=0.01)
    assert last.min() == pytest.approx(ridge.head.get_center()[1], abs=0.01)
    assert not len(ridge.follow(8, stem=False).curtain.points)


def test_who_watches_is_told_how_high_the_network_is(ridge: LandscapePanel) -> None:
    told: list[float | None] = []
    ridge.watch = lambda height, true: told.extend((height, true))
    ridge.stand(np.array([0.0, 0.0]))
    ridge.follow(8)
    assert told[1] is None
    assert [told[0], *told[2:]] == pytest.approx([1.0, np.exp(-16 * 0.81), 0.75], abs=0.01)


def test_the_way_on_the_surface_is_thinner_over_the_true_one(ridge: LandscapePanel) -> None:
    whole = ridge.way.get_stroke_width()
    assert ridge.thin(0.0).way.get_stroke_width() == whole
    assert ridge.thin(1.0).way.get_stroke_width() < ridge.true_way.get_stroke_width() / 2
    drawn = ridge.submobjects
    assert drawn.index(ridge.true_way) < drawn.index(ridge.way) < drawn.index(ridge.head)


def test_what_is_beyond_the_edge_is_not_drawn(ridge: LandscapePanel) -> None:
    ridge.set_way(np.array([[0.8, 0.0], [1.4, 0.0], [0.8, 0.0]]), np.zeros(3)).look(FROM_ABOVE)
    assert len(ridge.follow(1).head.points) == 0
    ridge.follow(2)
    assert ridge.way.points[:, 0].max() <= ridge.centre[0] + 2 + 1e-6
    assert len(ridge.head.points) > 0


def test_without_depth_it_is_the_curve_of_its_middle_row() -> None:
    heights = (X + 1) / 2 * (1 + Y) / 2
    place = np.zeros(2), 4.0, 2.0
    panel = LandscapePanel(heights, place, ColourMap(("#000088", "#ffee88")), THEMES["dark"])
    panel.shape(Build(depth=0.0))
    row = heights[N // 2]
    assert panel.mesh.vertices[..., 2] == pytest.approx(np.tile(2 * row, (N, 1)))
    panel.look(Orbit(0.0, np.pi / 2)).draw_curve()
    assert panel.curve.points[-1, :2] == pytest.approx([2, 2 * row[-1]])
    assert panel.shape(WHOLE).mesh.vertices[..., 2] == pytest.approx(2 * heights)


def test_a_row_is_drawn_through_the_network_that_stands_on_it() -> None:
    heights = (X**2 + Y**2) / 2
    panel = LandscapePanel(
        heights, (np.zeros(2), 4.0, 2.0), ColourMap(("#000088", "#ffee88")), THEMES["dark"]
    )
    panel.shape(Build(depth=0.8)).look(ASLANT)
    spot = np.array([X[0, 30], Y[12, 0]])
    panel.stand(spot).draw_curve(row=spot[1])
    off = np.linalg.norm(panel.curve.points - panel.head.get_center(), axis=1)
    assert off.min() < 1e-6


def test_each_axis_is_named_by_its_own_share(ridge: LandscapePanel) -> None:
    ridge.name_axes(1.0, 0.0)
    assert [name.get_fill_opacity() for name in ridge.names] == [0, 1, 1, 0]


def test_names_stand_in_front(ridge: LandscapePanel) -> None:
    for azimuth in np.linspace(-3, 3, 9):
        orbit = Orbit(azimuth, 1.0)
        ridge.face(orbit).look(orbit)
        assert all(name.get_y() < ridge.centre[1] + 1e-6 for name in ridge.names)


def test_it_fits_its_area_from_all_directions_and_touches_it() -> None:
    area = Area(np.array([-7.0, -2.5]), np.array([7.0, 4.0]))
    orbits = Orbit(-0.3, 1.1), Orbit(0.3, 0.9)
    centre, side, peak = fitted(area, np.exp(-16 * Y**2), orbits)
    points = np.stack([X * side / 2, Y * side / 2, peak * np.exp(-16 * Y**2)], axis=-1)
    seen = np.concatenate([orbit.see(points.reshape(-1, 3))[0] + centre for orbit in orbits])
    size = np.ptp(seen, axis=0) / area.size
    assert (seen >= area.low).all()
    assert (seen <= area.high).all()
    assert size.max() > 0.88
