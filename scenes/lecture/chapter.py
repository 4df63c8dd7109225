"""The lecture of the chapter that Warpreel accompanies, for a lecturer to begin with."""

from __future__ import annotations

import re
from pathlib import Path

from scenes.languages.language import Language

FILE = Path(__file__).parent / "chapter.toml"
NAMES = "scene|figure|name|language|theme|quality|aspect"
"""Fields whose values are names, the same in all languages."""
WORDS = re.compile(
    rf'(?P<before>\s*(?:# )?(?:(?!(?:{NAMES}) = )[\w-]+ = ")?)(?P<words>.*?)(?P<after>"?\s*)'
)
"""A line of the file: a comment, a field, or a line of a longer text."""


def chapter_in(language: Language) -> str:
    """Return the text of the chapter's lecture, comments included, in a language.

    Parameters
    ----------
    language : Language

    Returns
    -------
    str
        TOML.
    """
    text = FILE.read_text("utf-8").replace('language = "en"', f'language = "{language.name}"', 1)
    return "".join(_in(language, line) for line in text.splitlines(keepends=True))


def _in(language: Language, line: str) -> str:
    found = WORDS.fullmatch(line)
    if found is None or found["words"] not in language.sentences:
        return line
    return found["before"] + language.sentences[found["words"]] + found["after"]
