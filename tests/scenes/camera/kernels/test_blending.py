"""Blending: what the formula says, rounded, in all four channels at once."""

import numpy as np
import pytest

pytest.importorskip("numba")
from scenes.camera.canvas import packed
from scenes.camera.kernels.blending import paint, scaled

RNG = np.random.default_rng(0)


def bytes_of(pixels: np.ndarray) -> np.ndarray:
    return pixels.view(np.uint8).reshape(*pixels.shape, 4).astype(float)


def test_each_channel_is_scaled_by_itself_and_rounded_to_the_nearest() -> None:
    pixels = RNG.integers(0, 2**32, 100, dtype=np.uint32)
    for share in (0, 1, 127, 128, 254, 255):
        found = np.array([scaled(pixel, np.uint32(share)) for pixel in pixels], np.uint32)
        assert (bytes_of(found) == np.rint(bytes_of(pixels) * share / 255)).all()


@pytest.mark.parametrize("opacity", [1.0, 0.4])
def test_a_colour_lies_over_pixels_as_far_as_the_mask_says(opacity: float) -> None:
    ground = packed(RNG.uniform(size=(20 * 30, 4))).reshape(20, 30)
    mask = RNG.integers(0, 256, (20, 32), dtype=np.uint8)
    mask[:, 30:] = 0
    colour = packed(np.array([[0.9, 0.2, 0.5, opacity]]))
    pixels = ground.copy()
    paint(pixels, mask, 0, 0, colour[0])
    share = mask[:, :30, None] / 255
    above, alpha = share * bytes_of(colour), share * bytes_of(colour)[..., 3:] / 255
    expected = above + (1 - alpha) * bytes_of(ground)
    assert np.abs(bytes_of(pixels) - expected).max() <= 1.3


def test_where_nothing_is_covered_pixels_stay_and_where_all_is_they_are_the_colour() -> None:
    ground = packed(RNG.uniform(size=(80, 4))).reshape(4, 20)
    mask = np.zeros((4, 24), np.uint8)
    mask[1, 3:19] = 255
    colour = packed(np.array([[1.0, 0.5, 0, 1]]))[0]
    pixels = ground.copy()
    paint(pixels, mask, 0, 0, colour)
    assert (pixels[1, 3:19] == colour).all()
    pixels[1, 3:19] = ground[1, 3:19]
    assert (pixels == ground).all()


def test_a_part_of_a_picture_is_painted_in_its_place() -> None:
    pixels = np.zeros((10, 10), np.uint32)
    mask = np.zeros((3, 8), np.uint8)
    mask[:, :4] = 255
    paint(pixels, mask, 3, 2, packed(np.ones((1, 4)))[0])
    assert np.flatnonzero(pixels.any(axis=0)).tolist() == [3, 4, 5, 6]
    assert np.flatnonzero(pixels.any(axis=1)).tolist() == [2, 3, 4]
