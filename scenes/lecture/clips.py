"""Cutting a film into its parts without encoding it again, and decoding single frames."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import av
from PIL import Image

from engine.errors import WarpreelError
from scenes.encoding.conversion import pixels_of
from scenes.languages.numbers import fixed
from scenes.lecture.deck import Part

JPEG: dict[str, Any] = {"quality": 85, "subsampling": "4:2:0", "optimize": True}
"""How frames are written: with as many pixels of colour as films have, 40 dB from them."""

_opened: Any = av.open  # PyAV's own annotation is a union of reading and writing


def clips_of(film: Path, parts: Iterable[Part]) -> Iterator[bytes]:
    """Cut a film into its parts.

    Parameters
    ----------
    film : Path
        MP4 (H.264) in which no frame before the beginning of a part refers to one after it.
    parts : iterable of Part
        Together, in order, the whole film.

    Yields
    ------
    bytes
        An MP4 file for each part, with the same encoded frames as the film.

    Raises
    ------
    WarpreelError
        If the film cannot be read, or a part begins elsewhere than at a key frame.
    """
    try:
        with _opened(str(film)) as source:
            stream = source.streams.video[0]
            packets = [packet for packet in source.demux(stream) if packet.dts is not None]
            starts = [_first_packet(packets, part, film) for part in parts]
            for begin, end in zip(starts, [*starts[1:], len(packets)], strict=True):
                yield _clip(stream, packets[begin:end])
    except (OSError, av.FFmpegError) as error:
        why = (error.strerror or str(error)).lower()
        raise WarpreelError(f"cannot read the film {film}: {why}; render it again") from error


def _first_packet(packets: list[Any], part: Part, film: Path) -> int:
    """Return the index of the packet with which a part begins."""
    for index, packet in enumerate(packets):
        late = float(packet.pts * packet.time_base) - part.begin
        if packet.is_keyframe and abs(late) < float(packet.duration * packet.time_base) / 2:
            return index
    raise WarpreelError(
        f"{film} has no key frame at {fixed(part.begin, 3)} s, where “{part.title}” begins; "
        "render it again"
    )


def _clip(stream: Any, packets: list[Any]) -> bytes:
    file = io.BytesIO()
    with _opened(file, "w", format="mp4") as clip:
        clip.flags |= av.container.Flags.bitexact.value
        copy = clip.add_stream_from_template(stream)
        begin = packets[0].pts
        for packet in packets:
            packet.pts, packet.dts = packet.pts - begin, packet.dts - begin
            packet.stream = copy
            clip.mux(packet)
    return file.getvalue()


def last_frame(clip: bytes) -> Image.Image:
    """Return the last frame of an MP4 file as an image, decoding as few frames as possible."""
    with _opened(io.BytesIO(clip)) as film:
        film.seek(film.duration, backward=True)
        *_, frame = film.decode(video=0)
        return Image.fromarray(pixels_of(frame, "rgb24"))


def as_jpeg(frames: Image.Image, comment: str = "") -> bytes:
    """Return frames of a film as a JPEG file, an eighth of a PNG."""
    file = io.BytesIO()
    frames.save(file, "JPEG", comment=comment, **JPEG)
    return file.getvalue()
