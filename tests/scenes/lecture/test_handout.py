"""``handout.html``: one page, to read or to print."""

import base64
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest
from PIL import Image

from engine.errors import WarpreelError
from scenes.lecture.chapter import FILE
from scenes.lecture.deck import Deck, FilmSlide, Part, TitleSlide
from scenes.lecture.handout import write_handout, write_student_handout
from scenes.lecture.lecture_spec import FilmSlideSpec, TitleSlideSpec
from scenes.lecture.posters import SHEET
from scenes.lecture.reading import read_lecture
from tests.support.browser import Browser


class Page(HTMLParser):
    """Collects what a page says and where it leads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.source = path.read_text("utf-8")
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.pictures: dict[str, str] = {}
        self.language = ""
        self._in_style = False
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        self.links += [given[name] for name in ("href", "src") if name in given]
        self.ids |= {given["id"]} if "id" in given else set()
        if tag == "img":
            self.pictures[unquote(given["src"])] = given["alt"]
        if tag == "html":
            self.language = given["lang"]

    def handle_data(self, data: str) -> None:
        if not self._in_style and data.strip():
            self.words.append(data.strip())


@pytest.fixture(scope="module")
def page(deck: Deck, deck_folder: Path) -> Page:
    return Page(write_handout(deck, deck_folder))


def test_it_tells_the_lecture_in_order(page: Page) -> None:
    told = [
        "Rolling", "Ada & Grace", "Good morning.", "The rule", 'A step, "η" for short',
        "Point at η.", "A ball", "a ball rolls from left to right", "Ask for guesses first.",
        "start", "Look left.", "It rolls.", "Wait for it.", "middle", "It keeps its speed.",
        "end", "Any questions?",
    ]  # fmt: skip
    body = page.words[page.words.index("What <b>rolls</b> & why") - 1 :]
    places = [page.words.index(words) for words in told[:2]]
    assert places == sorted(places)
    rest = iter(body)
    assert all(words in rest for words in told[2:])


def test_every_link_leads_somewhere_below_its_folder(page: Page, deck_folder: Path) -> None:
    assert len(page.links) == len(page.pictures) + 3
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.ids
        else:
            assert (deck_folder / unquote(link)).is_file()


def test_it_needs_no_network(page: Page) -> None:
    assert "://" not in page.source
    assert "url(data:font/woff;base64," in page.source


def test_it_opens_in_a_browser_on_screens_wide_and_narrow(
    page: Page, deck_folder: Path, browser: Browser
) -> None:
    browser.open(deck_folder / "handout.html")
    browser.wait_until("[...document.images].every(each => each.naturalWidth > 0)")
    assert browser.fonts_of("h1") == {"Inter Semi Bold"}
    assert browser.fonts_of(".part p") == {"Inter"}
    for width in (1280, 360):
        browser.resize(width, 720)
        assert browser.run("return document.documentElement.scrollWidth") == width
    assert browser.complaints() == []


def test_pictures_have_alternative_text(page: Page) -> None:
    assert page.pictures == {
        "a figure.svg": 'A step, "η" for short',
        "films/ball-sheet.jpg": (
            "Frames of the film “A ball”, part by part: a ball rolls from left to right"
        ),
    }


def test_it_is_light_and_the_same_whatever_the_slides_are(
    deck: Deck, deck_folder: Path, page: Page
) -> None:
    assert "background: #ffffff" in page.source
    light = Page(write_handout(replace(deck, theme="light"), deck_folder))
    assert light.source == page.source


def test_it_speaks_the_language_of_the_lecture(deck: Deck, tmp_path: Path) -> None:
    words = TitleSlide("梯度下降", notes="大家好。")
    chinese = Page(write_handout(replace(deck, language="zh", slides=(words,)), tmp_path))
    assert chinese.language == "zh"
    assert 'aria-label="讲稿"' in chinese.source
    assert "font-family:'Noto Sans SC'" in chinese.source


def test_characters_that_our_fonts_lack_are_left_to_the_readers(deck: Deck, tmp_path: Path) -> None:
    smiling = replace(deck, slides=(TitleSlide("Hello 🙂"),))
    assert "Hello 🙂" in Page(write_handout(smiling, tmp_path)).words


def test_parts_have_the_time_at_which_they_begin(
    deck: Deck, film_slide: FilmSlide, deck_folder: Path
) -> None:
    begins = (0, 65.9, 600)
    parts = tuple(Part("part", begin, begin + 1) for begin in begins)
    page = Page(
        write_handout(replace(deck, slides=(replace(film_slide, parts=parts),)), deck_folder)
    )
    assert [words for words in page.words if ":" in words] == ["0:00", "1:05", "10:00"]


def test_a_folder_that_cannot_be_made_is_named(deck: Deck, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WarpreelError, match=r"cannot make the folder .*file"):
        write_handout(deck, tmp_path / "file")


def test_slides_are_numbered_as_in_the_deck(page: Page) -> None:
    assert page.ids >= {"2", "3"}
    assert "1" not in page.ids  # the title of the lecture heads the page
    assert page.words[page.words.index("2") + 1] == "The rule"
    assert '<li class="film" value="3"><a href="#3">A ball</a></li>' in page.source


def test_students_get_all_but_the_notes(deck: Deck, deck_folder: Path, page: Page) -> None:
    students = Page(write_student_handout(deck, deck_folder))
    notes = {"Good morning.", "Point at η.", "Ask for guesses first.", "Wait for it.",
             "Any questions?"}  # fmt: skip
    assert notes <= set(page.words)
    assert [words for words in page.words if words not in notes] == students.words


def test_the_chapters_lecture_is_printed_on_few_pages(
    deck: Deck, film_slide: FilmSlide, deck_folder: Path, browser: Browser
) -> None:
    sentences = ("A sentence that tells what is to be seen.",) * 5
    tall = deck_folder / "films" / "tall.jpg"
    Image.new("RGB", SHEET, "#0d1017").save(tall)
    slides: list[Any] = []
    for slide in read_lecture(FILE).slides:
        if isinstance(slide, TitleSlideSpec):
            slides.append(TitleSlide(slide.title, slide.text, slide.notes))
        elif isinstance(slide, FilmSlideSpec):
            told = slide.section_notes or {"all": ""}
            parts = tuple(Part(n, 0, 1, notes=told[n], transcript=sentences) for n in told)
            words = {"title": slide.title, "notes": slide.notes, "parts": parts, "sheet": tall}
            slides.append(replace(film_slide, **words))
        else:
            slides.append(replace(deck.slides[1], title=slide.title, notes=slide.notes))
    browser.open(write_handout(replace(deck, slides=tuple(slides)), deck_folder))
    asked = {"preferCSSPageSize": True, "printBackground": True}
    printed = base64.b64decode(browser.command("Page.printToPDF", asked)["data"])
    with pypdfium2.PdfDocument(printed) as document:
        assert len(slides) > 50
        assert 15 < len(document) < 25
        assert document[0].get_size() == pytest.approx((595, 842), abs=1)
