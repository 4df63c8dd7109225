"""The playground: one page, without a recording, in which networks are built and trained."""

from __future__ import annotations

from importlib.metadata import version

from scenes.explore.activation_kinds import activation_kinds
from scenes.explore.playground_words import PLAYGROUND_WORDS
from scenes.explore.shell import render_shell, script
from scenes.explore.words import words_in
from scenes.languages.language import Language
from scenes.theme.theme import Theme

SIGNS = "+₁₂²φσα"
"""Characters of formulas."""


def render_playground(language: Language, theme: Theme) -> str:
    """Return the HTML of the playground.

    Parameters
    ----------
    language : Language
        Of what the page says.
    theme : Theme
    """
    words = words_in(language, PLAYGROUND_WORDS)
    payload = {
        "words": words,
        "version": version("warpreel"),
        "activations": activation_kinds(),
    }
    return render_shell(
        "playground",
        "playground/playground.js",
        payload,
        language.say("Playground"),
        "".join([SIGNS, *words.values()]),
        language,
        theme,
        styles=("playground.css",),
        groups=_groups(language),
        worker=script("playground_worker.js"),
    )


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
