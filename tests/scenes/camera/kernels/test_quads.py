"""Convex quadrilaterals: told from others, and covered nearly by the area."""

import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.kernels.polygons import fill_polygon
from scenes.camera.kernels.quads import fill_quad, is_convex

SQUARE = np.array([[10.0, 10], [30, 10], [30, 30], [10, 30]])


@pytest.mark.parametrize(
    ("corners", "convex"),
    [
        (SQUARE, True),
        (SQUARE[::-1], True),
        (SQUARE[[0, 0, 1, 2]], True),
        (SQUARE[[0, 2, 1, 3]], False),
        (SQUARE[[0, 1, 1, 0]], False),
        (SQUARE + [[0, 0], [0, 0], [-15, -15], [0, 0]], False),
    ],
)
def test_convex_ones_are_told_from_others(corners: np.ndarray, convex: bool) -> None:
    assert is_convex(np.ascontiguousarray(corners)) is convex


@pytest.mark.parametrize("angle", np.linspace(0, np.pi / 2, 7).tolist())
@pytest.mark.parametrize("wide", [0.4, 1.5, 20.0])
def test_no_pixel_is_far_off_its_area(wide: float, angle: float) -> None:
    c, s = np.cos(angle), np.sin(angle)
    shape = np.array([[-20, -wide / 2], [20, -wide / 2], [20, wide / 2], [-20, wide / 2]])
    corners = shape @ np.array([[c, s], [-s, c]]) + [31.8, 32.1]
    quick, exact = np.zeros((2, 64, 64), np.uint32)
    fill_quad(quick, corners, np.uint32(0xFF000000))
    fill_polygon(exact, corners, np.uint32(0xFF000000), np.zeros(64))
    off = ((quick >> np.uint32(24)).astype(float) - (exact >> np.uint32(24))) / 255
    assert np.abs(off).max() < 0.1  # at its corners; elsewhere 0.05
    assert np.abs(off).mean() < 0.001
    assert abs(off.sum()) < 0.01 * 40 * wide + 1


@pytest.mark.parametrize("width", [1, 5, 8, 13])
def test_a_narrow_picture_shows_what_a_wide_one_does(width: int) -> None:
    corners = np.array([[-3.2, 2.1], [40.5, 9.7], [37.1, 30.2], [1.4, 25.6]])
    narrow, wide = np.zeros((32, width), np.uint32), np.zeros((32, 64), np.uint32)
    for pixels in (narrow, wide):
        fill_quad(pixels, corners, np.uint32(0xFF336699))
    assert (narrow == wide[:, :width]).all()
