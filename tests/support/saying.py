"""Speaking another language for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from scenes.languages.language import ENGLISH, Language, speak


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language, as if a film in it played."""
    speak(language)
    try:
        yield
    finally:
        speak(ENGLISH)
