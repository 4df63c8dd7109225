"""Joining: every frame of every segment in its place, as it was."""

import io
from pathlib import Path

import av
import numpy as np
import pytest

from engine.errors import WarpreelError
from scenes.encoding.formats import FORMATS, codec_for, format_of
from scenes.encoding.join import copy_packets, join
from tests.support.canvas import psnr
from tests.support.decoding import frames
from tests.support.segments import QUALITY, encode, moving_disc, segments


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


def test_a_folder_that_refuses_is_told_in_a_sentence(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["mp4"], QUALITY)
    with pytest.raises(WarpreelError, match=r"cannot write .*nowhere"):
        join(
            [encode(codec, moving_disc(2))],
            codec,
            tmp_path / "nowhere" / "film.mp4",
            format_of(tmp_path / "nowhere" / "film.mp4"),
        )


def test_copied_packets_are_the_segments_own_whatever_the_container(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["mp4"], QUALITY)
    parts, _ = segments(codec)
    copy_packets(parts, codec, tmp_path / "film.mkv", "matroska", {})
    with av.open(str(tmp_path / "film.mkv")) as film:
        copied = [bytes(packet) for packet in film.demux(video=0) if packet.size]
    original = []
    for part in parts:
        with av.open(io.BytesIO(part), format="mp4") as segment:
            original += [bytes(packet) for packet in segment.demux(video=0) if packet.size]
    assert len(copied) == 20
    assert copied == original
