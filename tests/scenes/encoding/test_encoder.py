"""Encoding: what went in comes out, in segments and joined."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from engine.errors import WarpreelError
from scenes.encoding.codec import Codec
from scenes.encoding.encoder import Encoder, straight_alpha
from scenes.encoding.formats import FORMATS, codec_for, format_of
from scenes.encoding.join import join
from scenes.encoding.qualities import Quality
from tests.support.canvas import psnr
from tests.support.decoding import frames

QUALITY = Quality(96, 64, 10)
LENGTHS = (7, 1, 12)


def film(count: int, start: int = 0) -> list[np.ndarray]:
    """Make frames in which a soft disc moves."""
    y, x = np.mgrid[:64, :96]
    made = []
    for i in range(start, start + count):
        disc = 1 / (1 + np.exp((np.hypot(x - 20 - 3 * i, y - 30) - 12) / 2))
        pixels = np.full((64, 96, 4), 255, np.uint8)
        pixels[..., 0], pixels[..., 1], pixels[..., 2] = 255 * disc, 120, 250 - 200 * disc
        made.append(pixels)
    return made


def encode(codec: Codec, pictures: list[np.ndarray], repeat: int = 1) -> bytes:
    kept: list[bytes] = []
    encoder = Encoder(codec)
    for each in pictures:
        encoder.add(each, repeat)
    encoder.finish(kept.append).result()
    encoder.close()
    return kept[0]


def segments(codec: Codec) -> tuple[list[bytes], np.ndarray]:
    """Make segments, and all their frames."""
    parts, start = [], 0
    for length in LENGTHS:
        parts.append(film(length, start))
        start += length
    return [encode(codec, part) for part in parts], np.concatenate(parts)


@pytest.mark.parametrize("preset", ["preview", "film", "manim", "small"])
@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_a_film_of_joined_segments_has_every_frame_in_its_place(
    tmp_path: Path, format: str, preset: str
) -> None:
    codec = codec_for(FORMATS[format], QUALITY, preset, 10)
    parts, original = segments(codec)
    path = tmp_path / f"film.{format}"
    join(parts, codec, path, format_of(path))
    decoded = frames(path)
    assert decoded.shape == (20, 64, 96, 3)
    assert all(psnr(a, b[..., :3]) > 30 for a, b in zip(decoded, original, strict=True))


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_joining_changes_no_picture(tmp_path: Path, format: str) -> None:
    codec = codec_for(FORMATS[format], QUALITY, "film", 23)
    parts, _ = segments(codec)
    join(parts, codec, tmp_path / f"film.{format}", format_of(tmp_path / f"film.{format}"))
    apart = []
    for i, part in enumerate(parts):
        (tmp_path / f"{i}.{format}").write_bytes(part)
        apart.append(frames(tmp_path / f"{i}.{format}"))
    assert (frames(tmp_path / f"film.{format}") == np.concatenate(apart)).all()


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_times_of_a_film_rise_by_a_frame_each(tmp_path: Path, format: str) -> None:
    codec = codec_for(FORMATS[format], QUALITY, "manim", 23)
    parts, _ = segments(codec)
    path = tmp_path / f"film.{format}"
    join(parts, codec, path, format_of(path))
    with av.open(str(path)) as opened:
        stream = opened.streams.video[0]
        packets = [packet for packet in opened.demux(stream) if packet.dts is not None]
        decoded = [packet.dts for packet in packets]
        shown = sorted(float(packet.pts * packet.time_base) for packet in packets)
    assert decoded == sorted(set(decoded))
    assert all(packet.dts <= packet.pts for packet in packets)
    assert np.array(shown) - shown[0] == pytest.approx(np.arange(20) / 10, abs=1e-3)
    assert shown[0] == pytest.approx(0, abs=1e-3)


def test_a_film_for_the_web_has_its_index_first(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["mp4"], QUALITY)
    join(segments(codec)[0], codec, tmp_path / "film.mp4", format_of(tmp_path / "film.mp4"))
    data = (tmp_path / "film.mp4").read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("preset", ["preview", "film", "manim", "small"])
@pytest.mark.parametrize("width", [96, 128, 854])
def test_encoding_again_gives_the_same_bytes(tmp_path: Path, width: int, preset: str) -> None:
    codec = codec_for(FORMATS["mp4"], Quality(width, 64, 10), preset)
    pictures = [np.pad(each, ((0, 0), (0, width - 96), (0, 0)), "wrap") for each in film(8)]
    first = encode(codec, pictures)
    assert all(encode(codec, pictures) == first for _ in range(5))
    for name in ("a.mp4", "b.mp4"):
        join([first, first], codec, tmp_path / name, format_of(tmp_path / name))
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_still_is_shown_as_often_as_asked(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["mp4"], QUALITY)
    join(
        [encode(codec, film(1), repeat=9)],
        codec,
        tmp_path / "film.mp4",
        format_of(tmp_path / "film.mp4"),
    )
    assert len(frames(tmp_path / "film.mp4")) == 9


def test_a_transparent_film_keeps_colour_and_alpha(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["webm"], QUALITY, "film", 4, transparent=True)
    pictures = film(4)
    for each in pictures:
        each[..., 3] = np.linspace(0, 255, 96)
    join(
        [encode(codec, pictures)], codec, tmp_path / "film.webm", format_of(tmp_path / "film.webm")
    )
    decoded = frames(tmp_path / "film.webm", alpha=True)
    assert np.abs(decoded[..., 3].astype(int) - pictures[0][..., 3]).max() <= 6
    seen = np.s_[:, :, 48:, :3]
    assert psnr(decoded[seen], np.array(pictures)[seen]) > 30


def test_an_animated_picture_has_all_frames_in_nearly_their_colours(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["gif"], QUALITY)
    parts, original = segments(codec)
    join(parts, codec, tmp_path / "film.gif", format_of(tmp_path / "film.gif"))
    with Image.open(tmp_path / "film.gif") as gif:
        assert gif.n_frames == 20
        assert gif.info["loop"] == 0
        for i in (0, 7, 19):
            gif.seek(i)
            assert psnr(np.asarray(gif.convert("RGB")), original[i][..., :3]) > 27


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
        encoder.add(film(1)[0])
    encoder.close()
    assert kept == []


def test_what_is_unfinished_when_it_closes_is_dropped() -> None:
    encoder = Encoder(codec_for(FORMATS["mp4"], QUALITY))
    encoder.add(film(1)[0])
    encoder.close()
    assert encoder._segment is None


def test_a_folder_that_refuses_is_told_in_a_sentence(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["mp4"], QUALITY)
    with pytest.raises(WarpreelError, match=r"cannot write .*nowhere"):
        join(
            [encode(codec, film(2))],
            codec,
            tmp_path / "nowhere" / "film.mp4",
            format_of(tmp_path / "nowhere" / "film.mp4"),
        )
