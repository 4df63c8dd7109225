"""Breaking a sentence into lines, whatever script it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING

from scenes.languages.chinese_words import inside_words

if TYPE_CHECKING:
    from budoux import Parser

CLOSING = "，。：；？！、”’）"
OPENING = "“‘（"
RUN = re.compile(
    r"[\u2e80-\uffef][\u2e80-\uffef“”‘’]*|"
    r"[^\s\u2e80-\uffef]+(?: [=×] [^\s\u2e80-\uffef]+){0,2}|\s+"
)
"""Chinese with its punctuation, a word of another script, or space.

A name with its number is one word, and so is a number with its power of ten: a = −1.5 × 10⁶.
"""


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into as few lines as hold it, and these as even as can be.

    Parameters
    ----------
    text : str
        What breaks it has are forgotten.
    width : int
        The most characters in a line; a single longer word stands out, unless it is Chinese.
    """
    text = " ".join(text.split())
    fewest = len(_broken(text, width))
    even = range(ceil(len(text) / max(fewest, 1)), width)
    narrowest = next((each for each in even if len(_broken(text, each)) == fewest), width)
    return _broken(text, narrowest)


def _broken(text: str, width: int) -> list[str]:
    lines = [""]
    for unit in _units(text):
        for part in unit if len(unit) > width and _is_chinese(unit) else [unit]:
            if len((lines[-1] + part).rstrip()) > width:
                lines.append("")
            lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


@lru_cache(maxsize=256)
def _units(text: str) -> tuple[str, ...]:
    """Divide a text into what stays together: a word with its punctuation, or a space."""
    units = [""]
    for word in _words(text):
        if word[0] in CLOSING or units[-1].endswith(tuple(OPENING)):
            units[-1] += word
        else:
            units.append(word)
    return tuple(units)


def _words(text: str) -> Iterator[str]:
    for run in RUN.findall(text):
        if _is_chinese(run):
            yield from _chinese_words(run)
        else:
            yield run


def _is_chinese(run: str) -> bool:
    return "\u2e80" <= run[0] <= "\uffef"


def _chinese_words(run: str) -> Iterator[str]:
    """Divide Chinese where a phrase ends, but not inside a word."""
    inside, begun, position = inside_words(run), 0, 0
    for phrase in _phrases().parse(run):
        position += len(phrase)
        if position not in inside:
            yield run[begun:position]
            begun = position


@cache
def _phrases() -> Parser:
    import budoux

    return budoux.load_default_simplified_chinese_parser()
