"""Animated pictures, which play wherever a picture is shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.encoding.codec import LOSSLESS, Codec, Preset
from scenes.encoding.format import Format
from scenes.encoding.qualities import Quality

if TYPE_CHECKING:
    from scenes.encoding.reduction import Reduced


class Gif(Format):
    """A GIF."""

    name = "gif"
    summary = "animated picture"
    suffix = "gif"
    media_type = "image/gif"
    can_be_limited = True

    def codec(self, quality: Quality, preset: Preset, crf: int, *, transparent: bool) -> Codec:
        """Return an encoding without loss: colours are chosen when all frames are known."""
        size = (quality.width, quality.height, quality.frame_rate)
        return Codec("mp4", "libx264rgb", "rgb24", *size, LOSSLESS, transparent)

    def join(
        self, segments: Iterable[bytes], codec: Codec, path: Path, limit: int | None = None
    ) -> Reduced | None:
        """Choose colours, and whatever else keeps it within the limit."""
        from scenes.encoding.gif import write_gif

        return write_gif(list(segments), codec, path, limit)


FORMAT = Gif()
