"""The chapter's lecture: whole, true to what there is, and in every language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from scenes.figures.catalogue import chapter_figures
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import LANGUAGES, Language
from scenes.lecture.chapter import chapter_lecture
from scenes.lecture.film_parts import parts_of
from scenes.lecture.lecture_spec import FilmSlideSpec, LectureSpec
from scenes.lecture.reading import Overrides, read_lecture
from tests.support.layout import perform

EACH_LANGUAGE = pytest.mark.parametrize(
    "language", LANGUAGES.values(), ids=lambda language: language.name
)


def chapter(folder: Path, language: Language) -> LectureSpec:
    path = folder / "lecture.toml"
    path.write_text(chapter_lecture(language), "utf-8")
    return read_lecture(path)


BEYOND = {"attention", "convolution", "fit"}
"""Films of what the chapter does not teach: transformers, filters, and when to stop training."""


@EACH_LANGUAGE
def test_it_shows_every_scene_and_every_figure_of_the_chapter(
    language: Language, tmp_path: Path
) -> None:
    script = chapter(tmp_path, language)
    assert script.language == language
    scenes = {film.scene for film in script.films.values()}
    known = {name for name, entry in CATALOGUE.items() if entry.kind == "scene"}
    assert known > BEYOND
    assert scenes == known - BEYOND
    figures = [
        each.name for stem, each in script.figure_requests.items() if stem not in script.explored
    ]
    assert figures == chapter_figures()
    assert [page.request.name for page in script.explored.values()] == [
        "space-warp", "space-warp", "descent",
    ]  # fmt: skip


@EACH_LANGUAGE
def test_every_slide_has_notes_for_the_speaker(language: Language, tmp_path: Path) -> None:
    slides = chapter(tmp_path, language).slides
    assert all(slide.notes for slide in slides)
    assert all(slide.section_notes for slide in slides if isinstance(slide, FilmSlideSpec))


def words_of(text: str) -> set[str]:
    """Gather all that is to be translated: comments, titles, texts and notes, line by line."""
    table = tomllib.loads(text)
    slides = table["slide"]
    said = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    said += [table["title"]]
    said += [slide.get(field, "") for slide in slides for field in ("title", "text", "notes")]
    said += [note for slide in slides for note in slide.get("section-notes", {}).values()]
    return {line for words in said for line in words.splitlines() if line}


@pytest.mark.parametrize("name", [name for name in LANGUAGES if name != "en"])
def test_every_line_of_it_is_translated(name: str) -> None:
    language = LANGUAGES[name]
    english, other = (words_of(chapter_lecture(each)) for each in (LANGUAGES["en"], language))
    assert english - language.sentences.keys() == set()
    assert other == {language.sentences[line] for line in english}


@pytest.mark.parametrize("name", [name for name in LANGUAGES if name != "en"])
def test_built_in_another_language_it_says_the_same_as_written_in_that_language(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "english.toml"
    path.write_text(chapter_lecture(LANGUAGES["en"]), "utf-8")
    built = read_lecture(path, Overrides(language=name)).slides
    written = chapter(tmp_path, LANGUAGES[name]).slides
    assert [(one.title, one.notes) for one in built] == [(one.title, one.notes) for one in written]


@pytest.mark.parametrize("name", ["tanh", "prelu"])
def test_sections_that_only_some_functions_have_are_named_as_they_are(
    name: str, tmp_path: Path
) -> None:
    slide = chapter(tmp_path, LANGUAGES["en"]).films[f"activation-{name}"]
    entry = slide.entry
    film = perform(entry.load(), slide.spec, entry.prepare(slide.spec), tmp_path)
    assert parts_of(slide, film.timeline, LANGUAGES["en"])
