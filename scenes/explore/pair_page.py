"""A page of two recordings side by side, under one scrubber: one file that needs nothing else."""

from __future__ import annotations

from scenes.explore.page import KEYS, TURNED
from scenes.explore.payload import Explored
from scenes.explore.shell import render_shell
from scenes.languages.language import Language
from scenes.theme.theme import Theme

PAIR_WORDS = (
    "The training diverged at step {step}: it is shown until then.",
    "{units} units, of whose variance {share} is seen.",
    "decided: {name}, {share}",
    "step {step} of {count}",
    "depth {depth} of {count}",
)
"""Templates in English; a test compares them with what the script says."""


def render_pair_page(
    pair: tuple[Explored, Explored], titles: tuple[str, str], language: Language, theme: Theme
) -> str:
    """Return the HTML in which two recordings are explored side by side.

    Parameters
    ----------
    pair : tuple of Explored
        Two; their data, networks and numbers of steps may differ.
    titles : tuple of str
        What each is called.
    language : Language
        Of what the page says.
    theme : Theme
    """
    words = {template: language.template(template) for template in PAIR_WORDS}
    turned = any(explored.dimensions == 3 for explored in pair)
    names = [name for explored in pair for name in explored.recording.data.class_names]
    return render_shell(
        "pair",
        "pair/pair.js",
        {
            "recordings": [explored.builtins() for explored in pair],
            "titles": titles,
            "words": words,
        },
        " | ".join(titles),
        "".join([*titles, *names, *words.values()]),
        language,
        theme,
        keys=language.say(TURNED if turned else KEYS),
    )
