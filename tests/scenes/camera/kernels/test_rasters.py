"""Enlarged pictures: linear between the centres of their cells, cut at their box."""

import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.kernels.rasters import enlarge

RNG = np.random.default_rng(0)
PICTURE = RNG.integers(0, 256, (5, 7, 4), dtype=np.uint8)
PICTURE[..., 3] = 255


def enlarged(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    pixels = np.zeros((40, 60), np.uint32)
    enlarge(pixels, PICTURE.view(np.uint32)[..., 0], left, top, right, bottom)
    return pixels.view(np.uint8).reshape(40, 60, 4).astype(float)


def weights(count: int, begin: float, end: float, cells: int) -> np.ndarray:
    """Give what each of some pixels takes from each cell, array (count, cells)."""
    at = np.clip((np.arange(count) + 0.5 - begin) * cells / (end - begin) - 0.5, 0, cells - 1)
    return np.maximum(1 - np.abs(at[:, None] - np.arange(cells)), 0)


@pytest.mark.parametrize("box", [(0, 0, 60, 40), (3, 2, 52, 39), (-30, -8, 90, 70)])
def test_colours_are_linear_between_the_centres_of_cells(box: tuple[int, ...]) -> None:
    left, top, right, bottom = box
    across, along = weights(60, left, right, 7), weights(40, top, bottom, 5)
    expected = np.einsum("yr,xc,rck->yxk", along, across, PICTURE.astype(float))
    shown = np.s_[max(top, 0) : bottom, max(left, 0) : right]
    found = enlarged(*map(float, box))
    assert np.abs(found[shown] - expected[shown]).max() <= 2.5
    found[shown] = 0
    assert not found.any()


def test_what_is_elsewhere_is_not_seen() -> None:
    assert not enlarged(70.0, 0, 130, 40).any()
    assert not enlarged(-70.0, 0, -5, 40).any()
    assert not enlarged(0.0, 50, 60, 90).any()


def test_a_sliver_covers_the_pixels_it_lies_in() -> None:
    alpha = enlarged(10.25, 5.0, 10.75, 9.0)[..., 3] / 255
    assert alpha[5:9, 10] == pytest.approx(0.5, abs=0.01)
    alpha[5:9, 10] = 0
    assert not alpha.any()
