"""Frames are converted to the same bytes each time, and nowhere else."""

from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import Colorspace

import scenes
from scenes.encoding import conversion
from scenes.encoding.conversion import BT709, converted, film_frame, pixels_of

SOURCES = sorted(Path(scenes.__file__).parent.rglob("*.py"))


def frame_of(width: int, height: int = 480) -> av.VideoFrame:
    noise = np.random.default_rng(0).integers(0, 256, (height * 3 // 2, width), np.uint8)
    return av.VideoFrame.from_ndarray(noise, format="yuv420p")


@pytest.mark.parametrize("width", [854, 846, 640])
def test_frames_become_the_same_pixels_each_time(width: int) -> None:
    frame = frame_of(width)
    first = pixels_of(frame)
    assert first.shape == (480, width, 4)
    assert (first[..., 3] == 255).all()
    for _ in range(200):
        np.testing.assert_array_equal(pixels_of(frame), first)


def test_grey_stays_grey_there_and_back() -> None:
    grey = np.full((48, 54, 4), 128, np.uint8)
    frame = converted(av.VideoFrame.from_numpy_buffer(grey, format="rgba"), "yuv420p")
    np.testing.assert_allclose(pixels_of(frame)[..., :3], 128, atol=1)


def test_pixels_become_nearly_the_same_frame_with_kernels_and_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("numba")
    y, x = np.mgrid[:96, :134]
    pixels = np.stack([x, 2 * y, 200 - x, 0 * x], axis=-1).astype(np.uint8)
    by_kernel = film_frame(pixels, "yuv420p", BT709)
    monkeypatch.setattr(conversion, "is_compiled", lambda: False)
    by_ffmpeg = film_frame(pixels, "yuv420p", BT709)
    kinds = [(each.format.name, each.colorspace, each.width) for each in (by_kernel, by_ffmpeg)]
    assert kinds[0] == kinds[1] == ("yuv420p", BT709, 134)
    shown = [pixels_of(each).astype(int) for each in (by_kernel, by_ffmpeg)]
    assert np.abs(shown[0] - shown[1]).max() <= 3


@pytest.mark.parametrize(
    ("shape", "pixel_format", "matrix"),
    [
        ((6, 9), "yuv420p", BT709), ((9, 6), "yuv420p", BT709), ((6, 8), "yuv420p", None),
        ((6, 8), "yuva420p", BT709), ((6, 8), "nv12", BT709), ((6, 8), "rgb24", None),
    ],
)  # fmt: skip
def test_whatever_is_no_plain_film_goes_through_ffmpeg(
    shape: tuple[int, int], pixel_format: str, matrix: Colorspace | None
) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (*shape, 4), np.uint8)
    frame = film_frame(pixels, pixel_format, matrix)
    plain = av.VideoFrame.from_numpy_buffer(pixels, "rgba")
    expected = converted(plain, pixel_format, matrix)
    assert frame.format.name == pixel_format
    np.testing.assert_array_equal(pixels_of(frame), pixels_of(expected))


def test_no_frame_is_converted_elsewhere_by_several_threads() -> None:
    ways = (".reformat(", ".to_image(", ".to_ndarray(")
    found = [
        path.name
        for path in SOURCES
        if path.name != "conversion.py" and any(way in path.read_text("utf-8") for way in ways)
    ]
    assert found == []
