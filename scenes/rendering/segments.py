"""Finished segments of films, kept by what they show, and lists of which film is made of which.

A segment's key is a digest of everything its frames show and of how they are encoded, so the same
pictures are never drawn twice, whatever film they are in. Every file appears whole or not at all,
and carries a digest of its own: one that was damaged is as good as none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scenes.cache.inside import kept_files
from scenes.cache.location import cache_folder, cache_limit
from scenes.cache.sealed import is_key, mark_as_used, read_sealed, write_sealed

FACTS = "film.json"


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
        self._write(self._place(key), f"segment {key}", data)

    def get(self, key: str) -> bytes | None:
        """Return a segment, or None if it is not there or is damaged; a damaged one is removed."""
        if not is_key(key):
            return None
        path = self._place(key)
        data = read_sealed(path, f"segment {key}", self.folder)
        if data is not None:
            mark_as_used(path)
        return data

    def has(self, key: str) -> bool:
        """Return whether a segment is there and whole."""
        return self.get(key) is not None

    def note(self, film: str, segment: Segment) -> None:
        """Write down that a film has this segment."""
        name = f"note {film} {segment.number}"
        text = f"{segment.frames} {segment.key}"
        self._write(self._list(film) / str(segment.number), name, text.encode())

    def noted(self, film: str) -> dict[int, Segment]:
        """Return the segments that a film is known to have, whether or not they are still kept."""
        found = {}
        for path in kept_files(self.folder, f"films/{film}/*"):
            note = path.name.isdecimal() and read_sealed(
                path, f"note {film} {path.name}", self.folder
            )
            if note:
                with suppress(ValueError):
                    frames, key = note.decode().split()
                    found[int(path.name)] = Segment(int(path.name), int(frames), key)
        return found

    def frames_noted(self, film: str) -> int:
        """Return how many frames of a film are noted."""
        return sum(segment.frames for segment in self.noted(film).values())

    def remember(self, film: str, facts: dict[str, object]) -> None:
        """Write down what is known of a whole film."""
        self._write(self._list(film) / FACTS, f"film {film}", json.dumps(facts).encode())

    def recall(self, film: str) -> dict[str, object]:
        """Return what is known of a whole film; nothing if it was never finished."""
        facts = read_sealed(self._list(film) / FACTS, f"film {film}", self.folder)
        return {} if facts is None else json.loads(facts)

    def remember_length(self, key: str, seconds: float) -> None:
        """Write down how long a film was."""
        self._write(self.folder / "lengths" / key, f"length {key}", repr(seconds).encode())

    def recall_length(self, key: str) -> float:
        """Return how long a film was, in seconds; 0 if it is not known."""
        seconds = read_sealed(self.folder / "lengths" / key, f"length {key}", self.folder)
        return 0.0 if seconds is None else float(seconds)

    def films(self) -> Iterator[dict[str, object]]:
        """Return what is known of each film."""
        for path in kept_files(self.folder, f"films/*/{FACTS}"):
            yield self.recall(path.parent.name)

    def prune(self, keep: Iterable[str]) -> None:
        """Drop the segments used longest ago until the rest is within the limit.

        Parameters
        ----------
        keep : iterable of str
            Keys of segments that stay.
        """
        kept = set(keep)
        sizes = []
        for path in kept_files(self.folder, "segments/*"):
            with suppress(OSError):
                facts = path.lstat()
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

    def _write(self, path: Path, name: str, data: bytes) -> None:
        write_sealed(path, name, self.folder, data, "the finished segment")
