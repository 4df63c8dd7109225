"""Pictures enlarged by cubic pieces: the values of Pillow, cut at their box."""

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("numba")
from scenes.camera.kernels.cubic import enlarge_cubic

PICTURE = np.random.default_rng(0).integers(0, 256, (5, 7, 4), dtype=np.uint8)
PICTURE[..., 3] = 255


def enlarged(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    pixels = np.zeros((40, 60), np.uint32)
    enlarge_cubic(pixels, PICTURE.view(np.uint32)[..., 0], left, top, right, bottom)
    return pixels.view(np.uint8).reshape(40, 60, 4).astype(int)


@pytest.mark.parametrize("box", [(0, 0, 60, 40), (3, 2, 52, 39), (-30, -8, 90, 70)])
def test_colours_are_those_of_pillow(box: tuple[int, ...]) -> None:
    left, top, right, bottom = box
    across, along = 7 / (right - left), 5 / (bottom - top)
    mapping = (across, 0, -left * across, 0, along, -top * along)
    expected = np.asarray(
        Image.fromarray(PICTURE).transform(
            (60, 40), Image.Transform.AFFINE, mapping, Image.Resampling.BICUBIC
        )
    ).astype(int)
    shown = np.s_[max(top, 0) : bottom, max(left, 0) : right]
    found = enlarged(*map(float, box))
    assert np.abs(found[shown] - expected[shown]).max() <= 1
    found[shown] = 0
    assert not found.any()


def test_its_edges_cover_pixels_as_far_as_they_reach() -> None:
    alpha = enlarged(10.5, 5.25, 30.25, 30.5)[..., 3] / 255
    across, along = np.zeros(60), np.zeros(40)
    across[10:31], across[10], across[30] = 1, 0.5, 0.25
    along[5:31], along[5], along[30] = 1, 0.75, 0.5
    np.testing.assert_allclose(alpha, np.outer(along, across), atol=0.01)


def test_what_is_elsewhere_is_not_seen() -> None:
    assert not enlarged(70.0, 0, 130, 40).any()
    assert not enlarged(-70.0, 0, -5, 40).any()
    assert not enlarged(0.0, 50, 60, 90).any()
