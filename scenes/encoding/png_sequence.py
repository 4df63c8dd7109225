"""Numbered pictures in a folder, for programs that cut films."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import av
from PIL import Image

from engine.errors import UsageError
from scenes.encoding.codec import Codec

HEAD = 33
"""Bytes of a PNG before which nothing else may stand: its signature and its size."""
MARK = b"tEXtSoftware\0Warpreel"
"""In every picture, so that no folder of somebody else's pictures is ever replaced."""

_opened: Any = av.open  # PyAV's own annotation is a union of reading and writing


def write_sequence(segments: Iterable[bytes], codec: Codec, folder: Path) -> None:
    """Write every frame as a PNG: ``0001.png`` and so on, with more digits where need be.

    Parameters
    ----------
    segments : iterable of bytes
        Files made by `scenes.encoding.encoder.Encoder`, their frames encoded as PNG.
    codec : Codec
    folder : Path
        An empty one.
    """
    chunk = len(MARK[4:]).to_bytes(4, "big") + MARK + zlib.crc32(MARK).to_bytes(4, "big")
    count = 0
    for segment in segments:
        with _opened(io.BytesIO(segment), format=codec.container) as part:
            for packet in part.demux(video=0):
                if packet.size:
                    count += 1
                    png = bytes(packet)
                    (folder / f"{count}.png").write_bytes(png[:HEAD] + chunk + png[HEAD:])
    digits = max(4, len(str(count)))
    for number in range(1, count + 1):
        (folder / f"{number}.png").rename(folder / f"{number:0{digits}}.png")


def check_place(folder: Path) -> None:
    """Check that a sequence may be written here: nothing is there, or an older sequence.

    Raises
    ------
    UsageError
        If there is anything that would be lost.
    """
    if not folder.exists():
        return
    if not folder.is_dir() or not all(map(_is_ours, folder.iterdir())):
        raise UsageError(
            f"-o {folder}: what stands there is no sequence of ours, and is not replaced; "
            "name a folder that does not exist yet"
        )


def _is_ours(path: Path) -> bool:
    if not (path.suffix == ".png" and path.stem.isdecimal()):
        return False
    try:
        with Image.open(path) as picture:
            return picture.info.get("Software") == "Warpreel"
    except OSError:
        return False
