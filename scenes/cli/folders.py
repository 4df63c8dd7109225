"""Folders for the output of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import make_folder
from engine.files import check_name


@contextmanager
def folder_for(path: Path) -> Iterator[None]:
    """Create the folder of a file before the block, and remove it afterwards if it is still empty.

    Raises
    ------
    WarpreelError
        If the folder cannot be made, or is not writable, or a name is too long.
    """
    check_name(path)
    missing = [folder for folder in path.absolute().parents if not folder.exists()]
    try:
        make_folder(path.parent)
        yield
    finally:
        for folder in missing:  # the deepest comes first
            with suppress(OSError):  # it is in use
                folder.rmdir()
