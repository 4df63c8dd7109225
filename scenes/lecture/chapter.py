"""The lecture of the whole chapter, as a file for a lecturer to begin with."""

from __future__ import annotations

import re
from pathlib import Path

from scenes.languages.language import Language

FILE = Path(__file__).parent / "chapter.toml"
UNTRANSLATED = "scene|figure|explore|name|language|theme|quality|aspect"
"""Fields whose values are names, which are the same in all languages."""
LINE = re.compile(
    rf'(?P<before>\s*(?:# )?(?:(?!(?:{UNTRANSLATED}) = )[\w-]+ = ")?)(?P<words>.*?)(?P<after>"?\s*)'
)
"""Pattern of a line: a comment, a field, or a line of a longer text."""


def chapter_lecture(language: Language) -> str:
    """Return the file of the chapter's lecture, comments included, in a language.

    Parameters
    ----------
    language : Language

    Returns
    -------
    str
        TOML.
    """
    text = FILE.read_text("utf-8").replace('language = "en"', f'language = "{language.key}"', 1)
    return "".join(_translated(language, line) for line in text.splitlines(keepends=True))


def _translated(language: Language, line: str) -> str:
    found = LINE.fullmatch(line)
    if found is None or found["words"] not in language.sentences:
        return line
    return found["before"] + language.sentences[found["words"]] + found["after"]
