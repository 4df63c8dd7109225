"""Files of the cache, believed only if they are what was put there under their key.

The cache is data, not trust: a file may have been truncated, edited, swapped with another or
replaced by a link. Before its content each file has a digest over the content and its key, and no
link in the cache is followed.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from engine.errors import UsageError, WarpreelError
from engine.files import whole_file
from scenes.cache.inside import can_be_written, is_kept_file

DIGEST = 32
"""Bytes of the SHA-256 that stands before the content."""
FULL = "make room with `warpreel cache clear`, or choose another folder by WARPREEL_CACHE"


class CacheError(WarpreelError):
    """A cache that cannot be written; whoever meets it goes on without one."""


def is_key(key: str) -> bool:
    """Whether a key is a digest as `scenes.cache.digests.digest_of` makes them."""
    return re.fullmatch("[0-9a-f]{40}", key) is not None


def binding(key: str, content: bytes) -> bytes:
    """Return the SHA-256 over a key and the content that is kept under it."""
    return hashlib.sha256(f"{len(key)} {key}\n".encode() + content).digest()


def read_sealed(path: Path, key: str, folder: Path) -> bytes | None:
    """Return the content of a file, if it is what was written under its key.

    Parameters
    ----------
    path : Path
    key : str
        Under which it was written.
    folder : Path
        The cache; nothing outside of it is opened.

    Returns
    -------
    bytes or None
        None if the file is missing or not as it was written; then it is removed.
    """
    if not is_kept_file(path, folder):
        return None
    try:
        data = path.read_bytes()
    except OSError:
        return None
    content = data[DIGEST:]
    if binding(key, content) != data[:DIGEST]:
        with suppress(OSError):
            path.unlink()
        return None
    return content


def write_sealed(path: Path, key: str, folder: Path, content: bytes, what: str) -> None:
    """Write a file, whole or not at all, so that `read_sealed` believes it.

    Parameters
    ----------
    path : Path
    key : str
    folder : Path
        The cache; nothing outside of it is written.
    content : bytes
    what : str
        What it is, for the error message.

    Raises
    ------
    CacheError
        If the disk refuses.
    """
    if not can_be_written(path, folder):
        return
    try:
        with whole_file(path, "WARPREEL_CACHE", what=what, hint=FULL, kind=CacheError) as draft:
            draft.write_bytes(binding(key, content) + content)
    except UsageError as error:  # a folder or a pipe has its name, which nobody has chosen
        raise CacheError(str(error)) from error


def mark_as_used(path: Path) -> None:
    """Note that a file was used lately, so that it is the last to be dropped."""
    with suppress(OSError):
        os.utime(path)
