"""Files of languages: one written to be translated, and one that is checked."""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from engine.errors import UsageError, WarpreelError
from engine.input_files import read_toml
from scenes.languages.language import Language, has_words

HEAD = """\
# Words of the films, by the English template. Translate between the empty quotation marks, and
# take the # away; fields in braces are filled in, whatever their order.
# `warpreel languages check {name}.toml{only}` tells what is left to do.

name = "{name}"   # what its speakers call it
line = 42     # most characters in a line of a caption
speed = 20    # most characters read in a second

[sentences]
"""


def skeleton(name: str, groups: Mapping[str, list[str]], only: str = "") -> str:
    """Return the text of a language file in which all is still to be translated.

    Parameters
    ----------
    name : str
        The language's code, such as ``fr``.
    groups : mapping of str to list of str
        Templates, by the headings of the groups.
    only : str
        Options by which the file is checked for these templates alone.
    """
    parts = [HEAD.format(name=name, only=only)]
    for title, templates in groups.items():
        due = [template for template in templates if has_words(template)]
        if due:
            lines = (f'# {json.dumps(each, ensure_ascii=False)} = ""' for each in due)
            parts.append("\n".join((f"# {title}", *lines)) + "\n")
    return "\n".join(parts)


def read_language(path: Path) -> Language:
    """Return the language of a file.

    Raises
    ------
    DataError
        If it cannot be read.
    UsageError
        If it is not named after a language's code, is no TOML, or something in it is of the wrong
        kind.
    """
    if not is_code(path.stem):
        raise UsageError(f"{path}: name the file after the language's code, such as fr.toml")
    content = read_toml(path)
    sentences = content.get("sentences")
    if not isinstance(sentences, dict):
        raise UsageError(f"{path}: there is no table [sentences]")
    for template, words in sentences.items():
        if not isinstance(words, str):
            raise UsageError(f"{path}: the words for {template!r} are no text in quotation marks")
    for key in ("line", "speed"):
        value = content.get(key, 1)
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise UsageError(f"{path}: {key} is {value!r}; write a number above 0")
    return Language(path.stem, path)


def is_code(text: str) -> bool:
    """Return whether a text may be the code of a language, such as ``fr`` or ``pt-BR``."""
    parts = text.split("-")
    return len(parts) <= 4 and all(p.isascii() and p.isalnum() and len(p) <= 8 for p in parts)


def missing(language: Language, groups: Mapping[str, list[str]]) -> list[str]:
    """Return the templates that a language has no words for."""
    return [each for group in groups.values() for each in group if not language.knows(each)]


def fields_of(template: str) -> set[str]:
    """Return the names in braces.

    Raises
    ------
    ValueError
        If a brace stands alone.
    """
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def wrong_words(
    language: Language, find_fonts: Callable[[str], object] = lambda words: None
) -> Iterator[str]:
    """Yield what is wrong with words that a language has, a sentence each.

    Parameters
    ----------
    language : Language
    find_fonts : callable, optional
        Called with words; raises a WarpreelError if no font holds one of their characters.
    """
    for template, words in language.sentences.items():
        if not words.strip():
            yield f"{template!r}: its words are empty"
            continue
        try:
            wanted, found = fields_of(template), fields_of(words)
        except ValueError as error:
            yield f"{template!r}: {error}"
            continue
        if lost := wanted - found:
            yield f"{template!r}: lost {_braced(lost)}"
        if unknown := found - wanted:
            yield f"{template!r}: unknown {_braced(unknown)}"
        try:
            find_fonts(words)
        except WarpreelError as error:
            yield f"{template!r}: {error}"


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
