"""Reading the files that a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av

from engine.errors import WarpreelError
from engine.input_files import open_input, read_input

LARGEST = 2_000_000_000
"""Most bytes of a file that a page holds."""
DEMUXERS = {".mp4": "mp4", ".webm": "webm", ".gif": "gif"}
"""FFmpeg's names of the formats of films."""


def read_file(path: Path) -> bytes:
    """Return the content of a file.

    Raises
    ------
    WarpreelError
        If it cannot be read.
    """
    return read_input(path, LARGEST, kind=WarpreelError)


@contextmanager
def open_film(path: Path) -> Iterator[Any]:
    """Open a film for reading with PyAV.

    Raises
    ------
    WarpreelError
        If it is missing, or not a film.
    """
    hint = "make it with `warpreel render`"
    with open_input(path, hint, WarpreelError, "the film") as file:
        try:
            # Told the format, FFmpeg does not take a list of other files, or of addresses, for one.
            with av.open(file, format=DEMUXERS.get(path.suffix.lower())) as film:
                if not film.streams.video:
                    raise WarpreelError(f"{path} has no pictures in it; render it anew")
                yield film
        except av.FFmpegError as error:
            raise WarpreelError(f"cannot read the film {path}: it is damaged; {hint}") from error
