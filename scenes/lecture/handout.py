"""A deck as one page to read or to print, without the network."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.errors import WarpreelError, reason
from engine.files import whole_file
from scenes.contrast import luminance
from scenes.figures.svg_fonts import Face
from scenes.language import LANGUAGES
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, TitleSlide
from scenes.theme import THEMES, Theme, theme_of
from scenes.typefaces import OURS, family_of, typefaces_of, write_in

TEMPLATES = Path(__file__).parent / "templates"
KINDS = {TitleSlide: "chapter", FigureSlide: "figure", FilmSlide: "film"}
"""What a slide is on the page."""


def write_handout(deck: Deck, folder: Path) -> Path:
    """Write ``handout.html``: every figure with its caption, every film with its sentences.

    The page has its fonts within it, is made to be printed on A4, and is light whatever the theme
    of the slides.

    Parameters
    ----------
    deck : Deck
    folder : Path
        All files of the deck lie in it.

    Raises
    ------
    WarpreelError
        If the page cannot be written.
    """
    path = folder / "handout.html"
    theme = _light(theme_of(deck.theme))

    def link(file: Path) -> str:
        return quote(Path(os.path.relpath(file, folder)).as_posix())

    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {"link": link, "clock": clock, "kind": lambda slide: KINDS[type(slide)]}
    page = pages.get_template("handout.html").render(
        deck=deck,
        theme=theme,
        say=LANGUAGES[deck.language].say,
        families=[typeface.family for typeface in typefaces_of(theme)],
    )
    try:
        with whole_file(path) as draft:
            draft.write_text(page.replace("/* fonts */", _rules(page, theme), 1), "utf-8")
    except OSError as error:
        raise WarpreelError(f"cannot write {path}: {reason(error)}") from error
    return path


def clock(seconds: float) -> str:
    """Write a time of a film, such as 1:05."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _light(theme: Theme) -> Theme:
    """Keep a theme if it is light, else take the colours of ours that is."""
    light = luminance(theme.background) > luminance(theme.text)
    return theme if light else replace(THEMES["light"], fonts=theme.fonts)


def _rules(page: str, theme: Theme) -> str:
    """Embed what a page needs of a theme's fonts; other characters are left to the reader's."""
    needed: dict[str, set[str]] = defaultdict(set)
    write_in(typefaces_of(theme))
    try:
        for character in sorted(set(page)):
            with suppress(WarpreelError):
                needed[family_of(character)].add(character)
        return "\n".join(
            Face(family, bold).rule(characters)
            for family, characters in needed.items()
            for bold in (False, True)
        )
    finally:
        write_in(OURS)
