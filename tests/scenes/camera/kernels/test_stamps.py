"""Stamps: sprites laid over pixels wherever they are wanted."""

import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.kernels.blending import laid
from scenes.camera.kernels.stamps import are_alike, stamp

RNG = np.random.default_rng(0)


def sprites(count: int, rows: int, columns: int) -> np.ndarray:
    alpha = RNG.integers(0, 256, (count, rows, columns), dtype=np.uint32)
    return alpha << np.uint32(24) | alpha // 2 << np.uint32(8) | alpha // 3


def test_each_copy_is_blended_pixel_by_pixel_in_order() -> None:
    sheet = sprites(3, 5, 6)
    ground = sprites(1, 20, 30)[0]
    kinds, corners = RNG.integers(0, 3, 40), RNG.integers(-7, 30, (40, 2))
    expected = ground.copy()
    for kind, (left, top) in zip(kinds, corners, strict=True):
        for (row, column), pixel in np.ndenumerate(sheet[kind]):
            y, x = top + row, left + column
            if 0 <= y < 20 and 0 <= x < 30:
                expected[y, x] = laid(pixel, expected[y, x])
    stamp(ground, sheet, kinds, corners)
    assert (ground == expected).all()


def test_copies_beyond_the_border_are_left_out() -> None:
    ground = np.zeros((20, 30), np.uint32)
    corners = np.array([[-6, 3], [30, 3], [3, -5], [3, 20], [10**12, 3], [3, -(10**12)]])
    stamp(ground, sprites(1, 5, 6), np.zeros(6, int), corners)
    assert not ground.any()


@pytest.mark.parametrize(("by", "alike"), [(0.0, True), (0.005, True), (0.02, False)])
def test_copies_are_told_from_what_differs_anywhere(by: float, alike: bool) -> None:
    shape = np.vstack([np.zeros((1, 2)), RNG.uniform(-1, 1, (7, 2))])
    copies = shape + RNG.uniform(-9, 9, (20, 1, 2))
    copies[13, 5, 1] -= by
    assert are_alike(copies, shape, 0.01) is alike
