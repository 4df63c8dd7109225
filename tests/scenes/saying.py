"""Saying templates in a language, whatever stands in their fields."""

from __future__ import annotations

import string
from collections.abc import Iterator
from contextlib import contextmanager

from scenes.language import ENGLISH, Language, speak


def fields_of(template: str) -> set[str]:
    """Give the names of the fields of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def say_with_any_values(language: Language, template: str) -> str:
    """Say a template with 1 in every field; an error if the language has no words for it."""
    return language.say(template, **dict.fromkeys(fields_of(template), "1"))


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language for a while."""
    speak(language)
    try:
        yield
    finally:
        speak(ENGLISH)
