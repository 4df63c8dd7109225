"""Polygons: the areas that geometry knows, whatever their shape."""

import cairo
import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.kernels.polygons import fill_polygons
from tests.support.canvas import psnr

SIDE = 64
WHITE, HALF = np.uint32(0xFFFFFFFF), np.uint32(0x80808080)
RNG = np.random.default_rng(0)
SHAPES = {
    "triangle": np.array([[5.3, 4.1], [58.2, 20.7], [22.9, 60.4]]),
    "convex": np.array([[10.2, 8.8], [50.1, 12.3], [55.7, 49.9], [6.4, 40.2]]),
    "other way round": np.array([[10.2, 8.8], [6.4, 40.2], [55.7, 49.9], [50.1, 12.3]]),
    "hollow": np.array([[10.0, 10], [50, 31], [11, 55], [25.5, 32.2]]),
    "bow tie": np.array([[8.0, 9], [55, 52], [54, 8], [10.5, 50]]),
    "strip": np.array([[5.0, 10], [58, 40], [57.3, 41.2], [4.3, 11.2]]),
    "star": 32 + 28 * np.array([[np.sin(a), -np.cos(a)] for a in 0.8 * np.pi * np.arange(5)]),
    "half out": np.array([[-30.0, 20], [40, -25], [90, 30], [30, 99]]),
    "hollow, half out": np.array([[-30.0, -20], [80, 31], [-20, 95], [25.5, 32.2]]),
    "with two corners in one place": np.array([[10.0, 10], [10, 10], [50, 20], [20, 50]]),
}


def filled(*shapes: np.ndarray, colour: np.uint32 = WHITE) -> np.ndarray:
    """Fill polygons, array (SIDE, SIDE) of coverage out of 255."""
    pixels = np.zeros((SIDE, SIDE), np.uint32)
    fill_polygons(pixels, np.array(shapes), np.full(len(shapes), colour))
    return (pixels >> np.uint32(24)).astype(float)


def by_cairo(corners: np.ndarray) -> np.ndarray:
    surface = cairo.ImageSurface(cairo.FORMAT_A8, SIDE, SIDE)
    context = cairo.Context(surface)
    for x, y in corners:
        context.line_to(x, y)
    context.fill()
    surface.flush()
    return np.frombuffer(surface.get_data(), np.uint8).reshape(SIDE, SIDE).astype(float)


@pytest.mark.parametrize("name", SHAPES)
def test_a_polygon_is_filled_as_cairo_fills_it(name: str) -> None:
    ours, theirs = filled(SHAPES[name]), by_cairo(SHAPES[name])
    assert theirs.max() > 150
    assert psnr(ours, theirs) > 42


@pytest.mark.parametrize("name", ["triangle", "hollow", "convex", "strip"])
def test_a_polygon_has_its_area(name: str) -> None:
    x, y = SHAPES[name].T
    area = abs((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2
    assert filled(SHAPES[name]).sum() / 255 == pytest.approx(area, rel=0.01)


@pytest.mark.parametrize("corner", [3, 4])
def test_shared_pixels_of_a_polygon_are_covered_by_their_exact_area(corner: int) -> None:
    turn = 2 * np.pi * np.arange(5)[:, None] / 5
    pentagon = 32.3 + 20 * np.hstack([np.cos(turn + corner), np.sin(turn + corner)])
    fine = (np.arange(16 * SIDE) + 0.5) / 16
    x, y = np.meshgrid(fine, fine)
    inside = np.ones_like(x, bool)
    for a, b in zip(pentagon, np.roll(pentagon, -1, axis=0), strict=True):
        inside &= (b[0] - a[0]) * (y - a[1]) > (b[1] - a[1]) * (x - a[0])
    expected = inside.reshape(SIDE, 16, SIDE, 16).mean(axis=(1, 3))
    assert np.abs(filled(pentagon) / 255 - expected).max() < 0.02


def test_cells_that_share_an_edge_along_the_pixels_leave_no_seam() -> None:
    left = np.array([[10.0, 10], [30, 10], [30, 50], [10, 50]])
    assert (filled(left, left + [20, 0])[10:50, 10:50] == 255).all()


def test_later_ones_lie_over_earlier_ones() -> None:
    pixels = np.zeros((SIDE, SIDE), np.uint32)
    square = np.array([[10.0, 10], [40, 10], [40, 40], [10, 40]])
    colours = np.array([0xFF0000FF, 0xFFFF0000], np.uint32)
    fill_polygons(pixels, np.array([square, square + 10]), colours)
    assert (pixels[15, 15], pixels[30, 30]) == (0xFF0000FF, 0xFFFF0000)


def test_what_is_seen_through_is_so_everywhere_inside() -> None:
    for shape in ("convex", "hollow"):
        picture = filled(SHAPES[shape], colour=HALF)
        assert picture.max() == 128
        assert (picture[filled(SHAPES[shape]) == 255] == 128).all()


def test_nothing_is_left_behind_for_the_next_polygon() -> None:
    shapes = [SHAPES["hollow"], SHAPES["hollow, half out"], SHAPES["bow tie"]]
    together = filled(*shapes)
    one_by_one = np.zeros((SIDE, SIDE), np.uint32)
    for shape in shapes:
        fill_polygons(one_by_one, shape[None], np.array([WHITE]))
    assert (together == one_by_one >> np.uint32(24)).all()


def test_what_has_no_area_or_is_elsewhere_is_not_seen() -> None:
    line = np.array([[10.0, 10], [50, 20], [50, 20], [10, 10]])
    flat = np.array([[10.0, 10.3], [30, 10.3], [50, 10.3], [20, 10.3]])
    point = np.full((4, 2), 20.4)
    for shape in (line, flat, point):
        assert filled(shape).max() <= 1
        assert filled(shape + RNG.uniform(-1e-5, 1e-5, (4, 2))).max() <= 1
    assert not filled(SHAPES["convex"] + [0, 1e6], SHAPES["hollow"] - [1e6, 0]).any()
    assert not filled(SHAPES["triangle"] + [0, 1e6]).any()


def test_random_cells_are_those_of_cairo() -> None:
    for corners in RNG.uniform(-10, 74, (40, 4, 2)):
        assert psnr(filled(corners), by_cairo(corners)) > 38
