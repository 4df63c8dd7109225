"""Encoding: the same bytes for the same frames, and failures told where they can be heard."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from scenes.encoding.encoder import Encoder, straight_alpha
from scenes.encoding.formats import FORMATS, codec_for, format_of
from scenes.encoding.join import join
from scenes.encoding.qualities import Quality
from tests.support.decoding import frames
from tests.support.segments import QUALITY, encode, moving_disc


@pytest.mark.parametrize("preset", ["preview", "film", "manim", "small"])
@pytest.mark.parametrize("width", [96, 128, 854])
def test_encoding_again_gives_the_same_bytes(tmp_path: Path, width: int, preset: str) -> None:
    codec = codec_for(FORMATS["mp4"], Quality(width, 64, 10), preset)
    pictures = [np.pad(each, ((0, 0), (0, width - 96), (0, 0)), "wrap") for each in moving_disc(8)]
    first = encode(codec, pictures)
    assert all(encode(codec, pictures) == first for _ in range(5))
    for name in ("a.mp4", "b.mp4"):
        join([first, first], codec, tmp_path / name, format_of(tmp_path / name))
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_still_is_shown_as_often_as_asked(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["mp4"], QUALITY)
    join(
        [encode(codec, moving_disc(1), repeat=9)],
        codec,
        tmp_path / "film.mp4",
        format_of(tmp_path / "film.mp4"),
    )
    assert len(frames(tmp_path / "film.mp4")) == 9


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_colours_are_those_of_bt_709_and_the_film_says_so(tmp_path: Path, suffix: str) -> None:
    cube = np.array([0, 128, 255])[np.stack(np.meshgrid([0, 1, 2], [0, 1, 2], [0, 1, 2]), -1)]
    picture = np.full((48, 9 * 48, 4), 255, np.uint8)
    picture[..., :3] = cube.reshape(3, 9, 3).repeat(16, 0).repeat(48, 1)
    path = tmp_path / f"film.{suffix}"
    codec = codec_for(FORMATS[suffix], Quality(9 * 48, 48, 10), crf=5)
    join([encode(codec, [picture] * 3)], codec, path, format_of(path))
    with av.open(str(path)) as film:
        coder = film.streams.video[0].codec_context
        assert (coder.color_primaries, coder.color_trc, coder.colorspace, coder.color_range) == (
            (1, 1, 1, 1)  # H.273: BT.709 three times, and the range of studios
        )
        *_, frame = film.decode(video=0)
    luma = np.asarray(frame.planes[0]).view(np.uint8).reshape(48, -1)[8::16, 24 : 9 * 48 : 48]
    expected = 16 + 219 / 255 * (picture[8::16, 24::48, :3] @ [0.2126, 0.7152, 0.0722])
    assert np.abs(luma - expected).max() <= 2


def test_alpha_is_taken_out_of_colours() -> None:
    rng = np.random.default_rng(0)
    straight = rng.integers(0, 256, (50, 50, 3))
    alpha = rng.integers(0, 256, (50, 50, 1))
    multiplied = np.rint(straight * (alpha / 255.0))
    pixels = np.concatenate([multiplied, alpha], axis=-1).astype(np.uint8)
    result = straight_alpha(pixels)
    with np.errstate(all="ignore"):
        expected = np.minimum(np.rint(multiplied * 255 / alpha), 255)
    known = alpha[..., 0] > 0
    assert np.abs(result[..., :3].astype(int) - expected)[known].max() <= 1
    assert (result[..., 3:] == alpha).all()


def test_what_fails_in_the_encoder_s_thread_is_told_where_it_is_used() -> None:
    encoder = Encoder(codec_for(FORMATS["mp4"], QUALITY))
    encoder.add(np.zeros((3, 3), np.uint8))
    kept: list[Any] = []
    with pytest.raises(ValueError, match=r".+"):
        encoder.finish(kept.append).result()
    with pytest.raises(ValueError, match=r".+"):
        encoder.add(moving_disc(1)[0])
    encoder.close()
    assert kept == []


def test_what_is_unfinished_when_it_closes_is_dropped() -> None:
    encoder = Encoder(codec_for(FORMATS["mp4"], QUALITY))
    encoder.add(moving_disc(1)[0])
    encoder.close()
    assert encoder._segment is None
