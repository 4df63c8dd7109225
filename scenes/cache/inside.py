"""What lies in the cache: no link below its folder is followed, whatever is to be done there.

The folder itself may be a link, which its owner has chosen. Any other link was put there by
somebody, and what it leads to is not ours to read, write or delete.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path lies below a folder, and neither it nor what is between them is a link."""
    try:
        names = path.relative_to(folder).parts
    except ValueError:
        return False
    if not names or ".." in names:
        return False
    ways = (folder.joinpath(*names[:depth]) for depth in range(1, len(names) + 1))
    return not any(each.is_symlink() for each in ways)


def is_kept_file(path: Path, folder: Path) -> bool:
    """Whether a path is a file in the cache: no folder, and no pipe that would be waited for."""
    if not is_inside(path, folder):
        return False
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def kept_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Find the files in the cache that match a pattern, such as ``films/*/*``."""
    found: list[Path] = []
    with suppress(OSError):  # somebody else takes a folder away
        found += folder.glob(pattern)
    for path in found:
        if is_kept_file(path, folder):
            yield path


def can_be_written(path: Path, folder: Path) -> bool:
    """Whether a file of the cache may take this place; a link that is there makes way for it."""
    parent = path.parent
    if parent != folder and not is_inside(parent, folder):
        return False
    if path.name in ("", ".."):
        return False
    if path.is_symlink():
        try:
            path.unlink()  # what it leads to stays
        except OSError:
            return False
    return True
