"""Strokes: the areas that geometry knows, and the joins and caps that Cairo draws."""

import cairo
import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.kernels.strokes import BEVEL, BUTT, MITER, ROUND, ROUND_CAP, SQUARE, stroke
from tests.support.canvas import psnr

SIDE = 64
WHITE = np.uint32(0xFFFFFFFF)
ZIGZAG = np.array([[8.0, 10], [50, 14], [20.5, 30], [52, 33.3], [49, 52], [46, 34]])


def curves_through(corners: np.ndarray) -> np.ndarray:
    a, b = corners[:-1, None], corners[1:, None]
    return a + np.array([0, 1 / 3, 2 / 3, 1])[:, None] * (b - a)


def stroked(
    corners: np.ndarray, width: float, join: int = MITER, cap: int = BUTT, colour: np.uint32 = WHITE
) -> np.ndarray:
    """Stroke a polyline, array (SIDE, SIDE) of coverage out of 255."""
    pixels = np.zeros((SIDE, SIDE), np.uint32)
    curves = curves_through(corners)
    stroke(pixels, colour, curves, np.ones(2), np.zeros(2), width, join, cap, 1e-6)
    return (pixels >> np.uint32(24)).astype(float)


def by_cairo(corners: np.ndarray, width: float, join: int = MITER, cap: int = BUTT) -> np.ndarray:
    surface = cairo.ImageSurface(cairo.FORMAT_A8, SIDE, SIDE)
    context = cairo.Context(surface)
    context.set_line_width(width)
    context.set_line_join(cairo.LineJoin(join))
    context.set_line_cap(cairo.LineCap(cap))
    for x, y in corners:
        context.line_to(x, y)
    if (corners[0] == corners[-1]).all():
        context.close_path()
    context.stroke()
    surface.flush()
    return np.frombuffer(surface.get_data(), np.uint8).reshape(SIDE, SIDE).astype(float)


def test_the_numbers_of_joins_and_caps_are_those_of_cairo() -> None:
    joins = cairo.LineJoin.MITER, cairo.LineJoin.ROUND, cairo.LineJoin.BEVEL
    caps = cairo.LineCap.BUTT, cairo.LineCap.ROUND, cairo.LineCap.SQUARE
    assert [*map(int, joins)] == [MITER, ROUND, BEVEL]
    assert [*map(int, caps)] == [BUTT, ROUND_CAP, SQUARE]


@pytest.mark.parametrize("width", [0.3, 1.0, 2.2, 9.0])
@pytest.mark.parametrize("angle", [0.0, 0.3, np.pi / 4, 1.2, np.pi / 2, 2.5])
def test_a_straight_stroke_has_the_area_of_a_rectangle(width: float, angle: float) -> None:
    half = 20 * np.array([np.cos(angle), np.sin(angle)])
    picture = stroked(np.array([[31.7, 32.4] - half, [31.7, 32.4] + half]), width)
    assert picture.sum() / 255 == pytest.approx(40 * width, rel=0.01)


@pytest.mark.parametrize("corners", [ZIGZAG[:2], ZIGZAG[2:4]])
def test_each_pixel_is_covered_as_far_as_it_lies_in_the_rectangle(corners: np.ndarray) -> None:
    unit = (corners[1] - corners[0]) / np.linalg.norm(corners[1] - corners[0])
    fine = (np.arange(16 * SIDE) + 0.5) / 16
    x, y = np.meshgrid(fine - corners[0, 0], fine - corners[0, 1])
    off, along = x * unit[1] - y * unit[0], x * unit[0] + y * unit[1]
    inside = (np.abs(off) < 1.5) & (along > 0) & (along < np.linalg.norm(corners[1] - corners[0]))
    expected = inside.reshape(SIDE, 16, SIDE, 16).mean(axis=(1, 3))
    assert np.abs(stroked(corners, 3.0) / 255 - expected).max() < 0.06  # at its four corners
    assert np.abs(stroked(corners, 3.0) / 255 - expected).mean() < 0.001


@pytest.mark.parametrize("join", [MITER, ROUND, BEVEL])
@pytest.mark.parametrize("cap", [BUTT, ROUND_CAP, SQUARE])
@pytest.mark.parametrize("width", [1.0, 2.2, 7.0])
def test_joins_and_caps_are_those_of_cairo(width: float, join: int, cap: int) -> None:
    assert psnr(stroked(ZIGZAG, width, join, cap), by_cairo(ZIGZAG, width, join, cap)) > 36
    closed = np.vstack([ZIGZAG[:4], ZIGZAG[:1]])
    assert psnr(stroked(closed, width, join, cap), by_cairo(closed, width, join, cap)) > 36


@pytest.mark.parametrize("join", [MITER, ROUND, BEVEL])
def test_a_line_that_turns_back_on_itself_ends_where_it_turns(join: int) -> None:
    there_and_back = np.array([[10.0, 20], [40, 20], [20, 20]])
    ours, theirs = (draw(there_and_back, 6.0, join) for draw in (stroked, by_cairo))
    assert psnr(ours, theirs) > 38


def test_a_smooth_curve_has_neither_gaps_nor_knots() -> None:
    turn = np.linspace(0, 2 * np.pi, 200)[:, None]
    circle = 32 + 20 * np.hstack([np.cos(turn), np.sin(turn)])
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    far = np.abs(np.hypot(x - 32, y - 32) - 20)
    picture = stroked(circle, 6.0)
    assert (picture[far < 2.2] == 255).all()
    assert not picture[far > 3.8].any()


def test_where_a_clear_stroke_crosses_itself_it_is_as_clear_as_elsewhere() -> None:
    corners = np.array([[10.0, 20], [50, 20], [50, 50], [30, 50], [30, 5]])
    picture = stroked(corners, 5.0, colour=np.uint32(0x80808080))
    assert set(picture[18:22, 15:45].ravel()) == {128.0}


def test_only_what_is_on_the_canvas_is_drawn() -> None:
    far = np.array([[-1e7, 30.0], [1e7, 30]])
    assert (stroked(far, 4.0)[28:32] == 255).all()
    assert not stroked(far + [0, 1e6], 4.0).any()
    across = np.array([[-20.0, 30], [20, 30]])
    assert (stroked(across, 4.0)[28:32, :19] == 255).all()


def test_nothing_is_drawn_of_a_point() -> None:
    assert not stroked(np.full((2, 2), 20.0), 4.0).any()


@pytest.mark.parametrize("width", [1, 5, 8, 13])
def test_a_narrow_picture_shows_what_a_wide_one_does(width: int) -> None:
    narrow, wide = np.zeros((SIDE, width), np.uint32), np.zeros((SIDE, SIDE), np.uint32)
    for pixels in (narrow, wide):
        curves = curves_through(ZIGZAG - [20.4, 0])
        stroke(pixels, WHITE, curves, np.ones(2), np.zeros(2), 3.0, MITER, BUTT, 1e-6)
    assert narrow.any()
    assert (narrow == wide[:, :width]).all()
