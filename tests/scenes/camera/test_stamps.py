"""Stamps: as if every copy had been drawn by itself."""

from dataclasses import replace

import cairo
import numpy as np
import pytest

from scenes.camera import canvas
from scenes.camera.marks import Outline, Paint, Stroke
from scenes.camera.paths import cairo_paths
from scenes.camera.stamps import Stamps, stamps_of
from scenes.mobjects.arrays.point_cloud import MARKERS, marker_of
from tests.support.canvas import drawn, psnr, told

ORANGE, BLACK = Paint(np.array([[1, 0.6, 0, 1]])), Paint(np.array([[0, 0, 0, 1.0]]))
EDGE = Stroke(BLACK, 0.8, cairo.LineJoin.MITER, cairo.LineCap.BUTT)
PLACES = np.random.default_rng(0).uniform(10, 190, (60, 2))


def cloud(places: np.ndarray, label: int = 0, size: float = 7.0) -> np.ndarray:
    """Make copies of a marker, array (4 curves copies, 2)."""
    return (size * marker_of(label) + places[:, None, None]).reshape(-1, 2)


def stamped(points: np.ndarray, label: int = 0, fill: Paint = ORANGE) -> Stamps | None:
    return stamps_of(points, len(marker_of(label)), fill, EDGE, 1.0)


def one_by_one(points: np.ndarray, label: int = 0) -> list[Outline]:
    curves = len(marker_of(label))
    counts = np.full(len(points) // (4 * curves), curves)
    return [Outline(path, None, ORANGE, EDGE) for path in cairo_paths(points, counts)]


@pytest.mark.parametrize("label", range(len(MARKERS)))
def test_every_marker_looks_as_if_drawn_by_itself(core: str, label: int) -> None:
    points = cloud(PLACES, label)
    stamps = stamped(points, label)
    assert stamps is not None
    assert psnr(drawn(stamps, side=200), drawn(*one_by_one(points, label), side=200)) > 38


def middle(picture: np.ndarray) -> np.ndarray:
    y, x = np.mgrid[:40, :40] + 0.5
    alpha = picture[..., 3]
    return np.array([(alpha * x).sum(), (alpha * y).sum()]) / alpha.sum()


def test_no_copy_is_further_from_its_place_than_a_sixteenth_of_a_pixel(core: str) -> None:
    for shift in np.linspace(0, 1, 9):
        place = np.array([[20 + shift, 21.3]])
        pair = np.concatenate([place, [[-50.0, -50]]])
        stamps = stamped(cloud(pair))
        assert stamps is not None
        found, true = (middle(drawn(mark)) for mark in (stamps, one_by_one(cloud(place))[0]))
        assert np.abs(found - true).max() <= 1 / 16 + 0.005


def test_a_later_copy_lies_over_an_earlier_one_edge_included(core: str) -> None:
    pair = cloud(np.array([[18.0, 20.0], [24.0, 20.0]]))
    stamps = stamped(pair)
    assert stamps is not None
    picture, expected = drawn(stamps), drawn(*one_by_one(pair))
    assert picture[20, 16:18, 0].min() < 0.6 * picture[20, 14, 0]  # the second's edge, on the first
    assert psnr(picture, expected) > 38


def test_copies_beyond_the_border_cost_nothing_and_those_across_it_are_cut(core: str) -> None:
    places = np.array([[-500.0, 20], [0, 20], [39.9, 20], [20, 1e6]])
    stamps = stamped(cloud(places))
    assert stamps is not None
    assert psnr(drawn(stamps), drawn(*one_by_one(cloud(places[1:3])))) > 38


def test_copies_that_differ_are_not_stamped() -> None:
    points = np.concatenate([cloud(PLACES[:3]), cloud(PLACES[3:4], size=6.9)])
    assert stamped(points) is None
    assert stamped(cloud(PLACES[:4])) is not None


def test_large_shapes_are_not_stamped() -> None:
    assert stamped(cloud(PLACES, size=60)) is None


def test_gradients_are_not_stamped() -> None:
    ends = np.array([[0.0, 0], [1, 1]])
    assert stamped(cloud(PLACES), fill=Paint(np.ones((2, 4)), ends)) is None


def test_stamps_tell_everything_that_decides_how_they_look() -> None:
    first = stamped(cloud(PLACES))
    others = [
        stamped(cloud(PLACES + 0.001)),
        stamped(cloud(PLACES, size=7.1)),
        stamped(cloud(PLACES[::-1])),
        stamped(cloud(PLACES), fill=BLACK),
    ]
    assert first is not None
    assert told(first) == told(stamped(cloud(PLACES)) or first)
    assert all(told(first) != told(other) for other in others if other is not None)
    assert None not in others


def test_both_cores_stamp_the_same_to_the_last_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    stamps = stamped(cloud(PLACES))
    assert stamps is not None
    pair = []
    for compiled in (True, False):
        monkeypatch.setattr(canvas, "is_compiled", lambda compiled=compiled: compiled)
        pair.append(drawn(stamps, side=200))
    assert (pair[0] == pair[1]).all()


def test_nothing_is_seen_of_what_is_all_but_clear(core: str) -> None:
    stamps = stamped(cloud(PLACES), fill=Paint(np.array([[1, 1, 1, 0.001]])))
    assert stamps is not None
    assert not drawn(replace(stamps, stroke=None), side=200).any()
