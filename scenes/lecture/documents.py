"""The documents of a deck: web page, PowerPoint, PDF and handouts, each written only when stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import msgspec

from engine.files import whole_file
from scenes.cache.digests import digest_of, source_version
from scenes.lecture.deck import Deck
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


class Record:
    """What the documents of a folder were made from.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            read = (folder / RECORD).read_bytes()
            self._known = msgspec.json.decode(read, type=dict[str, list[str]])
        except (OSError, msgspec.MsgspecError):
            self._known = {}  # everything is written anew

    def has(self, name: str, inputs: str) -> bool:
        """Return whether a file is there as it was made from these inputs.

        Parameters
        ----------
        name : str
            Relative to the folder.
        inputs : str
            Digest of all that it is made from.
        """
        return self._known.get(name) == [inputs, file_digest(self.folder / name)]

    def note(self, name: str, inputs: str) -> None:
        """Write down that a file has just been made."""
        self._known[name] = [inputs, file_digest(self.folder / name)]
        with whole_file(self.folder / RECORD) as draft:
            draft.write_bytes(msgspec.json.format(msgspec.json.encode(self._known)) + b"\n")


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
    record = Record(folder)
    states = {}
    for name, home in WRITERS.items():
        module, _, function = home.partition(":")
        inputs = digest_of(shown, source_version(module, language=deck.language))
        fresh = record.has(name, inputs)
        if not fresh:
            getattr(import_module(module), function)(deck, folder)
            record.note(name, inputs)
        states[folder / name] = not fresh
    return states


def _files_of(deck: Deck) -> Iterator[Path]:
    for slide in deck.slides:
        for item in fields(slide):
            value = getattr(slide, item.name)
            if isinstance(value, Path):
                yield value
            elif item.name == "pictures":
                yield from value
