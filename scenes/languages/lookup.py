"""A language by its name or its file."""

from __future__ import annotations

from pathlib import Path

from engine.errors import UsageError
from scenes.languages.language import LANGUAGES, Language
from scenes.languages.language_file import read_language, wrong_words


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
        return LANGUAGES.find(name_or_file)
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
        return LANGUAGES.key(name_or_file)
    language_of(name_or_file)
    return name_or_file


def _is_file(name_or_file: str) -> bool:
    return name_or_file.lower().endswith(".toml")
