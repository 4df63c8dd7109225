"""Joining segments to a film."""

from __future__ import annotations

import io
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from engine.files import write_errors
from scenes.encoding.formats import Codec, format_of
from scenes.encoding.gif import Reduced, write_gif
from scenes.encoding.png_sequence import write_sequence

_opened: Any = av.open  # PyAV's own annotation is a union of reading and writing


def join(
    segments: Iterable[bytes], codec: Codec, path: Path, limit: int | None = None
) -> Reduced | None:
    """Write segments one after another to a film; packets of mp4 and webm stay as they are.

    Parameters
    ----------
    segments : iterable of bytes
        Files made by `scenes.encoding.encoder.Encoder` with the same codec.
    codec : Codec
    path : Path
        Its suffix names the format; without one it is an empty folder, for a sequence of pictures.
    limit : int, optional
        Most bytes, of a gif.

    Returns
    -------
    Reduced or None
        What was chosen to keep within the limit.

    Raises
    ------
    WarpreelError
        If the disk refuses, or the limit cannot be kept.
    """
    format = format_of(path)
    with write_errors(path.parent, hint="make room or choose another folder with -o"):
        if format == "gif":
            return write_gif(list(segments), codec, path, limit)
        if format == "png-sequence":
            write_sequence(segments, codec, path)
        else:
            _copy(segments, codec, path, format)
    return None


def _copy(segments: Iterable[bytes], codec: Codec, path: Path, format: str) -> None:
    # The index comes first, so that a browser can begin to play before it has all of a film.
    options = {"movflags": "faststart"} if format == "mp4" else {}
    with _opened(str(path), "w", format=format, options=options) as film:
        film.flags |= av.container.Flags.bitexact.value
        _copy_packets(segments, codec, film)


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
