"""Brightness and colour of films: the exact formula of BT.709, and what FFmpeg makes of it."""

import av
import numpy as np
import pytest
from av.video.reformatter import Colorspace

pytest.importorskip("numba")
from scenes.camera.kernels.yuv import to_yuv420
from scenes.encoding.conversion import converted

NOISE = np.random.default_rng(0).integers(0, 256, (90, 134, 4), np.uint8)
SHARES = np.array([0.2126, 0.7152, 0.0722])


def planes_of(pixels: np.ndarray, spare: int = 0) -> tuple[np.ndarray, ...]:
    """Convert, into rows that are longer than they need be."""
    height, width = pixels.shape[:2]
    sizes = (height, width), (height // 2, width // 2), (height // 2, width // 2)
    made = [np.full((rows, columns + spare), 77, np.uint8) for rows, columns in sizes]
    to_yuv420(np.ascontiguousarray(pixels).view(np.uint32)[..., 0], *made)
    assert all((each[:, each.shape[1] - spare :] == 77).all() for each in made)
    return tuple(each[:, : each.shape[1] - spare] for each in made)


def exact(pixels: np.ndarray) -> tuple[np.ndarray, ...]:
    """Give the values before they are rounded."""
    colours = pixels[..., :3] / 255
    rows = np.pad((colours[:, ::2] + colours[:, 1::2]) / 2, ((1, 1), (0, 0), (0, 0)), "edge")
    parts = rows[:-3:2], rows[1:-2:2], rows[2:-1:2], rows[3::2]
    means = np.tensordot([1, 3, 3, 1], np.stack(parts), 1) / 8
    luma = means @ SHARES
    return (
        16 + 219 * (colours @ SHARES),
        128 + 224 * (means[..., 2] - luma) / 2 / (1 - SHARES[2]),
        128 + 224 * (means[..., 0] - luma) / 2 / (1 - SHARES[0]),
    )


def by_ffmpeg(pixels: np.ndarray) -> tuple[np.ndarray, ...]:
    frame = av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(pixels), "rgba")
    made = converted(frame, "yuv420p", Colorspace.ITU709)
    rows = (np.frombuffer(each, np.uint8).reshape(each.height, -1) for each in made.planes)
    return tuple(each[:, : part.width] for each, part in zip(rows, made.planes, strict=True))


def off(ours: tuple[np.ndarray, ...], theirs: tuple[np.ndarray, ...]) -> list[float]:
    """Give the largest difference in each plane."""
    pairs = zip(ours, theirs, strict=True)
    return [float(np.abs(a.astype(float) - b).max()) for a, b in pairs]


@pytest.mark.parametrize("spare", [0, 10])
def test_values_are_those_of_the_formula_rounded(spare: int) -> None:
    assert max(off(planes_of(NOISE, spare), exact(NOISE))) < 0.52


def test_the_ends_of_the_range_and_greys_are_exact() -> None:
    greys = np.repeat(np.arange(256, dtype=np.uint8), 8).reshape(-1, 2, 4).repeat(2, axis=0)
    luma, *colours = planes_of(greys)
    np.testing.assert_array_equal(luma, np.rint(16 + 219 / 255 * greys[..., 0]))
    assert all((each == 128).all() for each in colours)
    cube = np.stack(np.meshgrid([0, 255], [0, 255], [0, 255], [255]), -1).astype(np.uint8)
    corners = cube.reshape(8, 1, 4).repeat(6, axis=0).repeat(2, axis=1)
    found = planes_of(corners)
    assert (found[0].min(), found[0].max()) == (16, 235)
    assert [(each.min(), each.max()) for each in found[1:]] == [(16, 240)] * 2


def test_values_are_those_of_ffmpeg_but_for_rounding() -> None:
    assert max(off(planes_of(NOISE), by_ffmpeg(NOISE))) <= 1
