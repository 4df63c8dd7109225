"""Discs: their area, and what supersampling says of each pixel."""

import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.kernels.discs import fill_discs

SIDE = 48
WHITE, RED = np.array([0xFFFFFFFF, 0xFF0000FF], np.uint32)
PLACE = np.array([[23.4, 24.7]])
NONE = np.zeros(0, np.uint32)


def covered(radius: float, place: np.ndarray = PLACE) -> np.ndarray:
    pixels = np.zeros((SIDE, SIDE), np.uint32)
    fill_discs(pixels, place, np.full(len(place), WHITE), radius, NONE, 0.0)
    return (pixels >> np.uint32(24)) / 255


@pytest.mark.parametrize("radius", [0.6, 1.2, 3.0, 7.4, 20.0])
def test_a_disc_has_its_area(radius: float) -> None:
    assert covered(radius).sum() == pytest.approx(np.pi * radius**2, rel=0.03)


@pytest.mark.parametrize("radius", [1.2, 7.4, 20.0])
def test_no_pixel_is_far_off_its_area(radius: float) -> None:
    fine = (np.arange(16 * SIDE) + 0.5) / 16
    x, y = np.meshgrid(fine - PLACE[0, 0], fine - PLACE[0, 1])
    expected = (np.hypot(x, y) < radius).reshape(SIDE, 16, SIDE, 16).mean(axis=(1, 3))
    assert np.abs(covered(radius) - expected).max() < 0.08


def test_its_middle_is_where_it_is_put() -> None:
    picture = covered(6.0)
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    found = np.array([(picture * x).sum(), (picture * y).sum()]) / picture.sum()
    np.testing.assert_allclose(found, PLACE[0], atol=0.02)


def test_a_rim_lies_over_the_edge_and_later_discs_over_earlier_ones() -> None:
    pixels = np.zeros((SIDE, SIDE), np.uint32)
    places = np.array([[20.5, 20.5], [28.5, 20.5]])
    fill_discs(pixels, places, np.full(2, WHITE), 8.0, np.full(2, RED), 3.0)
    assert pixels[20, 15] == pixels[20, 24] == pixels[20, 28] == WHITE
    assert pixels[20, 12] == pixels[20, 20] == RED


def test_what_is_half_out_is_cut_and_what_is_elsewhere_is_not_seen() -> None:
    assert (covered(5.0, np.array([[0.0, 20]]))[18:22, :4] == 1).all()
    assert not covered(5.0, np.array([[1e9, 20], [20, -1e9], [-9, 20]])).any()
