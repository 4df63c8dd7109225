"""Fonts that a page for a browser brings along: of each, only the characters that it needs."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress

from engine.errors import WarpreelError
from scenes.theme.lookup import typefaces_of
from scenes.theme.svg_fonts import Face
from scenes.theme.theme import Theme
from scenes.theme.typefaces import family_of, use_typefaces


def page_faces(text: str, theme: Theme) -> list[tuple[Face, str]]:
    """Cut what a text needs out of a theme's fonts, each a WOFF in base 64.

    Other characters are left to the fonts of the reader.
    """
    with use_typefaces(typefaces_of(theme)):
        return [(face, face.data(characters)) for face, characters in _needed(text)]


def font_rules(page: str, theme: Theme) -> str:
    """Write rules that embed what a page needs of a theme's fonts, as `page_faces` finds it."""
    with use_typefaces(typefaces_of(theme)):
        return "\n".join(face.rule(characters) for face, characters in _needed(page))


def _needed(text: str) -> list[tuple[Face, set[str]]]:
    needed: dict[str, set[str]] = defaultdict(set)
    for character in sorted(set(text) - set("\r\n")):
        with suppress(WarpreelError):
            needed[family_of(character)].add(character)
    return [
        (Face(family, bold), characters)
        for family, characters in needed.items()
        for bold in (False, True)
    ]
