"""Specifications of lectures: each film and figure once."""

from dataclasses import replace
from pathlib import Path

import pytest

from scenes.figures.requests import requests_for
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.languages.language import ENGLISH
from scenes.lecture.lecture_spec import (
    FigureSlideSpec,
    FilmSlideSpec,
    LectureSpec,
    TitleSlideSpec,
)
from scenes.lecture.reading import read_lecture

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


def read(*slides: str) -> LectureSpec:
    text = "\n".join(f"[[slide]]\n{slide}\n" for slide in slides)
    Path("lecture.toml").write_text(f'title = "Talk"\n{text}')
    return read_lecture(Path("lecture.toml"))


@pytest.mark.usefixtures("workplace")
def test_a_page_and_its_still_share_a_name_that_no_other_figure_has() -> None:
    moons, figure = 'explore = "moons"', 'figure = "space-warp"'
    script = read(moons, 'explore = "circles"', figure, moons)
    assert list(script.explored) == ["space-warp", "space-warp-2"]
    assert list(script.figure_requests) == ["space-warp", "space-warp-2", "space-warp-3"]


@pytest.mark.usefixtures("workplace")
def test_films_are_named_by_scene_and_option() -> None:
    assert list(read('scene = "softmax"', 'scene = "activation"\nspec.name = "relu"').films) == [
        "softmax", "activation-relu",
    ]  # fmt: skip
