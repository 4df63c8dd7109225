"""What all pages that are explored stand in: one file with its style, fonts, data and script."""

from __future__ import annotations

import string
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scenes.explore.linker import link
from scenes.languages.language import Language
from scenes.theme.contrast import luminance
from scenes.theme.css import css_string
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import Theme
from scenes.theme.web_fonts import page_faces

HOME = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; worker-src blob:"
)
"""What a page needs to be allowed; it can reach nothing else, whatever stands in it."""
COLOURS = (
    *("background", "panel", "edge", "text", "muted", "loss", "accuracy", "highlight"),
    *("positive", "negative"),
)
FILES = (
    *("shell.html", "controls.html", "page.html", "page.css", "descent.html", "descent.css"),
    *("pair.html", "pair.css", "playground.html", "playground.css", "js"),
)
"""Templates, styles and scripts; what is made from pages is made anew when one of these changes."""
SIGNS = "−…×η⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Characters of numbers, which scripts write."""


def render_shell(
    name: str,
    entry: str,
    payload: dict[str, Any],
    title: str,
    letters: str,
    language: Language,
    theme: Theme,
    *,
    styles: tuple[str, ...] | None = None,
    **shown: object,
) -> str:
    """Return a page: its template and its style, ``NAME.html`` and ``NAME.css``, with all it needs.

    Parameters
    ----------
    name : str
    entry : str
        The script that is run, below ``js``.
    payload : dict
        What the script finds as JSON, with the theme's colours and the fonts added.
    title : str
    letters : str
        What the script writes beside what stands in the template.
    language : Language
    theme : Theme
    styles : tuple of str, optional
        Files of its style, if not ``page.css`` and its own.
    **shown
        Further variables of the template.
    """
    pages = Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = pages.get_template(f"{name}.html")
    files = ("page.css", f"{name}.css") if styles is None else styles
    values = shown | {
        "language": language.name,
        "policy": POLICY,
        "title": f"{title} · Warpreel",
        "scheme": "light" if luminance(theme.background) > 0.5 else "dark",
        "colours": {name: getattr(theme, name) for name in COLOURS},
        "families": ", ".join(css_string(face.family) for face in typefaces_of(theme)),
        "style": "".join((HOME / each).read_text("utf-8") for each in files),
        "say": language.say,
        "script": script(entry),
    }
    written = template.render(values | {"script": "", "style": "", "worker": ""}, payload="")
    fonts = [
        {"family": face.family, "weight": face.weight, "data": data}
        for face, data in page_faces("".join([written, letters, string.printable, SIGNS]), theme)
    ]
    colours = {
        name: value for name, value in asdict(theme).items() if name not in ("fonts", "logo")
    }
    whole = payload | {"theme": colours, "fonts": fonts}
    return template.render(values, payload=json_in_html(whole))


def json_in_html(value: object) -> str:
    """Return a value as JSON that can stand in a ``<script>``, whatever texts are in it."""
    text = msgspec.json.encode(value).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def script(entry: str) -> str:
    """Return one of the pages' scripts, such as ``page/page.js``, its modules in one."""
    return link(HOME / "js" / entry)
