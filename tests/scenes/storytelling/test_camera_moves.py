"""Moves of the camera: eased, one way, not too fast, and nothing followed is lost."""

import numpy as np
import pytest

from scenes.storytelling.camera_moves import (
    FASTEST,
    Track,
    View,
    fitting_zoom,
    least_seconds,
    track_of,
    view_of,
)
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import Area, stage_of_frame


def square(x: float, y: float, side: float = 1.0) -> Area:
    return Area(np.array([x, y]) - side / 2, np.array([x, y]) + side / 2)


def test_what_is_viewed_fills_the_place_of_the_hero() -> None:
    stage = stage_of_frame()
    view = view_of(square(3, 1), stage, margin=0.0)
    seen = view.shows(np.array([3, 1]), stage)
    assert seen == pytest.approx(stage.hero.centre)
    assert view.zoom == pytest.approx(stage.hero.size[1])
    assert view_of(square(3, 1), stage, 0.5).zoom == pytest.approx(view.zoom / 2)


@pytest.mark.parametrize("zoom", [0.4, 1.0, 6.0])
def test_on_the_way_each_edge_goes_one_way_and_the_zoom_is_even(zoom: float) -> None:
    start, end = View(np.zeros(2), 1.0), View(np.array([4.0, -1.0]), zoom)
    way = [start.towards(end, p) for p in np.linspace(0, 1, 41)]
    for side in (-7.0, 7.0):
        edges = np.array([view.centre + side / view.zoom for view in way])
        steps = np.diff(edges, axis=0)
        assert ((steps >= -1e-9).all(axis=0) | (steps <= 1e-9).all(axis=0)).all()
    assert np.diff(np.log([view.zoom for view in way])) == pytest.approx(np.log(zoom) / 40)
    assert way[0].is_near(start)
    assert way[-1].is_near(end)
    assert not start.is_near(end)


def test_a_move_lasts_so_long_that_its_zoom_does_not_lurch() -> None:
    start, end = View(np.zeros(2), 1.0), View(np.zeros(2), 9.0)
    seconds = least_seconds(start, end)
    times = np.linspace(0, 1, 1001)
    zooms = np.log([start.towards(end, gentle(t)).zoom for t in times])
    fastest = np.abs(np.diff(zooms)).max() / (seconds / 1000)
    assert fastest == pytest.approx(FASTEST, rel=0.01)
    assert least_seconds(start, start) == 0


def walk(seed: int, count: int = 60) -> list[Area]:
    """A box that wanders and changes its size."""
    rng = np.random.default_rng(seed)
    places = np.cumsum(rng.normal(0, 0.15, (count, 2)), axis=0)
    sides = 0.3 * np.exp(np.cumsum(rng.normal(0, 0.2, count)))
    return [square(*place, side) for place, side in zip(places, sides, strict=True)]


@pytest.mark.parametrize("seed", range(8))
def test_a_track_zooms_one_way_not_too_fast_and_never_loses_its_box(seed: int) -> None:
    stage, areas = stage_of_frame(), walk(seed)
    track = track_of(areas, stage, seconds=4.0)
    logs = np.log(track.zooms)
    steps = np.diff(logs)
    assert (steps >= -1e-9).all() or (steps <= 1e-9).all()
    assert np.abs(steps).max() <= FASTEST * 4.0 / 59 + 1e-9
    for area, progress in zip(areas, np.linspace(0, 1, 60), strict=True):
        view = track.at(float(progress))
        assert view.zoom <= fitting_zoom(area, stage, 0.25) + 1e-6
        low, high = (
            (c - view.centre) * view.zoom + stage.frame.centre for c in (area.low, area.high)
        )
        assert (low >= stage.hero.low - 1e-6).all()
        assert (high <= stage.hero.high + 1e-6).all()


def test_it_comes_no_closer_than_it_may() -> None:
    track = track_of([square(0, 0, 0.001)] * 3, stage_of_frame(), 1.0, most=5.0)
    assert track.zooms == pytest.approx(5.0)


def test_a_track_can_be_looked_up_in_any_order() -> None:
    track = Track(np.array([[0.0, 0.0], [2.0, 4.0]]), np.array([1.0, 4.0]))
    later, sooner = track.at(0.5), track.at(0.0)
    assert later.centre == pytest.approx([1, 2])
    assert later.zoom == pytest.approx(2)
    assert sooner.zoom == pytest.approx(1)
