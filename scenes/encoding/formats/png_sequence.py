"""A folder of all frames, for programs that cut films."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from engine.files import whole_folder
from scenes.encoding.codec import Codec, Preset
from scenes.encoding.format import Format
from scenes.encoding.qualities import Quality


class PngSequence(Format):
    """Numbered PNGs in a folder."""

    name = "png-sequence"
    summary = "a folder of all frames"
    suffix = ""
    can_be_transparent = True

    def codec(self, quality: Quality, preset: Preset, crf: int, *, transparent: bool) -> Codec:
        """Return PNG: packets become files."""
        pixels = "rgba" if transparent else "rgb24"
        size = (quality.width, quality.height, quality.frame_rate)
        return Codec("mov", "png", pixels, *size, (), transparent)

    def join(
        self, segments: Iterable[bytes], codec: Codec, path: Path, limit: int | None = None
    ) -> None:
        """Write a file for each frame."""
        from scenes.encoding.png_sequence import write_sequence

        write_sequence(segments, codec, path)

    def open(self, path: Path) -> AbstractContextManager[Path]:
        """Return a folder that takes the place of `path` when it is complete."""
        return whole_folder(path, what="the film")

    def check_place(self, path: Path) -> None:
        """Refuse a folder that holds anything but an older sequence of ours."""
        from scenes.encoding.png_sequence import check_place

        check_place(path)


FORMAT = PngSequence()
