"""Finished segments of films, kept by what they show, and lists of which film is made of which.

A segment's key is a digest of everything its frames show and of how they are encoded, so the same
pictures are never drawn twice, whatever film they are in. Every file appears whole or not at all,
and carries a digest of its own: one that was damaged is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine.files import whole_file
from scenes.cache.location import cache_folder, cache_limit

FULL = "make room with `warpreel cache clear`, or choose another folder by WARPREEL_CACHE"
DIGEST = 32
"""Bytes of SHA-256 that stand before a segment's own."""


@dataclass(frozen=True)
class Segment:
    """A stretch of a film.

    Attributes
    ----------
    number : int
        From the beginning of the film.
    frames : int
    key : str
        Under which it is kept.
    """

    number: int
    frames: int
    key: str


class SegmentCache:
    """A folder of segments.

    Parameters
    ----------
    folder : Path, optional
        The user's cache by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder()

    def put(self, key: str, data: bytes) -> None:
        """Keep a segment.

        Raises
        ------
        WarpreelError
            If the disk refuses.
        """
        self._write(self._place(key), hashlib.sha256(data).digest() + data)

    def get(self, key: str) -> bytes | None:
        """Return a segment, or None if it is not there or is damaged; a damaged one is removed."""
        path = self._place(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[DIGEST:]).digest() != data[:DIGEST]:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)  # used lately: the last to be dropped
        return data[DIGEST:]

    def has(self, key: str) -> bool:
        """Return whether a segment is there and whole."""
        return self.get(key) is not None

    def note(self, film: str, segment: Segment) -> None:
        """Write down that a film has this segment."""
        self._write(
            self._list(film) / str(segment.number), f"{segment.frames} {segment.key}".encode()
        )

    def noted(self, film: str) -> dict[int, Segment]:
        """Return the segments that a film is known to have, whether or not they are still kept."""
        found = {}
        with suppress(OSError):
            for path in self._list(film).iterdir():
                with suppress(OSError, ValueError):
                    frames, key = path.read_text().split()
                    found[int(path.name)] = Segment(int(path.name), int(frames), key)
        return found

    def frames_noted(self, film: str) -> int:
        """Return how many frames of a film are noted."""
        return sum(segment.frames for segment in self.noted(film).values())

    def remember(self, film: str, facts: dict[str, object]) -> None:
        """Write down what is known of a whole film."""
        self._write(self._list(film) / "film.json", json.dumps(facts).encode())

    def recall(self, film: str) -> dict[str, object]:
        """Return what is known of a whole film; nothing if it was never finished."""
        return _facts(self._list(film) / "film.json")

    def remember_length(self, key: str, seconds: float) -> None:
        """Write down how long a film was."""
        self._write(self.folder / "lengths" / key, repr(seconds).encode())

    def recall_length(self, key: str) -> float:
        """Return how long a film was, in seconds; 0 if it is not known."""
        with suppress(OSError, ValueError):
            return float((self.folder / "lengths" / key).read_text())
        return 0.0

    def films(self) -> Iterator[dict[str, object]]:
        """Return what is known of each film."""
        yield from map(_facts, (self.folder / "films").glob("*/film.json"))

    def prune(self, keep: Iterable[str]) -> None:
        """Drop the segments used longest ago until the rest is within the limit.

        Parameters
        ----------
        keep : iterable of str
            Keys of segments that stay.
        """
        kept = set(keep)
        sizes = []
        for path in (self.folder / "segments").glob("*"):
            with suppress(OSError):
                facts = path.stat()
                sizes.append((facts.st_mtime, facts.st_size, path))
        excess = sum(size for _, size, _ in sizes) - cache_limit()
        for _, size, path in sorted(sizes):
            if excess <= 0:
                return
            if path.name not in kept:
                with suppress(OSError):
                    path.unlink()
                    excess -= size

    def _place(self, key: str) -> Path:
        return self.folder / "segments" / key

    def _list(self, film: str) -> Path:
        return self.folder / "films" / film

    def _write(self, path: Path, data: bytes) -> None:
        with whole_file(path, "WARPREEL_CACHE", what="the finished segment", hint=FULL) as draft:
            draft.write_bytes(data)


def _facts(path: Path) -> dict[str, object]:
    try:
        facts = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}
