"""The playground: one page, without a recording, in which networks are built and trained."""

from __future__ import annotations

import string
from dataclasses import asdict
from importlib.metadata import version

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scenes.explore.activation_kinds import activation_kinds
from scenes.explore.page import COLOURS, HOME, POLICY, json_in_html, script
from scenes.explore.playground_words import PLAYGROUND_WORDS
from scenes.explore.words import words_in
from scenes.languages.language import Language
from scenes.theme.contrast import luminance
from scenes.theme.css import css_string
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import Theme
from scenes.theme.web_fonts import page_faces

SIGNS = "−…+₁₂²φσα"
"""Characters of numbers and formulas."""
COLOURED = (*COLOURS, "positive", "negative")


def render_playground(language: Language, theme: Theme) -> str:
    """Return the HTML of the playground.

    Parameters
    ----------
    language : Language
        Of what the page says.
    theme : Theme
    """
    words = words_in(language, PLAYGROUND_WORDS)
    pages = Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = pages.get_template("playground.html")
    shown = {
        "language": language.name,
        "policy": POLICY,
        "title": f"{language.say('Playground')} · Warpreel",
        "scheme": "light" if luminance(theme.background) > 0.5 else "dark",
        "colours": {name: getattr(theme, name) for name in COLOURED},
        "families": ", ".join(css_string(face.family) for face in typefaces_of(theme)),
        "style": (HOME / "playground.css").read_text("utf-8"),
        "say": language.say,
        "groups": _groups(language),
        "script": script("playground/playground.js"),
        "worker": script("playground_worker.js"),
    }
    written = template.render(shown | {"script": "", "worker": "", "style": ""}, payload="")
    letters = "".join([written, *words.values(), string.printable, SIGNS])
    fonts = [
        {"family": face.family, "weight": face.weight, "data": data}
        for face, data in page_faces(letters, theme)
    ]
    payload = {
        "words": words,
        "theme": {k: v for k, v in asdict(theme).items() if k not in ("fonts", "logo")},
        "fonts": fonts,
        "version": version("warpreel"),
        "activations": activation_kinds(),
    }
    return template.render(shown, payload=json_in_html(payload))


def _groups(language: Language) -> list[tuple[str, str]]:
    """Return the groups of controls that a shared page may leave out, each with its label."""
    say = language.say
    return [
        ("reset", say("begin anew")),
        ("run", say("train")),
        ("step", say("a single step")),
        ("undo", say("undo")),
        ("problem", say("task")),
        ("activation", say("activation")),
        ("optimizer", say("optimiser")),
        ("rate", say("rate")),
        ("batch", say("batch size")),
        ("penalty", say("regularisation")),
        ("penaltyRate", say("regularisation: its rate")),
        ("speed", say("steps a frame")),
        ("data", say("data set")),
        ("classes", say("classes")),
        ("samples", say("points")),
        ("share", say("trained on")),
        ("noise", say("noise")),
        ("paint", say("paint")),
        ("layers", say("hidden layers")),
        ("warp", say("space")),
        ("control", say("without activations")),
        ("test", say("test points")),
        ("discrete", say("discrete")),
        ("keep", say("keep it")),
    ]
