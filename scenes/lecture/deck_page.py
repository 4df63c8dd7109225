"""A deck as a web page: films that pause at their parts, and speaker notes; no network needed."""

from __future__ import annotations

import base64
import string
from pathlib import Path
from typing import Any

from engine.errors import WarpreelError, make_folder, reason
from scenes.languages.language import Language
from scenes.lecture.deck import Deck, ExploreSlide, FilmSlide, PictureSlide, Slide
from scenes.lecture.html_pages import render_template, write_page
from scenes.theme.lookup import theme_of
from scenes.theme.web_fonts import font_rules

ASSETS = Path(__file__).parent / "assets"
MEDIA = {".png": "image/png", ".svg": "image/svg+xml", ".vtt": "text/vtt"}


def write_html(deck: Deck, folder: Path) -> Path:
    """Write ``index.html``, and beside it a folder ``assets`` with what it is made of.

    The page works from a disk, within another page's frame, and from any server; it loads nothing
    but files in `folder`.

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
        If a file cannot be written, or the captions of a film cannot be read.
    """
    make_folder(folder)
    theme = theme_of(deck.theme)
    slides = _slides(deck)
    logo = theme.logo and _data_uri(theme.logo.picture.name, theme.logo.picture.data)
    page = render_template("deck.html", deck, folder, theme, slides=slides, logo=logo)
    for asset in sorted(ASSETS.iterdir()):
        write_page(folder / "assets" / asset.name, asset.read_text("utf-8"))
    # Fonts in files of their own would not load in every browser from a disk, so they are embedded;
    # with characters that the page does not hold yet, such as the digits of the clock.
    write_page(folder / "assets" / "fonts.css", font_rules(page + string.printable, theme))
    return write_page(folder / "index.html", page)


def _slides(deck: Deck) -> list[dict[str, Any]]:
    language = deck.words
    count = len(deck.slides)
    return [
        {"place": language.say("slide {number} of {count}", number=number, count=count)}
        | _values(slide, language)
        for number, slide in enumerate(deck.slides, 1)
    ]


def _values(slide: Slide, language: Language) -> dict[str, Any]:
    """Return the template's values of a slide."""
    facts: dict[str, Any] = {
        "slide": slide, "picture": None, "film": None, "page": None, "parts": [],
    }  # fmt: skip
    match slide:
        case PictureSlide():
            # A vector graphic is sharp at every size.
            facts["picture"] = min(slide.pictures, key=lambda path: path.suffix != ".svg")
            facts["page"] = slide.page if isinstance(slide, ExploreSlide) else None
        case FilmSlide():
            facts["picture"], facts["film"] = slide.poster, slide.film
            facts["captions"] = _captions(slide.captions)
            facts["parts"] = _parts(slide, language)
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


def _captions(file: Path) -> str:
    """Return captions as a data URI: browsers do not load captions from a disk."""
    try:
        return _data_uri(file.name, file.read_bytes())
    except OSError as error:
        raise WarpreelError(f"cannot read {file}: {reason(error)}") from error


def _data_uri(name: str, content: bytes) -> str:
    data = base64.b64encode(content).decode()
    return f"data:{MEDIA[Path(name).suffix.lower()]};base64,{data}"
