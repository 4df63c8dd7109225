"""Every film in every language, on either ground: it moves, can be read, and all has room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from manim import config, tempconfig

from scenes.encoding.qualities import ASPECTS, WIDE
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import ENGLISH, LANGUAGES, Language
from scenes.lecture.chapter import FILE
from scenes.lecture.film_parts import parts_of
from scenes.lecture.reading import read_lecture
from scenes.storytelling.caption_line import CEILING, caption_line, middle_of_frame
from scenes.web.captions import cues_of, retold, title_of
from tests.support.captions_check import faults_of
from tests.support.layout import perform
from tests.support.overprints import noting_overprints
from tests.support.quick_films import FILMS, QUICK, SHAPES
from tests.support.whole_films import watch

ENGLISH_WORD = re.compile(r"(?<![A-Za-z0-9_.])[a-z]{3,}(?![A-Za-z0-9_(])")
CHINESE = re.compile("[\u3000-\uffef]")
NAMES = {"cos", "det", "exp", "lasso", "log", "logits", "max", "min", "pca", "sin", "softmax"}
NAMES |= {"tanh", "xor"}
"""Written alike in all languages."""


CHAPTER = read_lecture(FILE).films.values()


def leaves_its_room(text: str, aspect: str) -> bool:
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        said = caption_line(text, "#ffffff")
        lowest = middle_of_frame() - config.frame_height / 2
        return not (lowest < said.get_bottom()[1] < said.get_top()[1] < CEILING)


@pytest.mark.parametrize(("name", "aspect"), [("activation", "4:3"), ("softmax", "1:1")])
def test_it_fits_a_higher_frame(name: str, aspect: str, tmp_path: Path) -> None:
    entry = CATALOGUE[name]
    spec = entry.spec(aspect=aspect)
    film = perform(entry.load(), spec, entry.prepare(spec), tmp_path)
    assert film.faults == []


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.name)
@pytest.mark.parametrize("name", FILMS)
def test_it_is_told_in_that_language_with_room_for_all_and_captions_that_can_be_read(
    name: str, language: Language, tmp_path: Path
) -> None:
    entry = CATALOGUE[name]
    is_watched = language.name == "en" or SHAPES[name] == WIDE
    theme = "dark" if is_watched else "light"
    spec = entry.spec(**QUICK.get(name, {}), lang=language.name, theme=theme)
    overprints: list[str] = []
    scene = noting_overprints(entry.load(), overprints)
    if is_watched:
        continuity, film = watch(scene, spec, entry.prepare(spec))
        assert continuity.breaks() == []
    else:
        film = perform(scene, spec, entry.prepare(spec), tmp_path)
    assert film.faults == []
    assert overprints == []
    assert all(title_of(act.name, language) for act in film.timeline.sections)
    cues = cues_of(film.timeline, language)
    assert len(cues) > 3
    assert faults_of(cues, film.seconds, language) == []
    for aspect in ("4:3", "1:1"):
        longest = sorted((each.text for each in film.timeline.sentences), key=len)[-3:]
        assert [text for text in longest if leaves_its_room(text, aspect)] == []
    if language.name != "en":
        texts = [words for words in film.words if set(ENGLISH_WORD.findall(words)) - NAMES]
        assert texts == []
        english = retold(film.timeline, language, ENGLISH)
        assert [each.text for each in english.sentences if CHINESE.search(each.text)] == []
    for slide in CHAPTER:
        if slide.scene == name and getattr(slide.spec, "name", "") == getattr(spec, "name", ""):
            assert parts_of(slide, film.timeline, language)
