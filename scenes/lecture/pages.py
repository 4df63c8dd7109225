"""Pages for a browser: templates, filled in; fonts, embedded; files, written whole."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.errors import WarpreelError, reason
from engine.files import whole_file
from scenes.figures.svg_fonts import Face
from scenes.language import LANGUAGES
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, TitleSlide
from scenes.theme import Theme
from scenes.typefaces import OURS, family_of, typefaces_of, write_in

TEMPLATES = Path(__file__).parent / "templates"
KINDS = {TitleSlide: "title", FigureSlide: "figure", FilmSlide: "film"}


def filled_in(template: str, deck: Deck, folder: Path, theme: Theme, **more: Any) -> str:
    """Fill in a template; what a deck says is text, never markup.

    The filter ``link`` leads from the page to a file, ``clock`` writes seconds as 1:05, and
    ``kind`` tells a slide's.

    Parameters
    ----------
    template : str
        Name of a file in `TEMPLATES`.
    deck : Deck
    folder : Path
        In which the page is to stand.
    theme : Theme
    **more
        What else the template names.
    """
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {
        "link": lambda file: quote(file.relative_to(folder).as_posix()),
        "clock": lambda seconds: f"{int(seconds) // 60}:{int(seconds) % 60:02}",
        "kind": lambda slide: KINDS[type(slide)],
    }
    families = [typeface.family for typeface in typefaces_of(theme)]
    say = LANGUAGES[deck.language].say
    values = {"deck": deck, "theme": theme, "families": families, "say": say}
    return pages.get_template(template).render(values | more)


def font_rules(page: str, theme: Theme) -> str:
    """Write rules that embed what a page needs of a theme's fonts.

    Other characters are left to the fonts of the reader.
    """
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


def write_page(path: Path, page: str) -> Path:
    """Write a page, whole or not at all.

    Raises
    ------
    WarpreelError
        If it cannot be written.
    """
    try:
        with whole_file(path) as draft:
            draft.write_text(page, "utf-8")
    except OSError as error:
        raise WarpreelError(f"cannot write {path}: {reason(error)}") from error
    return path
