"""Animated pictures: all frames in nearly their colours, or fewer where bytes are short."""

from pathlib import Path

import numpy as np
from PIL import Image

from scenes.encoding.formats import codec_for
from scenes.encoding.formats.gif import FORMAT
from tests.support.canvas import psnr
from tests.support.decoded import frames
from tests.support.segments import QUALITY, segments


def test_an_animated_picture_has_all_frames_in_nearly_their_colours(tmp_path: Path) -> None:
    codec = codec_for(FORMAT, QUALITY)
    parts, original = segments(codec)
    assert FORMAT.join(parts, codec, tmp_path / "film.gif") is None
    with Image.open(tmp_path / "film.gif") as gif:
        assert gif.n_frames == 20
        assert gif.info["loop"] == 0
        for i in (0, 7, 19):
            gif.seek(i)
            assert psnr(np.asarray(gif.convert("RGB")), original[i][..., :3]) > 27


def test_a_limit_is_handed_on_and_what_was_chosen_comes_back(tmp_path: Path) -> None:
    codec = codec_for(FORMAT, QUALITY)
    parts, _ = segments(codec)
    FORMAT.join(parts, codec, tmp_path / "free.gif")
    limit = int(0.7 * (tmp_path / "free.gif").stat().st_size)
    reduced = FORMAT.join(parts, codec, tmp_path / "film.gif", limit)
    assert reduced is not None
    assert reduced.bytes == (tmp_path / "film.gif").stat().st_size <= limit


def test_segments_are_kept_without_loss_until_colours_are_chosen() -> None:
    codec = codec_for(FORMAT, QUALITY)
    parts, original = segments(codec)
    kept = np.concatenate([frames(part) for part in parts])
    assert (kept == original[..., :3]).all()
