"""Strings that mean something to a format are shown as text in every file that we write."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pypdfium2
import pytest
from matplotlib.figure import Figure
from PIL import Image
from pptx import Presentation

from engine.errors import UsageError
from scenes.figures.build import build_figures
from scenes.figures.export import EXPORTERS, Metadata
from scenes.figures.figure_list import read_requests
from scenes.figures.style import use_style
from scenes.languages.language import ENGLISH, Language
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, Part, TitleSlide
from scenes.lecture.deck_page import write_html
from scenes.lecture.handout import write_handout, write_student_handout
from scenes.lecture.pdf import write_pdf
from scenes.lecture.powerpoint import write_pptx
from scenes.notebook.display import Shown
from scenes.rendering.contact_sheet import arrange_sheet
from scenes.rendering.frames import SectionFrame
from scenes.rendering.timeline import Section, Sentence, Timeline
from scenes.theme.theme import THEMES
from scenes.web.captions import JOINER, cues_of, srt, transcript, webvtt
from scenes.web.clip import Clip, TextFile
from scenes.web.html import Embed
from scenes.web.page import render_page
from tests.support.hostile_strings import HOSTILE

HARMLESS = "harmless"
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>"


@pytest.fixture(autouse=True)
def _no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave fonts out, which take long to cut and say nothing."""
    monkeypatch.setattr("scenes.theme.svg_fonts.subset_of", lambda file, characters: b"")


class Seen(HTMLParser):
    """What a browser makes of a page: elements with the names of their attributes, and texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.values: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", ()))


def deck_of(text: str, folder: Path) -> Deck:
    """Return a lecture that says a text wherever a lecture can."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.svg").write_text(PICTURE)
    Image.new("RGB", (8, 8)).save(folder / "a.png")
    (folder / "a.vtt").write_text("WEBVTT\n")
    part = Part(text, 0, 1, notes=text, transcript=(text,))
    slides = (
        TitleSlide(text, text, text),
        FigureSlide(text, (folder / "a.svg", folder / "a.png"), text, text),
        FilmSlide(
            text, folder / "a.mp4", folder / "a.png", folder / "a.vtt", folder / "a.png", text,
            (part,), text,
        ),
    )  # fmt: skip
    return Deck(f"about {text}", text, "en", "dark", (16, 9), slides)


def without_film(deck: Deck) -> Deck:
    return replace(deck, slides=deck.slides[:2])


def embedded(text: str, folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    words = folder / "words.txt"
    words.write_text(text, "utf-8")
    clip = Clip(
        Path("a film.mp4"), 16, 9, text,
        (TextFile(Path("a.vtt"), text),), (TextFile(words, text),),
    )  # fmt: skip
    shown = Embed(clip, Language(text), lambda path, _: text, text)
    return render_page(shown, THEMES["dark"])


def notebook(text: str, folder: Path) -> str:
    page = embedded(text, folder)
    return Shown(text, "video/mp4", b"", {"text/html": page})._repr_mimebundle_()["text/html"]


PAGES: dict[str, Callable[[str, Path], str]] = {
    "embed": embedded,
    "notebook": notebook,
    "deck": lambda text, folder: write_html(deck_of(text, folder), folder).read_text("utf-8"),
    "handout": lambda text, folder: write_handout(deck_of(text, folder), folder).read_text("utf-8"),
    "students": lambda text, folder: write_student_handout(deck_of(text, folder), folder).read_text(
        "utf-8"
    ),
}
"""Pages that say a text, wherever they can."""
EACH_STRING = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


@EACH_STRING
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_more_elements_and_shows_the_text(
    page: str, text: str, tmp_path: Path
) -> None:
    plain = Seen(PAGES[page](HARMLESS, tmp_path / "plain"))
    seen = Seen(PAGES[page](text, tmp_path / "hostile"))
    lines = len(text.splitlines()) - 1  # each begins a paragraph or line of its own
    extra = len(seen.elements) - len(plain.elements)
    assert extra <= 3 * lines + 2 * ("strong" not in str(seen.elements))
    assert set(seen.elements) <= set(plain.elements) | {("br", ()), ("p", ()), ("strong", ())}
    shown = " ".join(" ".join([*seen.texts, *seen.values]).split())
    assert " ".join(text.split()) in shown


def drawn(text: str, format: str) -> bytes:
    with use_style(THEMES["light"]):
        figure = Figure(figsize=(2, 1))
        figure.text(0.1, 0.5, text, parse_math=False)
        return EXPORTERS[format](figure, 1.0, 50.0, Metadata(text, text, text, text))


@EACH_STRING
def test_an_svg_is_xml_without_more_elements(text: str) -> None:
    plain, tree = (ElementTree.fromstring(drawn(each, "svg")) for each in (HARMLESS, text))
    assert {node.tag for node in tree.iter()} == {node.tag for node in plain.iter()}
    written = " ".join(" ".join(tree.itertext()).split())
    assert written.count(" ".join(text.split())) >= 3
    assert b"onerror" not in b"".join(name.encode() for node in tree.iter() for name in node.attrib)


@EACH_STRING
def test_pictures_carry_the_text_as_it_is(text: str) -> None:
    with Image.open(io.BytesIO(drawn(text, "png"))) as picture:
        assert picture.text["Title"] == text  # type: ignore[attr-defined]
    with pypdfium2.PdfDocument(drawn(text, "pdf")) as document:
        assert document.get_metadata_dict()["Title"] == text
        assert len(document) == 1


@EACH_STRING
def test_slides_say_the_text_and_can_be_opened(text: str, tmp_path: Path) -> None:
    deck = without_film(deck_of(text, tmp_path))
    presentation = Presentation(str(write_pptx(deck, tmp_path)))
    title, figure = presentation.slides
    lines = text.replace("\n", "\v")  # a break within a title
    assert title.shapes.title.text in (text, lines)
    assert title.notes_slide.notes_text_frame.text == text
    picture = list(figure.shapes)[1]
    assert picture.element.xpath("*/p:cNvPr/@descr")[0].split() == text.split()
    assert presentation.core_properties.author == text


@EACH_STRING
def test_a_paper_says_the_text(text: str, tmp_path: Path) -> None:
    deck = without_film(deck_of(text, tmp_path))
    with pypdfium2.PdfDocument(write_pdf(deck, tmp_path)) as document:
        assert len(document) == 2
        words = re.sub(r"\s|\ufffe|-", "", document[0].get_textpage().get_text_range())
        assert re.sub(r"\s|-", "", text) in words
        assert document.get_metadata_dict()["Author"].split() == text.split()


def timeline_of(text: str) -> Timeline:
    sentences = (Sentence(0, 1, text), Sentence(1, 2, HARMLESS))
    return Timeline(2.0, (Section("a", 0, 2),), sentences)


@EACH_STRING
def test_subtitles_are_one_cue_a_sentence_and_say_it(text: str) -> None:
    cues = cues_of(timeline_of(text), ENGLISH)
    said = " ".join(" ".join(line for cue in cues[:-1] for line in cue.lines).split())
    assert said == " ".join(text.split())
    unjoined = str.maketrans("", "", JOINER)
    for written, read in ((webvtt(cues), html.unescape), (srt(cues), None)):
        blocks = written.removeprefix("WEBVTT\n\n").strip().split("\n\n")
        assert len(blocks) == len(cues)
        for block, cue in zip(blocks, cues, strict=True):
            clock = 1 if read is None else 0
            assert " --> " in block.splitlines()[clock]
            lines = block.splitlines()[clock + 1 :]
            markup = r"<[A-Za-z/]|-->" + (r"|\{\\" if read is None else "")
            assert not any(re.search(markup, line) for line in lines)
            shown = [line.translate(unjoined) if read is None else read(line) for line in lines]
            assert shown == list(cue.lines)


@EACH_STRING
def test_a_transcript_has_no_more_blocks(text: str) -> None:
    plain, written = (transcript(timeline_of(each), ENGLISH) for each in (HARMLESS, text))
    assert written.count("\n") == plain.count("\n")
    assert " ".join(text.split()) in written


@EACH_STRING
def test_a_list_of_figures_keeps_a_caption_and_refuses_a_path(text: str, tmp_path: Path) -> None:
    path = tmp_path / "figures.toml"
    row = '[[figure]]\nid = {}\nkind = "11.12"\nformat = "svg"\ncaption = {}\n'
    path.write_text(row.format('"a"', json.dumps(text)), "utf-8")
    build_figures(read_requests(path), tmp_path / "made")
    record = json.loads((tmp_path / "made" / "manifest.json").read_text("utf-8"))["a.svg"]
    assert record["caption"] == text
    tree = ElementTree.parse(tmp_path / "made" / "a.svg")
    assert text in [node.text for node in tree.iter("{http://purl.org/dc/elements/1.1/}title")]
    path.write_text(row.format(json.dumps(text), '""'), "utf-8")
    if set(text) & set("/\\\n"):
        with pytest.raises(UsageError, match=r"\.id: "):
            read_requests(path)
    else:
        (request,) = read_requests(path)
        assert (tmp_path / request.file_name("svg")).parent == tmp_path


@EACH_STRING
def test_a_contact_sheet_draws_the_text_as_it_is(text: str) -> None:
    frames = [SectionFrame(each, 0.0, np.zeros((90, 160, 3), np.uint8)) for each in (text, "b")]
    sheet, plain = (
        arrange_sheet([replace(frames[0], section=each), frames[1]], THEMES["dark"])
        for each in (text, HARMLESS)
    )
    assert sheet.size == plain.size
