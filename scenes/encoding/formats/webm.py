"""Films in VP9, which may lie over a page or a slide."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from engine.options import in_range
from scenes.encoding.codec import Codec, Preset, sorted_options
from scenes.encoding.format import Format
from scenes.encoding.qualities import Quality


class WebM(Format):
    """A WebM file of VP9."""

    name = "webm"
    summary = "film, VP9"
    suffix = "webm"
    media_type = "video/webm"
    can_be_transparent = True
    has_rate = True

    def codec(self, quality: Quality, preset: Preset, crf: int, *, transparent: bool) -> Codec:
        """Return libvpx's options."""
        in_range("--crf", crf, 0, 63)
        options = {"crf": str(crf), "b": "0", **preset.vp9}
        pixels = "yuva420p" if transparent else "yuv420p"
        size = (quality.width, quality.height, quality.frame_rate)
        return Codec("webm", "libvpx-vp9", pixels, *size, sorted_options(options), transparent)

    def join(
        self, segments: Iterable[bytes], codec: Codec, path: Path, limit: int | None = None
    ) -> None:
        """Copy packets as they are."""
        from scenes.encoding.join import copy_packets

        copy_packets(segments, codec, path, "webm", {})


FORMAT = WebM()
