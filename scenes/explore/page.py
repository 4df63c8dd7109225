"""A page in which a recording is explored: one file that needs no network and no other file."""

from __future__ import annotations

import string
from dataclasses import asdict
from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scenes.explore.activation_kinds import activation_kinds
from scenes.explore.linker import link
from scenes.explore.payload import Explored
from scenes.explore.words import words_in
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
"""What the page needs to be allowed; it can reach nothing else, whatever stands in it."""
COLOURS = (
    *("background", "panel", "edge", "text", "muted", "loss", "accuracy", "highlight"),
    *("positive", "negative"),
)
KEYS = "Space plays, ← → step, ↑ ↓ change the depth, Esc lets the point go."
TURNED = "Drag to turn, or Shift with arrows. Space plays, ← → step, ↑ ↓ change the depth."


def render_page(explored: Explored, language: Language, theme: Theme) -> str:
    """Return the HTML in which a recording is explored.

    Parameters
    ----------
    explored : Explored
    language : Language
        Of what the page says.
    theme : Theme
    """
    recording = explored.builtins()
    words = words_in(language)
    data = explored.recording.data
    names = " ".join([data.name, *data.class_names, *recording["formulas"]])
    keys = language.say(TURNED if explored.dimensions == 3 else KEYS)
    pages = Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = pages.get_template("page.html")
    shown = {
        "language": language.name,
        "policy": POLICY,
        "title": f"{data.name} · Warpreel",
        "scheme": "light" if luminance(theme.background) > 0.5 else "dark",
        "colours": {name: getattr(theme, name) for name in COLOURS},
        "families": ", ".join(css_string(face.family) for face in typefaces_of(theme)),
        "style": (HOME / "page.css").read_text("utf-8"),
        "say": language.say,
        "keys": keys,
        "script": script("page/page.js"),
        "worker": script("worker.js"),
    }
    written = template.render(shown | {"script": "", "worker": "", "style": ""}, payload="")
    letters = "".join([written, names, *words.values(), string.printable, "−…"])
    fonts = [
        {"family": face.family, "weight": face.weight, "data": data}
        for face, data in page_faces(letters, theme)
    ]
    colours = {
        name: value for name, value in asdict(theme).items() if name not in ("fonts", "logo")
    }
    payload = {
        "recording": recording,
        "words": words,
        "theme": colours,
        "fonts": fonts,
        "activations": activation_kinds(),
    }
    return template.render(shown, payload=json_in_html(payload))


def json_in_html(value: object) -> str:
    """Return a value as JSON that can stand in a ``<script>``, whatever texts are in it."""
    text = msgspec.json.encode(value).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def script(entry: str) -> str:
    """Return one of the page's scripts, ``page/page.js`` or ``worker.js``, its modules in one."""
    return link(HOME / "js" / entry)
