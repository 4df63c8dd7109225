"""``lecture.pdf``: the lecture, page by page."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from engine.errors import WarpreelError
from scenes.lecture.deck import Deck, FilmSlide
from scenes.lecture.pdf import write_pdf
from tests.support.decoded import frames

IMAGE = 3
"""PDFium's number for pictures made of pixels."""


@pytest.fixture(scope="module")
def pdf(deck: Deck, deck_folder: Path) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(write_pdf(deck, deck_folder))
    yield document
    document.close()


def text_of(page: Any) -> str:
    return str(page.get_textpage().get_text_bounded()).replace("\r\n", "\n")


def images_on(page: Any) -> list[Any]:
    return [each for each in page.get_objects() if each.type == IMAGE]


def test_there_is_a_page_for_every_title_figure_and_part(pdf: Any) -> None:
    assert len(pdf) == 5
    assert {page.get_size() for page in pdf} == {(960, 540)}
    assert pdf.get_metadata_dict()["Title"] == "Rolling"
    assert pdf.get_metadata_dict()["Author"] == "Ada & Grace"


@pytest.mark.parametrize(("number", "frame"), [(2, 6), (3, 18), (4, 23)])
def test_a_parts_page_is_its_last_frame(
    pdf: Any, film_slide: FilmSlide, number: int, frame: int
) -> None:
    last = frames(film_slide.film.read_bytes())[frame]
    (image,) = images_on(pdf[number])
    kept = np.asarray(image.get_bitmap().to_pil().convert("RGB"), int)
    assert np.mean((kept - last.astype(int)) ** 2) < 255**2 / 10**3.8  # 38 dB: a JPEG
    left, bottom, right, top = image.get_bounds()
    assert (left + right) / 2 == pytest.approx(480, abs=0.1)
    assert (right - left) / (top - bottom) == pytest.approx(16 / 9, rel=0.01)
    assert bottom == pytest.approx(0, abs=0.1)
    page = pdf[number].render(scale=4).to_pil().convert("RGB")
    place = (4 * left, 4 * (540 - top), 4 * right, 4 * (540 - bottom))
    shown = page.resize((256, 144), Image.Resampling.BOX, box=place)
    assert np.abs(np.asarray(shown, int) - kept).mean() < 1


def test_the_titles_of_a_film_and_its_part_stand_above_the_still(pdf: Any) -> None:
    for number, title in ((2, "A ball: start"), (3, "A ball: middle"), (4, "A ball: end")):
        (image,) = images_on(pdf[number])
        top = image.get_bounds()[3]
        words = pdf[number].get_textpage().get_text_bounded(bottom=top)
        assert words.strip() == title
        above = pdf[number].render(scale=2).to_numpy()[: int(2 * (540 - top))]
        assert np.ptp(above.astype(int)) > 100  # it is seen


def test_the_first_title_names_the_author(pdf: Any) -> None:
    assert "Ada & Grace" in text_of(pdf[0])
    assert not any("Ada & Grace" in text_of(pdf[number]) for number in range(1, 5))


def test_words_can_be_searched_for(pdf: Any) -> None:
    title, figure, start, *_ = map(text_of, pdf)
    assert "What <b>rolls</b> & why" in title
    assert "η is the step" in figure
    assert 'A step, "η" for short' in figure.replace("“", '"').replace("”", '"')
    assert "Look left.\n" in start
    assert "It rolls." in start


def test_figures_stay_drawings(pdf: Any) -> None:
    assert images_on(pdf[1]) == []


def test_bookmarks_lead_to_films_and_their_parts(pdf: Any) -> None:
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    assert marks == [
        (0, "Rolling", 0),
        (0, "The rule", 1),
        (0, "A ball", 2),
        (1, "start", 2),
        (1, "middle", 3),
        (1, "end", 4),
    ]


def test_pages_have_the_themes_colour_and_the_lectures_shape(deck: Deck, deck_folder: Path) -> None:
    white = replace(deck, theme="light", aspect=(1, 1), slides=deck.slides[:1])
    document = pypdfium2.PdfDocument(write_pdf(white, deck_folder))
    page = np.asarray(document[0].render().to_pil().convert("RGB"))
    assert page.shape == (540, 540, 3)
    assert np.all(page[0, 0] == 255)
    document.close()


def test_the_same_deck_gives_the_same_bytes_and_nothing_else(deck: Deck, deck_folder: Path) -> None:
    first = write_pdf(deck, deck_folder).read_bytes()
    assert write_pdf(deck, deck_folder).read_bytes() == first
    assert not list(deck_folder.glob(".*"))


def test_a_damaged_figure_is_told_in_one_sentence(
    deck: Deck, film_slide: FilmSlide, tmp_path: Path
) -> None:
    (tmp_path / "broken.png").write_bytes(b"broken")
    figure = replace(deck.slides[1], pictures=(tmp_path / "broken.png",))
    with pytest.raises(WarpreelError, match=r"cannot write .*lecture.pdf: .*decode image") as told:
        write_pdf(replace(deck, slides=(figure,)), tmp_path)
    assert "\n" not in str(told.value)
    assert [path.name for path in tmp_path.iterdir()] == ["broken.png"]


def test_a_full_disk_leaves_the_old_file(
    deck: Deck, deck_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = write_pdf(deck, deck_folder).read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(WarpreelError, match=r"lecture\.pdf: no space left on device"):
        write_pdf(deck, deck_folder)
    assert (deck_folder / "lecture.pdf").read_bytes() == old
    assert not list(deck_folder.glob(".*"))


def test_a_language_of_a_region_is_accepted(deck: Deck, tmp_path: Path) -> None:
    language = tmp_path / "fr-CA.toml"
    language.write_text('name = "français"\n[sentences]\n')
    titles = replace(deck, language=str(language), slides=deck.slides[:1])
    with pypdfium2.PdfDocument(write_pdf(titles, tmp_path)) as document:
        assert len(document) == 1
