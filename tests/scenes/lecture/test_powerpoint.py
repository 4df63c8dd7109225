"""``lecture.pptx``: what a lecturer finds on opening it."""

import errno
import io
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation
from pptx.shapes.picture import Movie

from engine.errors import WarpreelError
from scenes.lecture.deck import Deck, FilmSlide, TitleSlide
from scenes.lecture.powerpoint import write_pptx
from tests.support.decoded import frames, seconds


def opened(deck: Deck, folder: Path) -> Any:
    return Presentation(str(write_pptx(deck, folder)))


@pytest.fixture(scope="module")
def presentation(deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return opened(deck, tmp_path_factory.mktemp("out"))


def movie_of(slide: Any) -> Any:
    (movie,) = (shape for shape in slide.shapes if isinstance(shape, Movie))
    return movie


def clip_of(slide: Any) -> bytes:
    (media,) = movie_of(slide).element.xpath(".//*[local-name()='media']/@r:embed")
    clip: bytes = slide.part.related_part(media).blob
    return clip


def notes_of(slide: Any) -> str:
    text: str = slide.notes_slide.notes_text_frame.text
    return text


def description(shape: Any) -> str:
    (words,) = shape.element.xpath("*/p:cNvPr/@descr")
    return str(words)


def test_there_is_a_slide_for_every_title_figure_and_part(presentation: Any) -> None:
    titles = [slide.shapes.title.text for slide in presentation.slides]
    assert titles == ["Rolling", "The rule", "A ball: start", "A ball: middle", "A ball: end"]
    assert presentation.core_properties.title == "Rolling"
    assert presentation.core_properties.author == "Ada & Grace"


def test_the_first_title_names_the_author(presentation: Any) -> None:
    said = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in presentation.slides
    ]
    assert "Ada & Grace" in said[0]
    assert not any("Ada & Grace" in words for words in said[1:])


def test_every_part_has_its_movie(presentation: Any, film_slide: FilmSlide) -> None:
    clips = [clip_of(slide) for slide in list(presentation.slides)[2:]]
    whole = frames(film_slide.film.read_bytes())
    assert np.array_equal(np.concatenate([frames(clip) for clip in clips]), whole)
    for clip, part in zip(clips, film_slide.parts, strict=True):
        assert seconds(clip) == pytest.approx(part.end - part.begin, abs=0.1)


@pytest.mark.parametrize(("number", "loops"), [(2, False), (3, True), (4, False)])
def test_movies_play_as_they_appear_and_loop_where_told(
    presentation: Any, number: int, loops: bool
) -> None:
    slide = presentation.slides[number]
    (clock,) = slide.element.xpath("p:timing//p:video//p:cTn")
    (target,) = slide.element.xpath("p:timing//p:video//p:spTgt/@spid")
    assert int(target) == movie_of(slide).shape_id
    assert slide.element.xpath("p:timing//p:video//p:cTn//p:cond/@delay") == ["0"]
    assert (clock.get("repeatCount") == "indefinite") is loops


def test_a_movie_fills_its_slide(presentation: Any) -> None:
    movie = movie_of(presentation.slides[2])
    assert (movie.left, movie.top) == (0, 0)
    assert (movie.width, movie.height) == (presentation.slide_width, presentation.slide_height)


@pytest.mark.parametrize(("number", "frame"), [(2, 6), (3, 18), (4, 23)])
def test_before_a_movie_plays_its_own_last_frame_is_seen(
    presentation: Any, film_slide: FilmSlide, number: int, frame: int
) -> None:
    poster = Image.open(io.BytesIO(movie_of(presentation.slides[number]).poster_frame.blob))
    last = frames(film_slide.film.read_bytes())[frame]
    assert np.mean((np.asarray(poster, float) - last) ** 2) < 255**2 / 10**3.8  # 38 dB: a JPEG


def test_notes_are_the_speakers_and_then_what_stands_on_screen(presentation: Any) -> None:
    welcome, figure, start, middle, _ = map(notes_of, presentation.slides)
    assert (welcome, figure) == ("Good morning.", "Point at η.")
    assert start == ("Ask for guesses first.\n\nWait for it.\n\nOn screen:\nLook left.\nIt rolls.")
    assert middle == "On screen:\nIt keeps its speed."


def test_pictures_and_movies_have_alternative_text(presentation: Any) -> None:
    (picture,) = (s for s in presentation.slides[1].shapes if s.shape_type.name == "PICTURE")
    assert description(picture) == 'A step, "η" for short'
    assert description(movie_of(presentation.slides[3])) == "a ball rolls from left to right"


def test_no_empty_place_asks_for_words(deck: Deck, tmp_path: Path) -> None:
    plain = replace(deck, author="", slides=(TitleSlide("Break"),))
    (slide,) = opened(plain, tmp_path).slides
    assert [shape.text for shape in slide.shapes] == ["Break"]


def test_words_are_no_markup(presentation: Any) -> None:
    assert presentation.slides[0].placeholders[1].text == "What <b>rolls</b> & why\nAda & Grace"


@pytest.mark.parametrize("aspect", [(16, 9), (4, 3), (1, 1)])
def test_all_lies_on_the_slide_but_the_titles_of_movies(
    deck: Deck, tmp_path: Path, aspect: tuple[int, int]
) -> None:
    presentation = opened(replace(deck, aspect=aspect), tmp_path)
    width, height = presentation.slide_width, presentation.slide_height
    assert width / height == pytest.approx(aspect[0] / aspect[1], rel=1e-4)
    for slide in presentation.slides:
        has_movie = any(isinstance(shape, Movie) for shape in slide.shapes)
        for shape in slide.shapes:
            if has_movie and shape == slide.shapes.title:
                assert shape.top + shape.height <= 0
            else:
                assert min(shape.left, shape.top) >= 0
                assert shape.left + shape.width <= width
                assert shape.top + shape.height <= height
    for layout in presentation.slide_layouts:
        assert all(shape.left + shape.width <= width for shape in layout.placeholders)


def test_colours_are_the_themes(deck: Deck, tmp_path: Path) -> None:
    path = write_pptx(replace(deck, theme="light", slides=deck.slides[:1]), tmp_path)
    with ZipFile(path) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
    assert '<a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>' in theme
    assert '<a:dk1><a:srgbClr val="12161D"/></a:dk1>' in theme


def test_it_speaks_the_language_of_the_lecture(deck: Deck, tmp_path: Path) -> None:
    presentation = opened(replace(deck, language="zh"), tmp_path)
    assert presentation.slides[3].shapes.title.text == "A ball：middle"
    assert notes_of(presentation.slides[3]) == "画面文字：\nIt keeps its speed."


def test_the_same_deck_gives_the_same_bytes(deck: Deck, tmp_path: Path) -> None:
    first = write_pptx(deck, tmp_path / "a").read_bytes()
    assert write_pptx(deck, tmp_path / "b").read_bytes() == first


def test_a_film_of_one_part_keeps_its_title(
    deck: Deck, film_slide: FilmSlide, tmp_path: Path
) -> None:
    film = replace(film_slide, parts=(replace(film_slide.parts[0], end=4.8),))
    (slide,) = opened(replace(deck, slides=(film,)), tmp_path).slides
    assert slide.shapes.title.text == "A ball"


def test_a_damaged_figure_is_named(deck: Deck, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"broken")
    figure = replace(deck.slides[1], pictures=(tmp_path / "broken.png",))
    with pytest.raises(WarpreelError, match=r"lecture\.pptx: cannot identify .*broken\.png"):
        write_pptx(replace(deck, slides=(figure,)), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["broken.png"]


def test_a_full_disk_leaves_the_old_file(
    deck: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    (tmp_path / "lecture.pptx").write_text("old")
    monkeypatch.setattr(ZipFile, "writestr", refuse)
    with pytest.raises(WarpreelError, match=r"lecture\.pptx: no space left on device"):
        write_pptx(deck, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["lecture.pptx"]
    assert (tmp_path / "lecture.pptx").read_text() == "old"


def test_a_folder_that_cannot_be_made_is_named(deck: Deck, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WarpreelError, match=r"cannot make the folder .*file"):
        write_pptx(deck, tmp_path / "file")
