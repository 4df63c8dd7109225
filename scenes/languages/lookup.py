"""A language by its name or its file."""

from __future__ import annotations

import re
from pathlib import Path

from engine.errors import UnknownNameError, UsageError
from scenes.languages.language import LANGUAGES, Language
from scenes.languages.language_file import read_language, wrong_words

CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
"""What people mean by a language's code: de, pt-BR."""


def language_of(name_or_file: str) -> Language:
    """Find a language by its name, or read it from a TOML file.

    A file need not have words for every template: one that is missing is an error only where it
    is to be said.

    Parameters
    ----------
    name_or_file : str
        A name in `LANGUAGES`, or a file whose name ends in ``.toml``.

    Raises
    ------
    UnknownNameError
        If there is no such language; the message suggests the nearest names.
    DataError
        If the file cannot be read.
    UsageError
        If something in the file is invalid.
    """
    if not _is_file(name_or_file):
        return LANGUAGES[_known(name_or_file)]
    language = read_language(Path(name_or_file))
    wrong = list(wrong_words(language))
    if wrong:
        more = f"; {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise UsageError(
            f"{name_or_file}: {wrong[0]}{more}; `warpreel languages check {name_or_file}` lists all"
        )
    return language


def language_key(name_or_file: str) -> str:
    """Return a language's name as registered, or its file as given.

    Raises
    ------
    WarpreelError
        As `language_of` does.
    """
    if not _is_file(name_or_file):
        return _known(name_or_file)
    language_of(name_or_file)
    return name_or_file


def _known(name: str) -> str:
    try:
        return LANGUAGES.key(name)
    except UnknownNameError as error:
        if not CODE.fullmatch(name):
            raise
        told = f"{error}" if str(error).endswith("?") else f"{error};"
        raise UnknownNameError(
            f"{told} `warpreel languages skeleton {name}` writes a file to be translated"
        ) from error


def _is_file(name_or_file: str) -> bool:
    return name_or_file.lower().endswith(".toml")
