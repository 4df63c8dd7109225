"""A deck as a page: films that pause at their parts, notes for the speaker, no network at all."""

from __future__ import annotations

import base64
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.errors import WarpreelError, make_folder, reason
from engine.files import whole_file
from scenes.figures.svg_fonts import Face
from scenes.language import LANGUAGES, Language
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, Slide, TitleSlide
from scenes.theme import THEMES
from scenes.typefaces import FAMILIES, family_of

HERE = Path(__file__).parent
ASSETS = (
    "reveal.css", "reveal.js", "reveal.LICENSE",
    "deck.css", "film.js", "notes.js", "keys.js", "deck.js",
)  # fmt: skip
KINDS = {TitleSlide: "title", FigureSlide: "figure", FilmSlide: "film"}


def write_html(deck: Deck, folder: Path) -> Path:
    """Write ``index.html``, and beside it a folder ``assets`` with what it is made of.

    The page works from a disk, within another page's frame, and from any server; it asks for
    nothing but files in `folder`.

    Parameters
    ----------
    deck : Deck
    folder : Path
        All files of the deck lie in it.

    Returns
    -------
    Path
        The page, which is written last.

    Raises
    ------
    WarpreelError
        If a file can't be written, or the captions of a film can't be read.
    """
    make_folder(folder)
    page = _page(deck, folder)
    for name in ASSETS:
        _write(folder / "assets" / name, (HERE / "assets" / name).read_bytes())
    _write(folder / "assets" / "fonts.css", _font_rules(page).encode())
    return _write(folder / "index.html", page.encode())


def _write(path: Path, content: bytes) -> Path:
    try:
        with whole_file(path) as draft:
            draft.write_bytes(content)
    except OSError as error:
        raise WarpreelError(f"cannot write {path}: {reason(error)}") from error
    return path


def _page(deck: Deck, folder: Path) -> str:
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = LANGUAGES.find(deck.language)
    count = len(deck.slides)
    slides = [
        _slide(slide, folder, language)
        | {"place": language.say("slide {number} of {count}", number=number, count=count)}
        for number, slide in enumerate(deck.slides, 1)
    ]
    return templates.get_template("deck.html").render(
        deck=deck,
        slides=slides,
        say=language.say,
        theme=THEMES.find(deck.theme),
        families=FAMILIES,
    )


def _slide(slide: Slide, folder: Path, language: Language) -> dict[str, Any]:
    """Gather what the page says and links to."""
    facts: dict[str, Any] = {
        "kind": KINDS[type(slide)], "title": slide.title, "notes": slide.notes, "parts": [],
    }  # fmt: skip

    def link(path: Path) -> str:
        return quote(path.relative_to(folder).as_posix())

    match slide:
        case TitleSlide():
            facts |= {"text": slide.text}
        case FigureSlide():
            picture = min(slide.pictures, key=lambda path: path.suffix != ".svg")
            facts |= {"picture": link(picture), "caption": slide.caption}
        case FilmSlide():
            facts |= {
                "film": link(slide.film),
                "picture": link(slide.poster),
                "captions": _data_uri(slide.captions),
                "caption": slide.summary,
                "parts": _parts(slide, language),
            }
    return facts


def _parts(slide: FilmSlide, language: Language) -> list[dict[str, Any]]:
    count = len(slide.parts)
    return [
        {
            "place": language.say("part {number} of {count}", number=number, count=count),
            "title": part.title,
            "begin": part.begin,
            "end": part.end,
            "loop": part.loop,
            "notes": part.notes,
            "transcript": part.transcript,
        }
        for number, part in enumerate(slide.parts, 1)
    ]


def _data_uri(captions: Path) -> str:
    """Put captions into the page: browsers do not load them from a disk."""
    try:
        content = captions.read_bytes()
    except OSError as error:
        raise WarpreelError(f"cannot read {captions}: {reason(error)}") from error
    return "data:text/vtt;base64," + base64.b64encode(content).decode()


def _font_rules(page: str) -> str:
    """Cut the fonts down to what the page says, and put them into rules, as data.

    In files of their own, a page from a disk could not load them in every browser. What our fonts
    lack is left to the reader's.
    """
    needed: dict[str, set[str]] = {FAMILIES[0]: set(map(chr, range(0x20, 0x7F)))}
    for character in set(page) - needed[FAMILIES[0]]:
        if not character.isspace():
            with suppress(WarpreelError):
                needed.setdefault(family_of(character), set()).add(character)
    return "\n".join(
        Face(family, bold).rule(needed[family])
        for family in FAMILIES
        if family in needed
        for bold in (False, True)
    )
