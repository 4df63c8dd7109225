"""How long words are on screen, and how long it takes to read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scenes.languages.language import LANGUAGES
from scenes.watching.writing import area_of, writing_on

CHINESE = re.compile(r"[\u3400-\u9fff]")
SENTENCE = 3
"""Words from which on they are a sentence that has to be read; fewer are a label."""


def words_on(scene: Any) -> set[str]:
    """Return the sentences that can be read on screen."""
    found = set()
    for mobject in writing_on(scene):
        words = getattr(mobject, "original_text", None)
        if words and is_sentence(words) and area_of(scene, mobject) is not None:
            found.add(" ".join(words.split()))
    return found


def is_sentence(words: str) -> bool:
    """Return whether words have to be read one after the other."""
    return len(words.split()) >= SENTENCE or len(CHINESE.findall(words)) >= 2 * SENTENCE


def reading_seconds(words: str) -> float:
    """Return how long it takes to read words."""
    language = "zh" if CHINESE.search(words) else "en"
    return len(words) / LANGUAGES[language].speed


class WordsRead:
    """Adds up how long words are on screen."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, float]] = {}

    def add(self, words: set[str], start: float, seconds: float) -> None:
        """Note that words are there from `start` on, for some seconds."""
        for each in words:
            first, total = self._seen.get(each, (start, 0.0))
            self._seen[each] = (first, total + seconds)

    def unread(self) -> Iterator[tuple[str, float, float]]:
        """Yield words that were there too briefly: since when, and for how many seconds."""
        for words, (first, total) in self._seen.items():
            if total < reading_seconds(words):
                yield words, first, total
