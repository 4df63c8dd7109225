"""Frames are converted to the same bytes each time, and nowhere else."""

from pathlib import Path

import av
import numpy as np
import pytest

import scenes
from scenes.encoding.conversion import converted, pixels_of

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


def test_no_frame_is_converted_elsewhere_by_several_threads() -> None:
    ways = (".reformat(", ".to_image(", ".to_ndarray(")
    found = [
        path.name
        for path in SOURCES
        if path.name != "conversion.py" and any(way in path.read_text("utf-8") for way in ways)
    ]
    assert found == []
