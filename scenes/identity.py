"""Digests that tell whether something would come out the same: of requests, files and source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

HOME = Path(__file__).parents[1]


def digest_of(*facts: object) -> str:
    """Digest plain values and dataclasses by what they print as."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:40]


def request_digest(*request: object) -> str:
    """Digest a request to the engine: its values, the files they name, and the code that answers.

    Parameters
    ----------
    *request
        Plain values and dataclasses; a path, or a text, that names a file stands for its content.
    """
    files = [
        hashlib.sha256(Path(value).read_bytes()).hexdigest()
        for value in _flat(request)
        if isinstance(value, str | Path) and Path(value).is_file()
    ]
    return digest_of(request, files, _source("engine"), version("torch"))


def source_version() -> str:
    """Digest the source of the engine and the scenes, fonts included."""
    return digest_of(_source("engine"), _source("scenes"))


@cache
def _source(package: str) -> str:
    files = sorted(file for file in (HOME / package).rglob("*.*") if file.is_file())
    kept = [file for file in files if "__pycache__" not in file.parts]
    return digest_of(*(hashlib.sha256(file.read_bytes()).hexdigest() for file in kept))


def _flat(values: Iterable[object]) -> Iterable[object]:
    for value in values:
        if isinstance(value, tuple):
            yield from _flat(value)
        else:
            yield value
