"""What is known of films rendered before: whether they stand in their place, and how they go."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from scenes.cache.digests import digest_of
from scenes.encoding.codec import Codec
from scenes.encoding.formats import format_of
from scenes.rendering.job import drawing_version
from scenes.rendering.segments import SegmentCache
from scenes.rendering.timeline import Timeline


def is_unchanged(identity: str, path: Path, codec: Codec, limit: int | None = None) -> bool:
    """Return whether the film of this identity already stands at its place, within its size."""
    if not path.exists():
        return False
    expected = SegmentCache().recall(film_key(identity, codec)).get(variant_of(path, limit))
    return expected is not None and content_digest(path) == expected


def known_timeline(identity: str, codec: Codec) -> Timeline | None:
    """Return the course of a film that was rendered here, wherever it is now."""
    known = SegmentCache().recall(film_key(identity, codec)).get("timeline")
    return msgspec.convert(known, Timeline | None)


def seconds_drawn(identity: str, codec: Codec) -> float:
    """Return how many seconds of a film are drawn so far."""
    return SegmentCache().frames_noted(film_key(identity, codec)) / codec.frame_rate


def timeline_of_file(path: Path) -> Timeline | None:
    """Find the course of a film that was rendered here, by what is in its file."""
    digest = content_digest(path)
    found = (facts.get("timeline") for facts in SegmentCache().films() if digest in facts.values())
    return msgspec.convert(next(found, None), Timeline | None)


def film_key(identity: str, codec: Codec) -> str:
    """Return under what a film is known, encoding and drawing code included."""
    return digest_of(identity, codec, drawing_version())


def variant_of(path: Path, limit: int | None) -> str:
    """Name what is made of the segments of a film."""
    name = format_of(path).name
    return name if limit is None else f"{name} of {limit} bytes"


def content_digest(path: Path) -> str:
    """Digest a file, or all files of a folder; empty if they cannot be read."""
    if path.is_dir():
        files = sorted(path.iterdir())
        return digest_of([(file.name, file_digest(file)) for file in files])
    return file_digest(path)


def file_digest(path: Path) -> str:
    """Digest a file; empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
