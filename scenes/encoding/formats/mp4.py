"""Films in H.264: the default, which every browser and slide program plays."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from pathlib import Path

from engine.options import in_range
from scenes.encoding.codec import Codec, Preset, sorted_options
from scenes.encoding.format import Format
from scenes.encoding.qualities import Quality


class Mp4(Format):
    """An MP4 file of H.264."""

    name = "mp4"
    summary = "film, H.264"
    suffix = "mp4"
    media_type = "video/mp4"
    has_rate = True

    def codec(self, quality: Quality, preset: Preset, crf: int, *, transparent: bool) -> Codec:
        """Return x264's options."""
        in_range("--crf", crf, 0, 51)
        options = {"crf": str(crf), **preset.x264}
        if ceil(quality.width / 16) % 8:
            # x264's AVX-512 code for macroblock trees reads what was never written where a row has
            # another number of macroblocks, and no two encodings are the same.
            params = options.get("x264-params", "").replace("mbtree=1:", "")
            options["x264-params"] = ":".join(filter(None, (params, "mbtree=0")))
        size = (quality.width, quality.height, quality.frame_rate)
        return Codec("mp4", "libx264", "yuv420p", *size, sorted_options(options))

    def join(
        self, segments: Iterable[bytes], codec: Codec, path: Path, limit: int | None = None
    ) -> None:
        """Copy packets as they are."""
        from scenes.encoding.join import copy_packets

        # The index comes first, so that a browser can begin to play before it has all of a film.
        copy_packets(segments, codec, path, "mp4", {"movflags": "faststart"})


FORMAT = Mp4()
