"""A deck as one page to read or to print, which needs no network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.errors import make_folder
from scenes.lecture.deck import Deck
from scenes.lecture.html_pages import render_template, write_page
from scenes.theme.contrast import luminance
from scenes.theme.lookup import theme_of
from scenes.theme.theme import THEMES, Theme
from scenes.theme.web_fonts import font_rules

FONTS = "/* fonts */"
"""Placeholder in the template for the font rules."""


def write_handout(deck: Deck, folder: Path) -> Path:
    """Write ``handout.html``: every figure with its caption, every film with its sentences, notes.

    Slides have the numbers that they have in the deck. The page embeds its fonts, is laid out for
    A4 paper, and is light whatever the theme of the slides.

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
    return _write(deck, folder, "handout.html", for_speaker=True)


def write_student_handout(deck: Deck, folder: Path) -> Path:
    """Write ``handout-students.html``: the handout without the speaker's notes.

    The parameters are those of `write_handout`.
    """
    return _write(deck, folder, "handout-students.html", for_speaker=False)


def _write(deck: Deck, folder: Path, name: str, *, for_speaker: bool) -> Path:
    make_folder(folder)
    theme = _light(theme_of(deck.theme))
    numbers = [i for i, slide in enumerate(deck.slides, 1) if slide.title != deck.title]
    more = {"for_speaker": for_speaker, "numbers": numbers}
    page = render_template("handout.html", deck, folder, theme, **more)
    return write_page(folder / name, page.replace(FONTS, font_rules(page, theme), 1))


def _light(theme: Theme) -> Theme:
    """Return the theme if it is light, else the built-in light theme with its fonts."""
    light = luminance(theme.background) > luminance(theme.text)
    return theme if light else replace(THEMES["light"], fonts=theme.fonts)
