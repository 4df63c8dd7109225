"""A page in which loss surfaces are walked down: one file that needs nothing else."""

from __future__ import annotations

from engine.descent.descent_spec import DescentSpec
from scenes.explore.descent_payload import descent_payload
from scenes.explore.descent_words import DESCENT_WORDS
from scenes.explore.shell import render_shell
from scenes.languages.language import Language
from scenes.theme.theme import Theme


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
    rules = [rule["title"] for rule in explored["rules"].values()]
    return render_shell(
        "descent",
        "descent/descent.js",
        explored | {"words": words},
        titles[0],
        "".join([*titles, *rules, *words.values()]),
        language,
        theme,
    )
