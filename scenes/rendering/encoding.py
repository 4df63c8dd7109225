"""Encoding frames to segments, in memory; and joining segments to a film without encoding again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import av
import numpy as np

from engine.errors import WarpreelError, reason
from scenes.rendering.qualities import Codec

WAITING = 8
"""Frames that may wait for the encoder; more would only cost memory."""


_opened: Any = av.open  # PyAV's own annotation is a union of reading and writing


class Encoder:
    """Encodes segments on a thread of its own, one after another.

    Parameters
    ----------
    codec : Codec
    """

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="encoder")
        self._room = BoundedSemaphore(WAITING)
        self._failed: BaseException | None = None
        self._segment: _Segment | None = None

    def add(self, frame: np.ndarray, repeat: int = 1) -> None:
        """Encode a frame.

        Parameters
        ----------
        frame : uint8 array (height, width, 4)
            Contiguous; not to be changed before `WAITING` others have been added.
        repeat : int
            How many times it is shown.
        """
        if self._failed is not None:
            raise self._failed
        self._room.acquire()
        self._thread.submit(self._add, frame, repeat)

    def finish(self, keep: Callable[[bytes], None]) -> Future[None]:
        """End the segment; the next frame begins another.

        Parameters
        ----------
        keep : callable
            Called with the segment as a file, on the encoder's thread.
        """
        return self._thread.submit(self._finish, keep)

    def close(self) -> None:
        """Drop what is unfinished, and end the thread."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._segment is not None:
            self._segment.drop()

    def _add(self, frame: np.ndarray, repeat: int) -> None:
        try:
            if self._failed is None:
                self._segment = self._segment or _Segment(self.codec)
                self._segment.add(frame, repeat)
        except BaseException as error:
            self._failed = error
        finally:
            self._room.release()

    def _finish(self, keep: Callable[[bytes], None]) -> None:
        if self._failed is not None:
            raise self._failed
        assert self._segment is not None
        segment, self._segment = self._segment, None
        try:
            keep(segment.finish())
        except BaseException as error:
            self._failed = error
            raise


class _Segment:
    """One encoded stretch of film."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self.file = io.BytesIO()
        self.container = _opened(self.file, "w", format=codec.container)
        self.stream: Any = self.container.add_stream(
            codec.encoder, rate=codec.frame_rate, options=dict(codec.options)
        )
        self.stream.pix_fmt = codec.pixel_format
        self.stream.width, self.stream.height = codec.width, codec.height
        self.count = 0

    def add(self, pixels: np.ndarray, repeat: int) -> None:
        picture = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
        picture = picture.reformat(format=self.codec.pixel_format, threads=1)
        for _ in range(repeat):
            picture.pts, picture.time_base = self.count, Fraction(1, self.codec.frame_rate)
            self.container.mux(self.stream.encode(picture))
            self.count += 1

    def finish(self) -> bytes:
        self.container.mux(self.stream.encode())
        self.container.close()
        return self.file.getvalue()

    def drop(self) -> None:
        with suppress(Exception):
            self.container.close()


def straight_alpha(pixels: np.ndarray) -> np.ndarray:
    """Divide colours by alpha: Cairo multiplies them, films and pictures keep them apart."""
    alpha = pixels[..., 3:].astype(np.uint16)
    known = np.maximum(alpha, 1)
    colours = np.minimum((pixels[..., :3] * np.uint16(255) + known // 2) // known, 255)
    return np.concatenate([colours, alpha], axis=-1).astype(np.uint8)


def join(segments: Iterable[bytes], codec: Codec, path: Path) -> None:
    """Write segments one after another to a film, their packets as they are.

    Parameters
    ----------
    segments : iterable of bytes
        Files made by `Encoder` with the same codec.
    codec : Codec
    path : Path
        Its suffix names the container.

    Raises
    ------
    WarpreelError
        If the disk refuses.
    """
    format = path.suffix[1:].lower()
    # The index comes first, so that a browser can begin to play before it has all of a film.
    options = {"movflags": "faststart"} if format == "mp4" else {}
    try:
        with _opened(str(path), "w", format=format, options=options) as film:
            film.flags |= av.container.Flags.bitexact.value
            if format == "gif":
                _write_gif(list(segments), codec, film)
            else:
                _copy(segments, codec, film)
    except OSError as error:
        raise WarpreelError(
            f"cannot write {path.parent}: {reason(error)}; make room or choose another folder "
            "with -o"
        ) from error


def _copy(segments: Iterable[bytes], codec: Codec, film: Any) -> None:
    stream: Any = None
    step = Fraction(1, codec.frame_rate)
    begin = 0
    for segment in segments:
        with _opened(io.BytesIO(segment), format=codec.container) as part:
            source = part.streams.video[0]
            if stream is None:
                stream = film.add_stream_from_template(source)
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


def _write_gif(segments: list[bytes], codec: Codec, film: Any) -> None:
    """Choose the colours by a first look at all frames; draw with them in a second."""
    palette = _palette(segments)
    stream = film.add_stream("gif", rate=codec.frame_rate)
    stream.pix_fmt, stream.width, stream.height = "pal8", codec.width, codec.height
    graph: Any = av.filter.Graph()
    picture = graph.add_buffer(
        width=codec.width, height=codec.height, format=codec.pixel_format,
        time_base=Fraction(1, codec.frame_rate),
    )  # fmt: skip
    colours = graph.add_buffer(
        width=palette.width, height=palette.height, format=palette.format.name,
        time_base=Fraction(1, codec.frame_rate),
    )  # fmt: skip
    use = graph.add("paletteuse", "dither=bayer:bayer_scale=5:diff_mode=rectangle")
    sink = graph.add("buffersink")
    picture.link_to(use, 0, 0)
    colours.link_to(use, 0, 1)
    use.link_to(sink)
    graph.configure()
    colours.push(palette)
    colours.push(None)
    count = 0

    def write() -> int:
        written = 0
        with suppress(av.error.BlockingIOError, av.error.EOFError):
            while True:
                frame = sink.pull()
                frame.pts, frame.time_base = count + written, Fraction(1, codec.frame_rate)
                film.mux(stream.encode(frame))
                written += 1
        return written

    for frame in _frames(segments, codec):
        picture.push(frame)
        count += write()
    picture.push(None)
    count += write()
    film.mux(stream.encode())


def _palette(segments: list[bytes]) -> Any:
    graph: Any = None
    for segment in segments:
        with _opened(io.BytesIO(segment)) as part:
            for frame in part.decode(video=0):
                if graph is None:
                    graph = av.filter.Graph()
                    graph.link_nodes(
                        graph.add_buffer(template=part.streams.video[0]),
                        graph.add("palettegen", "stats_mode=diff"),
                        graph.add("buffersink"),
                    ).configure()
                frame.pts = None
                graph.push(frame)
    graph.push(None)
    return graph.pull()


def _frames(segments: Iterable[bytes], codec: Codec) -> Iterator[Any]:
    count = 0
    for segment in segments:
        with _opened(io.BytesIO(segment)) as part:
            for frame in part.decode(video=0):
                frame.pts, frame.time_base = count, Fraction(1, codec.frame_rate)
                yield frame.reformat(format=codec.pixel_format)
                count += 1
