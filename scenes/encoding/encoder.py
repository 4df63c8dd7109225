"""Encoding frames to segments, in memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from fractions import Fraction
from threading import BoundedSemaphore
from typing import Any

import av
import numpy as np
from av.codec.hwaccel import HWAccel
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from scenes.encoding.codec import Codec
from scenes.encoding.conversion import film_frame

WAITING = 4
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
        """Finish the segment; the next frame begins another.

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
            self._segment = None

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
        device = {} if codec.device is None else {"hwaccel": HWAccel(codec.device)}
        self.stream: Any = self.container.add_stream(
            codec.encoder, rate=codec.frame_rate, options=dict(codec.options), **device
        )
        self.stream.pix_fmt = codec.pixel_format
        self.stream.width, self.stream.height = codec.width, codec.height
        if codec.brightness_and_colour:
            # Players assume what is not said, each something else.
            coder = self.stream.codec_context
            coder.color_range, coder.colorspace = ColorRange.MPEG, Colorspace.ITU709
            coder.color_primaries, coder.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        self.count = 0

    def add(self, pixels: np.ndarray, repeat: int) -> None:
        matrix = Colorspace.ITU709 if self.codec.brightness_and_colour else None
        picture = film_frame(pixels, self.codec.pixel_format, matrix)
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
