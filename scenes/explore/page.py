"""A page in which a recording is explored: one file that needs no network and no other file."""

from __future__ import annotations

from scenes.explore.activation_kinds import activation_kinds
from scenes.explore.payload import Explored
from scenes.explore.shell import render_shell, script
from scenes.explore.words import words_in
from scenes.languages.language import Language
from scenes.theme.theme import Theme

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
    recording, words = explored.builtins(), words_in(language)
    data = explored.recording.data
    return render_shell(
        "page",
        "page/page.js",
        {"recording": recording, "words": words, "activations": activation_kinds()},
        data.name,
        "".join([data.name, *data.class_names, *recording["formulas"], *words.values()]),
        language,
        theme,
        styles=("page.css",),
        keys=language.say(TURNED if explored.dimensions == 3 else KEYS),
        worker=script("worker.js"),
    )
