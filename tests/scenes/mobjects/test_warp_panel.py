"""The panel: what it shows, at which scale, and that nothing of it sticks out."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.box import Box
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.arrays.point_cloud import marker_of
from scenes.mobjects.text import LiveNumber
from scenes.mobjects.warp_panel import TINT, Picture, WarpPanel, Window
from scenes.theme.theme import THEMES

LABELS = np.arange(30) % 3
MIDDLE, WIDTH, HEIGHT = np.array([-2.0, 0.5]), 6.0, 4.0


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[WarpPanel]:
    with tempconfig({"media_dir": str(tmp_path)}):
        yield WarpPanel(LABELS, THEMES["dark"], MIDDLE, WIDTH, HEIGHT)


def picture(spread: float, dimensions: int = 2, **others: object) -> Picture:
    """Points and a grid scattered about the origin, `spread` wide."""
    rng = np.random.default_rng(0)
    grid = tuple(spread * rng.normal(size=(5, 20, dimensions)) for _ in range(2))
    return Picture(grid, spread * rng.normal(size=(30, dimensions)), **others)


def outlines(panel: WarpPanel) -> list[np.ndarray]:
    """Everything drawn in the panel, apart from what is written."""
    written = [part for part in panel.get_family() if isinstance(part, LiveNumber)]
    return [
        part.points[:, :2] for part in panel.get_family() if part not in written if len(part.points)
    ]


def markers(panel: WarpPanel) -> int:
    clouds = (panel.points_cloud, panel.far_points)
    return sum(
        len(outline.points) // (4 * len(marker_of(k)))
        for cloud in clouds
        for k, outline in enumerate(cloud)
    )


def test_a_window_towards_another_begins_at_one_and_ends_at_the_other() -> None:
    near, far = Window(np.array([1.0, 2.0]), 4.0), Window(np.array([-3.0, 0.0]), 0.25)
    for fraction, window in ((0, near), (1, far)):
        there = near.towards(far, fraction)
        assert there.centre == pytest.approx(window.centre)
        assert there.scale == pytest.approx(window.scale)


def test_a_window_zooms_by_an_even_factor_and_pans_evenly() -> None:
    near, far = Window(np.zeros(2), 4.0), Window(np.array([2.0, 4.0]), 0.25)
    assert near.towards(far, 0.5).scale == pytest.approx(1)
    assert near.towards(far, 0.5).centre == pytest.approx([1, 2])


def test_a_window_for_a_box_just_shows_it(panel: WarpPanel) -> None:
    low, high = np.array([-1.0, 3.0]), np.array([9.0, 4.0])
    panel.look(panel.window_for(low, high, margin=0))
    assert panel.place(low)[0] == pytest.approx(panel.low[0])
    assert panel.place(high)[0] == pytest.approx(panel.high[0])
    assert panel.place((low + high) / 2) == pytest.approx(MIDDLE)
    panel.look(panel.window_for(low, high, margin=0.1))
    assert panel.place(low)[0] == pytest.approx(panel.low[0] + 0.1 * WIDTH)


def test_a_window_for_a_single_point_is_finite(panel: WarpPanel) -> None:
    window = panel.window_for(np.ones(2), np.ones(2))
    assert np.isfinite(window.scale)
    assert (window.centre == 1).all()


@pytest.mark.parametrize("spread", [1e-3, 0.5, 1.0, 3.0, 1e3])
@pytest.mark.parametrize(
    ("dimensions", "orbit"), [(2, FROM_ABOVE), (3, FROM_ABOVE), (3, Orbit(0.6, 1.0))]
)
def test_nothing_sticks_out_of_it(
    panel: WarpPanel, spread: float, dimensions: int, orbit: Orbit
) -> None:
    far = 100 * spread
    ring = far * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    line = np.array([[-far, -far], [far, far]])
    pad = ((0, 0), (0, dimensions - 2))
    panel.look(Window(np.zeros(2), 1.0), orbit)
    panel.display(
        picture(
            spread,
            dimensions,
            separators=[np.pad(line, pad) if dimensions == 2 else np.pad(ring, pad)],
            regions=[[np.pad(ring, pad)], [np.pad(ring / 3, pad)], []],
            borders=[np.pad(ring, pad)],
            room=Box(np.full(3, -far), np.full(3, far)) if dimensions == 3 else None,
        )
    )
    for points in outlines(panel):
        assert (points >= panel.low - 1e-9).all()
        assert (points <= panel.high + 1e-9).all()


def test_every_point_with_room_for_its_marker_is_drawn_and_no_other(panel: WarpPanel) -> None:
    shown = picture(1.0)
    panel.look(Window(np.zeros(2), 1.0))
    panel.display(shown)
    places = panel.place(shown.points)
    reach = 1.3 * panel.points_cloud.radius
    inside = ((places > panel.low + reach) & (places < panel.high - reach)).all(axis=1)
    assert 0 < inside.sum() < 30
    assert markers(panel) == inside.sum()


def test_the_ring_of_a_point_that_is_followed_is_drawn_where_it_has_room(
    panel: WarpPanel,
) -> None:
    panel.look(Window(np.zeros(2), 1.0))
    drawn = []
    for i in range(30):
        panel.display(picture(1.0, followed=i))
        ring = np.concatenate([part.points[:, :2] for part in panel.followed.get_family()])
        assert (ring >= panel.low).all()
        assert (ring <= panel.high).all()
        drawn.append(len(ring) > 0)
    assert 0 < sum(drawn) < 30


def test_a_plane_hides_the_points_behind_it_but_drops_none(panel: WarpPanel) -> None:
    points = np.random.default_rng(1).uniform(-1, 1, (30, 3))
    grid = (np.zeros((1, 2, 3)), np.zeros((1, 2, 3)))
    plane = np.array([[-2.0, -2, 0], [2, -2, 0], [2, 2, 0], [-2, 2, 0]])
    panel.look(Window(np.zeros(2), 0.8), Orbit(0.0, 0.3))
    panel.display(Picture(grid, points, separators=[plane]))
    assert markers(panel) == 30
    near = sum(len(o.points) // (4 * len(marker_of(k))) for k, o in enumerate(panel.points_cloud))
    assert near == (points[:, 2] > 0).sum()


def test_drawn_anew_it_keeps_nothing_of_the_old_picture(panel: WarpPanel) -> None:
    ring = np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1]])
    panel.look(Window(np.zeros(2), 1.0))
    panel.display(
        picture(0.5, separators=[ring[:2]], regions=[[ring], [ring], [ring]], borders=[ring])
    )
    panel.display(picture(0.5))
    assert len(panel.separator.points) == len(panel.borders.points) == 0
    assert all(len(region.points) == 0 for region in panel.regions)


@pytest.mark.parametrize("tint", [0.0, 0.4, 1.0])
def test_regions_are_as_clear_as_the_picture_asks(panel: WarpPanel, tint: float) -> None:
    ring = np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1]])
    panel.look(Window(np.zeros(2), 1.0))
    panel.strength = 0.5
    panel.display(picture(0.5, regions=[[ring], [ring], [ring]], tint=tint))
    for region in panel.regions:
        assert region.get_fill_opacity() == pytest.approx(0.5 * TINT * tint)
