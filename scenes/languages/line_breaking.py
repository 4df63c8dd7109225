"""Breaking a sentence into lines, whatever script it is in."""

from __future__ import annotations

import re
from math import ceil

CLOSING = "[，。：；？！、”’）]*"
UNIT = re.compile(rf"[\u2e80-\uffef]{CLOSING}|[^\s\u2e80-\uffef]+{CLOSING}|\s+")
"""What is not to be divided: a Chinese character or a word with what closes it, or a space."""


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


def _broken(text: str, width: int) -> list[str]:
    lines = [""]
    for unit in UNIT.findall(text):
        if len((lines[-1] + unit).rstrip()) > width:
            lines.append("")
        lines[-1] += unit
    return [line.strip() for line in lines if line.strip()]
