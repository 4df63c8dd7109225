"""The documents of a deck: web page, PowerPoint, PDF and handouts, each written only when stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import msgspec

from engine.files import whole_file
from scenes.cache.digests import digest_of, source_version
from scenes.lecture.deck import Deck, FigureSlide
from scenes.rendering.known_films import file_digest
from scenes.theme.lookup import theme_of

WRITERS = {
    "index.html": "scenes.lecture.deck_page:write_html",
    "lecture.pptx": "scenes.lecture.powerpoint:write_pptx",
    "lecture.pdf": "scenes.lecture.pdf:write_pdf",
    "handout.html": "scenes.lecture.handout:write_handout",
    "handout-students.html": "scenes.lecture.handout:write_student_handout",
}
"""The function ``(deck, folder) -> path`` that writes each document, by file name."""
RECORD = "lecture.json"
"""File in the folder of a lecture with digests of each document and of what it was made from."""


def write_documents(deck: Deck, folder: Path) -> dict[Path, bool]:
    """Write the documents of a deck that are missing or stale.

    Parameters
    ----------
    deck : Deck
    folder : Path
        All files of the deck lie in it.

    Returns
    -------
    dict of Path to bool
        Whether each document had to be written.

    Raises
    ------
    WarpreelError
        If one cannot be written.
    """
    shown = digest_of(deck, theme_of(deck.theme), [file_digest(path) for path in _files_of(deck)])
    record = _load_record(folder)
    states = {}
    for name, home in WRITERS.items():
        path = folder / name
        module, _, function = home.partition(":")
        inputs = digest_of(shown, source_version(module, language=deck.language))
        fresh = record.get(name) == [inputs, file_digest(path)]
        if not fresh:
            getattr(import_module(module), function)(deck, folder)
            record[name] = [inputs, file_digest(path)]
            _save_record(record, folder)
        states[path] = not fresh
    return states


def _files_of(deck: Deck) -> Iterator[Path]:
    for slide in deck.slides:
        for item in fields(slide):
            value = getattr(slide, item.name)
            if isinstance(value, Path):
                yield value
            elif isinstance(slide, FigureSlide) and item.name == "pictures":
                yield from value


def _load_record(folder: Path) -> dict[str, list[str]]:
    try:
        return msgspec.json.decode((folder / RECORD).read_bytes(), type=dict[str, list[str]])
    except (OSError, msgspec.MsgspecError):
        return {}  # everything is written anew


def _save_record(record: dict[str, list[str]], folder: Path) -> None:
    with whole_file(folder / RECORD) as draft:
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(record)) + b"\n")
