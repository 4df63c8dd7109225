"""Files of languages: one written to be translated, and one that is checked."""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from reprlib import repr as shorten
from typing import Any

from engine.errors import UsageError, WarpreelError, raise_all
from engine.input_files import read_toml
from engine.registry import unknown_name
from scenes.languages.characters import unshowable
from scenes.languages.language import Language, has_words

RANGES = {"line": (10, 200), "speed": (2, 100)}
"""Of the numbers in a file."""
LONGEST_NAME = 60

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
        kind or out of range.
    CombinedError
        If several things are.
    """
    if not is_code(path.stem):
        raise UsageError(f"{path}: name the file after the language's code, such as fr.toml")
    raise_all([UsageError(f"{path}: {fault}") for fault in _faults(read_toml(path))])
    return Language(path.stem, path)


def _faults(content: dict[str, Any]) -> Iterator[str]:
    known = ("name", *RANGES, "sentences")
    for field in content:
        if field not in known:
            yield str(unknown_name("field", field, [*known]))
    name = content.get("name", "")
    if not isinstance(name, str) or not name.isprintable() or len(name) > LONGEST_NAME:
        yield f"name is {shorten(name)}; write a text of at most {LONGEST_NAME} signs"
    for key, (low, high) in RANGES.items():
        value = content.get(key, low)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not (is_number and low <= value <= high):
            yield f"{key} is {shorten(value)}; write a number from {low} to {high}"
    sentences = content.get("sentences")
    if not isinstance(sentences, dict):
        yield "there is no table [sentences]"
        return
    for template, words in sentences.items():
        if not isinstance(words, str):
            yield f"the words for {template!r} are no text in quotation marks"


def is_code(text: str) -> bool:
    """Return whether a text may be the code of a language, such as ``fr`` or ``pt-BR``."""
    parts = text.split("-")
    return len(parts) <= 4 and all(p.isascii() and p.isalnum() and len(p) <= 8 for p in parts)


def missing(language: Language, groups: Mapping[str, list[str]]) -> list[str]:
    """Return the templates that a language has no words for."""
    return [each for group in groups.values() for each in group if not language.knows(each)]


def fields_of(template: str) -> set[str]:
    """Return what stands in braces.

    Raises
    ------
    ValueError
        If a brace stands alone.
    """
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in string.Formatter().parse(template)
        if name is not None
    }


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
        if (character := unshowable(words)) is not None:
            yield f"{template!r}: the character {character} cannot be shown"
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
