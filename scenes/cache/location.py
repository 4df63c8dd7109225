"""What is kept between runs: recordings, segments of films, fonts; where, and how much."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from engine.errors import UsageError
from engine.options import byte_size
from scenes.cache.inside import kept_files

DEFAULT_LIMIT = "4 GB"
"""How much the segments of films may take."""


def cache_folder() -> Path:
    """Return the folder of kept results: ``$WARPREEL_CACHE``, or the user's cache folder."""
    if chosen := os.environ.get("WARPREEL_CACHE"):
        return Path(chosen)
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "warpreel"
    try:
        return Path.home() / ".cache" / "warpreel"
    except RuntimeError:  # a user without a home, as in some containers
        folder = Path(gettempdir()) / f"warpreel-{os.getuid()}"
        return folder if _is_own(folder) else Path(os.devnull) / "warpreel"


def _is_own(folder: Path) -> bool:
    """Whether a folder, where all users write, is yet to be made or nobody else's."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return True
    writable_by_others = stat.S_IWGRP | stat.S_IWOTH
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return is_ours and not found.st_mode & writable_by_others


def cache_limit() -> int:
    """Return how many bytes the segments may take: ``$WARPREEL_CACHE_LIMIT``, such as ``500 MB``.

    Raises
    ------
    UsageError
        If the variable is no size.
    """
    text = os.environ.get("WARPREEL_CACHE_LIMIT") or DEFAULT_LIMIT
    try:
        return byte_size(text)
    except ValueError:
        raise UsageError(
            f"WARPREEL_CACHE_LIMIT is {text!r}: write a size such as 500 MB or 4 GB"
        ) from None


@dataclass(frozen=True)
class CachedFiles:
    """The files of one kind that the cache folder holds.

    Attributes
    ----------
    name : str
    folder : Path
        The cache.
    pattern : str
        Of its files, below the folder.
    """

    name: str
    folder: Path
    pattern: str

    @property
    def files(self) -> list[Path]:
        """All its files."""
        return list(kept_files(self.folder, self.pattern))

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        total = 0
        for path in self.files:
            try:
                total += path.lstat().st_size
            except OSError:  # somebody else has just taken it away
                continue
        return total


def cached_files() -> list[CachedFiles]:
    """List what is kept."""
    folder = cache_folder()
    return [
        CachedFiles("recordings", folder, "*.safetensors"),
        CachedFiles("segments", folder, "segments/*"),
        CachedFiles("films", folder, "films/*/*"),
        CachedFiles("lengths of films", folder, "lengths/*"),
        CachedFiles("typefaces", folder, "typefaces/*.ttf"),
    ]
