"""Breaking a sentence into lines, whatever script it is in."""

from __future__ import annotations

import re
from math import ceil

UNIT = re.compile(r"[\u2e80-\uffef][，。：；？！、”’）]*|[^\s\u2e80-\uffef]+|\s+")
"""What is not to be divided: a Chinese character with what closes it, a word, or a space."""


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into as few lines as hold it, and these as even as can be.

    Parameters
    ----------
    text : str
        What breaks it has are forgotten.
    width : int
        The most characters in a line; a single longer word stands out.
    """
    text = " ".join(text.split())
    fewest = len(_broken(text, width))
    even = range(ceil(len(text) / max(fewest, 1)), width)
    narrowest = next((each for each in even if len(_broken(text, each)) == fewest), width)
    return _broken(text, narrowest)


def in_lines(text: str, most: int) -> list[str]:
    """Break a text into so many lines at most, as even as can be; a word is never divided.

    Parameters
    ----------
    text : str
    most : int
    """
    widths = range(ceil(len(text) / most), len(text) + 1)
    return next(rows for width in widths if len(rows := wrapped(text, width)) <= most)


def _broken(text: str, width: int) -> list[str]:
    lines = [""]
    for unit in UNIT.findall(text):
        if len((lines[-1] + unit).rstrip()) > width:
            lines.append("")
        lines[-1] += unit
    return [line.strip() for line in lines if line.strip()]
