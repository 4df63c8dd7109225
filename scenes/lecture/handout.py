"""A deck as one page to read or to print, without the network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.errors import make_folder
from scenes.lecture.deck import Deck
from scenes.lecture.pages import filled_in, write_page
from scenes.theme.contrast import luminance
from scenes.theme.lookup import theme_of
from scenes.theme.theme import THEMES, Theme
from scenes.theme.web_fonts import font_rules

FONTS = "/* fonts */"
"""In the template, where they are embedded."""


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
    make_folder(folder)
    theme = _light(theme_of(deck.theme))
    page = filled_in("handout.html", deck, folder, theme)
    return write_page(folder / "handout.html", page.replace(FONTS, font_rules(page, theme), 1))


def _light(theme: Theme) -> Theme:
    """Keep a theme if it is light, else take the colours of ours that is."""
    light = luminance(theme.background) > luminance(theme.text)
    return theme if light else replace(THEMES["light"], fonts=theme.fonts)
