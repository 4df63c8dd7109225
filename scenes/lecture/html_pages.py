"""HTML pages rendered from templates, and written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.files import whole_file
from scenes.lecture.deck import Deck, ExploreSlide, FigureSlide, FilmSlide, TitleSlide
from scenes.theme.css import css_string
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import Theme

TEMPLATES = Path(__file__).parent / "templates"
KINDS = {TitleSlide: "title", FigureSlide: "figure", ExploreSlide: "explore", FilmSlide: "film"}


def render_template(template: str, deck: Deck, folder: Path, theme: Theme, **more: Any) -> str:
    """Render a template; all texts of the deck are escaped.

    The filter ``link`` returns the relative address of a file, ``clock`` formats seconds as 1:05,
    and ``kind`` returns the kind of a slide.

    Parameters
    ----------
    template : str
        Name of a file in `TEMPLATES`.
    deck : Deck
    folder : Path
        Where the page will be written.
    theme : Theme
    **more
        Further variables of the template.

    Returns
    -------
    str
        HTML.
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
    families = [css_string(face.family) for face in typefaces_of(theme)]
    say = deck.words.say
    values = {"deck": deck, "theme": theme, "families": families, "say": say}
    return pages.get_template(template).render(values | more)


def write_page(path: Path, page: str) -> Path:
    """Write a page, whole or not at all, and return its path.

    Raises
    ------
    WarpreelError
        If it cannot be written.
    """
    with whole_file(path) as draft:
        draft.write_text(page, "utf-8")
    return path
