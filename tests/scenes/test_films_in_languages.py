"""Every film in every language, on either ground: it can be read, and all has room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scenes.captions import cues_of, title_of
from scenes.catalogue import CATALOGUE
from scenes.language import LANGUAGES, Language
from tests.scenes.captions_check import faults_of
from tests.scenes.layout import perform
from tests.scenes.test_films import FILMS, QUICK

THEME = {"en": "light", "zh": "dark"}
ENGLISH_WORD = re.compile(r"(?<![A-Za-z0-9_.])[a-z]{3,}(?![A-Za-z0-9_(])")
NAMES = {"xor", "tanh", "softmax", "log", "exp", "det", "max", "min", "sin", "cos", "pca", "logits"}
"""Written alike in all languages."""


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.name)
@pytest.mark.parametrize("name", FILMS)
def test_it_is_told_in_that_language_with_room_for_all_and_captions_that_can_be_read(
    name: str, language: Language, tmp_path: Path
) -> None:
    entry = CATALOGUE[name]
    spec = entry.spec(
        **QUICK.get(name, {}), lang=language.name, theme=THEME.get(language.name, "dark")
    )
    film = perform(entry.load(), spec, entry.prepare(spec), tmp_path)
    assert film.faults == []
    assert all(title_of(act.name, language) for act in film.timeline.sections)
    cues = cues_of(film.timeline, language)
    assert len(cues) > 3
    assert faults_of(cues, film.seconds, language) == []
    if language.name != "en":
        texts = [words for words in film.words if set(ENGLISH_WORD.findall(words)) - NAMES]
        assert texts == []
