"""Parts of films as slides of their own."""

from dataclasses import replace

import pytest

from scenes.languages.language import ENGLISH, LANGUAGES
from scenes.lecture.clip_slides import ClipSlide, clip_slides
from scenes.lecture.clips import clips_of
from scenes.lecture.deck import FilmSlide, Part


@pytest.fixture(scope="module")
def slides(film_slide: FilmSlide) -> list[ClipSlide]:
    return list(clip_slides(film_slide))


def test_every_part_has_its_clip(slides: list[ClipSlide], film_slide: FilmSlide) -> None:
    assert [slide.part for slide in slides] == list(film_slide.parts)
    assert [slide.clip for slide in slides] == list(clips_of(film_slide.film, film_slide.parts))


def test_titles_name_the_film_and_the_part(slides: list[ClipSlide]) -> None:
    assert [slide.title(ENGLISH) for slide in slides] == [
        "A ball: start", "A ball: middle", "A ball: end",
    ]  # fmt: skip


def test_the_notes_of_the_film_belong_to_its_first_part(slides: list[ClipSlide]) -> None:
    assert [slide.notes(ENGLISH) for slide in slides] == [
        "Ask for guesses first.\n\nWait for it.\n\nOn screen:\nLook left.\nIt rolls.",
        "On screen:\nIt keeps its speed.",
        "Any questions?",
    ]
    assert "On screen:" not in slides[1].notes(LANGUAGES["zh"])


def test_bookmarks_are_the_film_and_below_it_its_parts(slides: list[ClipSlide]) -> None:
    assert [slide.bookmarks() for slide in slides] == [
        [(1, "A ball"), (2, "start")],
        [(2, "middle")],
        [(2, "end")],
    ]


def test_a_film_of_one_part_has_its_own_title_alone(film_slide: FilmSlide) -> None:
    (slide,) = clip_slides(replace(film_slide, parts=(Part("all", 0, 4.8),)))
    assert slide.title(ENGLISH) == "A ball"
    assert slide.bookmarks() == [(1, "A ball")]
