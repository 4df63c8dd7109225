"""A page in which loss surfaces are walked down: one file that needs nothing else."""

from __future__ import annotations

import string
from dataclasses import asdict

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.descent.descent_spec import DescentSpec
from scenes.explore.descent_payload import descent_payload
from scenes.explore.descent_words import DESCENT_WORDS
from scenes.explore.page import COLOURS, HOME, POLICY, json_in_html, script
from scenes.languages.language import Language
from scenes.theme.contrast import luminance
from scenes.theme.css import css_string
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import Theme
from scenes.theme.web_fonts import page_faces

STYLES = ("page.css", "descent.css")


def render_descent_page(spec: DescentSpec, language: Language, theme: Theme) -> str:
    """Return the HTML in which descents are explored.

    Parameters
    ----------
    spec : DescentSpec
        Surface, start, rule and rate that are shown first.
    language : Language
        Of what the page says.
    theme : Theme

    Raises
    ------
    UsageError
        If the surface is constant or not finite in its domain, or the start lies outside of it.
    """
    explored = descent_payload(spec, language)
    words = {template: language.template(template) for template in DESCENT_WORDS}
    titles = [surface["title"] for surface in explored["surfaces"].values()]
    pages = Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = pages.get_template("descent.html")
    shown = {
        "language": language.name,
        "policy": POLICY,
        "title": f"{titles[0]} · Warpreel",
        "scheme": "light" if luminance(theme.background) > 0.5 else "dark",
        "colours": {name: getattr(theme, name) for name in COLOURS},
        "families": ", ".join(css_string(face.family) for face in typefaces_of(theme)),
        "style": "".join((HOME / name).read_text("utf-8") for name in STYLES),
        "say": language.say,
        "script": script("descent/descent.js"),
    }
    written = template.render(shown | {"script": "", "style": ""}, payload="")
    rules = [rule["title"] for rule in explored["rules"].values()]
    letters = "".join(
        [written, *titles, *rules, *words.values(), string.printable, "−…×η⁻⁰¹²³⁴⁵⁶⁷⁸⁹"]
    )
    fonts = [
        {"family": face.family, "weight": face.weight, "data": data}
        for face, data in page_faces(letters, theme)
    ]
    colours = {
        name: value for name, value in asdict(theme).items() if name not in ("fonts", "logo")
    }
    payload = {**explored, "words": words, "theme": colours, "fonts": fonts}
    return template.render(shown, payload=json_in_html(payload))
