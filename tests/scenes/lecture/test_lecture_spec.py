"""Specifications of lectures: each film and figure once."""

from dataclasses import replace

from scenes.figures.requests import requests_for
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.languages.language import ENGLISH
from scenes.lecture.lecture_spec import (
    FigureSlideSpec,
    FilmSlideSpec,
    LectureSpec,
    TitleSlideSpec,
)

FILM = FilmSlideSpec("slide 1", "Softmax", "", "softmax", SoftmaxSpec(), "softmax")
(REQUEST,) = requests_for(("softmax",), ("svg",), {})
FIGURE = FigureSlideSpec("Seen", "", "A caption", REQUEST)


def lecture(*slides: TitleSlideSpec | FigureSlideSpec | FilmSlideSpec) -> LectureSpec:
    return LectureSpec("Talk", "", ENGLISH, "dark", "m", "16:9", slides)


def test_films_are_listed_once_in_order() -> None:
    other = replace(FILM, stem="softmax-2")
    found = lecture(TitleSlideSpec("Hello", "", ""), FILM, other, replace(FILM, title="Again"))
    assert list(found.films) == ["softmax", "softmax-2"]
    assert found.films["softmax-2"] is other


def test_figures_are_listed_once_by_their_stems() -> None:
    found = lecture(FIGURE, FILM, replace(FIGURE, title="Again"))
    assert found.figure_requests == {REQUEST.stem: REQUEST}


def test_a_film_knows_its_entry() -> None:
    assert FILM.entry.spec is SoftmaxSpec
