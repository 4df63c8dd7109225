"""Every film in every other language, on the other ground: nothing stays English, all has room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scenes.catalogue import CATALOGUE
from scenes.language import LANGUAGES, Language
from tests.scenes.layout import perform
from tests.scenes.test_films import FILMS, QUICK

OTHERS = [language for language in LANGUAGES.values() if language.name != "en"]
ENGLISH_WORD = re.compile(r"(?<![A-Za-z0-9_.])[a-z]{3,}(?![A-Za-z0-9_(])")
NAMES = {"xor", "tanh", "softmax", "log", "exp", "det", "max", "min", "sin", "cos", "pca"}
"""Written alike in all languages."""


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.name)
@pytest.mark.parametrize("name", FILMS)
def test_it_is_told_in_that_language_and_all_has_room(
    name: str, language: Language, tmp_path: Path
) -> None:
    entry = CATALOGUE[name]
    spec = entry.spec(**QUICK.get(name, {}), lang=language.name, theme="light")
    film = perform(entry.load(), spec, entry.prepare(spec), tmp_path)
    assert film.faults == []
    english = {
        word for words in film.words for word in ENGLISH_WORD.findall(words) if word not in NAMES
    }
    assert english == set()
