"""Joining segments to a film."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from engine.files import write_errors
from scenes.encoding.codec import Codec
from scenes.encoding.format import Format
from scenes.encoding.reduction import Reduced

_opened: Any = av.open  # PyAV's own annotation is a union of reading and writing


def join(
    segments: Iterable[bytes], codec: Codec, path: Path, format: Format, limit: int | None = None
) -> Reduced | None:
    """Write segments one after another to a film.

    Parameters
    ----------
    segments : iterable of bytes
        Files made by `scenes.encoding.encoder.Encoder` with the same codec.
    codec : Codec
    path : Path
        A file, or an empty folder, as the format has it.
    format : Format
    limit : int, optional
        Most bytes, if the format can be limited.

    Returns
    -------
    Reduced or None
        What was chosen to keep within the limit.

    Raises
    ------
    WarpreelError
        If the disk refuses, or the limit cannot be kept.
    """
    with write_errors(path.parent, hint="make room or choose another folder with -o"):
        return format.join(segments, codec, path, limit)


def copy_packets(
    segments: Iterable[bytes], codec: Codec, path: Path, container: str, options: dict[str, str]
) -> None:
    """Write a film whose packets are those of the segments, as they are.

    Parameters
    ----------
    segments : iterable of bytes
    codec : Codec
    path : Path
    container : str
        In FFmpeg's terms.
    options : dict
        Of the container.
    """
    with _opened(str(path), "w", format=container, options=options) as film:
        film.flags |= av.container.Flags.bitexact.value
        _copy_packets(segments, codec, film)


def decoded(segments: Iterable[bytes]) -> Iterator[Any]:
    """Yield all frames of segments, as PyAV's video frames."""
    for segment in segments:
        with _opened(io.BytesIO(segment)) as part:
            yield from part.decode(video=0)


def _copy_packets(segments: Iterable[bytes], codec: Codec, film: Any) -> None:
    stream: Any = None
    step = Fraction(1, codec.frame_rate)
    begin = 0
    for segment in segments:
        with _opened(io.BytesIO(segment), format=codec.container) as part:
            source = part.streams.video[0]
            if stream is None:
                stream = film.add_stream_from_template(source)
                if codec.pixel_format == "yuva420p":
                    stream.metadata["alpha_mode"] = "1"  # without it browsers play it opaque
            frames = 0
            for packet in part.demux(source):
                if packet.dts is None:
                    continue
                # Webm rounds times to milliseconds: count in frames, which every base can hold.
                shown = round(packet.pts * packet.time_base / step)
                packet.time_base, packet.duration = step, 1
                packet.pts, packet.dts = begin + shown, begin + frames - codec.reordering
                packet.stream = stream
                film.mux(packet)
                frames += 1
            begin += frames
