"""The last frame alone, as a picture."""

from __future__ import annotations

from scenes.encoding.codec import LOSSLESS, Codec, Preset
from scenes.encoding.format import Format
from scenes.encoding.qualities import Quality


class Png(Format):
    """A PNG of the last frame."""

    name = "png"
    summary = "the last frame"
    suffix = "png"
    is_still = True
    can_be_transparent = True

    def codec(self, quality: Quality, preset: Preset, crf: int, *, transparent: bool) -> Codec:
        """Return an encoding without loss, for the frame's size."""
        size = (quality.width, quality.height, quality.frame_rate)
        return Codec("mp4", "libx264rgb", "rgb24", *size, LOSSLESS, transparent)


FORMAT = Png()
