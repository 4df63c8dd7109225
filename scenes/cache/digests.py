"""Digests that tell whether something would come out the same: of requests, files and source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from scenes.cache.dependencies import file_digest, source_files
from scenes.languages.lookup import language_of


def digest_of(*facts: object) -> str:
    """Digest plain values and dataclasses by what they print as."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:40]


def request_digest(home: str, *request: object) -> str:
    """Digest a request to the engine: its values, the files they name, and the code that answers.

    Parameters
    ----------
    home : str
        The module that asks: of the engine, what it imports counts.
    *request
        Plain values and dataclasses; a path, or a text, that names a file stands for its content.
    """
    files = [
        hashlib.sha256(Path(value).read_bytes()).hexdigest()
        for value in _flat(request)
        if isinstance(value, str | Path) and Path(value).is_file()
    ]
    engine = _digest_of_files(*source_files(home, packages=("engine",)))
    return digest_of(request, files, engine, version("torch"))


def source_version(*homes: str, language: str) -> str:
    """Digest the source of some modules and of all they import, data such as fonts included.

    Parameters
    ----------
    *homes : str
        As of `source_files`.
    language : str
        Name or file of the one whose words are needed; its content counts.
    """
    words = language_of(language).file
    source = _digest_of_files(*source_files(*homes))
    return source if words is None else digest_of(source, words.read_bytes())


@cache
def _digest_of_files(*files: Path) -> str:
    return digest_of(*((file.name, file_digest(file)) for file in files))


def _flat(values: Iterable[object]) -> Iterable[object]:
    for value in values:
        if isinstance(value, tuple):
            yield from _flat(value)
        else:
            yield value
