"""Fonts that a page for a browser brings along: of each, only the characters that it needs."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress

from engine.errors import WarpreelError
from scenes.theme.lookup import typefaces_of
from scenes.theme.svg_fonts import Face
from scenes.theme.theme import Theme
from scenes.theme.typefaces import family_of, use_typefaces


def font_rules(page: str, theme: Theme) -> str:
    """Write rules that embed what a page needs of a theme's fonts.

    Other characters are left to the fonts of the reader.
    """
    needed: dict[str, set[str]] = defaultdict(set)
    with use_typefaces(typefaces_of(theme)):
        for character in sorted(set(page) - set("\r\n")):
            with suppress(WarpreelError):
                needed[family_of(character)].add(character)
        return "\n".join(
            Face(family, bold).rule(characters)
            for family, characters in needed.items()
            for bold in (False, True)
        )
