"""Reading the files that a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av

from engine.errors import WarpreelError, reason


def read_file(path: Path) -> bytes:
    """Return the content of a file.

    Raises
    ------
    WarpreelError
        If it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise WarpreelError(f"cannot read {path}: {reason(error)}") from error


@contextmanager
def open_film(path: Path) -> Iterator[Any]:
    """Open a film for reading with PyAV.

    Raises
    ------
    WarpreelError
        If it is missing, or not a film.
    """
    try:
        with av.open(str(path)) as film:
            if not film.streams.video:
                raise WarpreelError(f"{path} has no pictures in it; render it anew")
            yield film
    except (av.FFmpegError, OSError) as error:
        why = reason(error) if isinstance(error, OSError) else "it is damaged"
        raise WarpreelError(
            f"cannot read the film {path}: {why}; make it with `warpreel render`"
        ) from error
