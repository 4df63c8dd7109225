"""What a page of descents needs: surfaces with their trees, domains and minima; the rules."""

from __future__ import annotations

from typing import Any

from engine.descent.descent_spec import DescentSpec
from engine.descent.formula_tree import Tree, sample_tree
from engine.descent.formulas import Formula
from engine.descent.rules import RULES
from engine.descent.sample_losses import SampleLoss
from engine.descent.surface import Surface
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from scenes.languages.language import Language


def tree_of(surface: Surface) -> Tree:
    """Return the function of a surface as a tree of plain values.

    Raises
    ------
    UsageError
        If it is neither a formula nor a loss of samples.
    """
    match surface.function:
        case Formula() as formula:
            return formula.tree
        case SampleLoss() as loss:
            return sample_tree(loss)
    raise UsageError(f"{surface.title} has no formula, and cannot be explored")


def descent_payload(spec: DescentSpec, language: Language) -> dict[str, Any]:
    """Return surfaces and rules as plain values, the surface of a spec first.

    Parameters
    ----------
    spec : DescentSpec
        Surface, domain, start, rule and rate that are shown first.
    language : Language

    Raises
    ------
    UsageError
        If the surface is constant or not finite in its domain, or the start lies outside of it.
    """
    own = spec.loss_surface
    own.check()
    shown = "formula" if spec.formula is not None else spec.surface
    surfaces = {shown: own, **{name: each for name, each in SURFACES.items() if name != shown}}
    return {
        "surfaces": {
            name: _surface(each, spec.formula if name == "formula" else language.say(each.title))
            for name, each in surfaces.items()
        },
        "rules": {
            name: {"title": language.say(rule.title), "pace": rule.pace, "share": rule.share}
            for name, rule in RULES.items()
        },
        "shown": {
            "surface": shown,
            "rule": spec.optimizer,
            "rate": spec.learning_rate(own),
            "steps": min(spec.steps, 1000),
        },
    }


def _surface(surface: Surface, title: str | None) -> dict[str, Any]:
    return {
        "title": title,
        "tree": tree_of(surface),
        "names": list(surface.names),
        "domain": [list(ends) for ends in surface.domain],
        "start": list(surface.start),
        "rate": surface.rate,
        "minima": [
            {"place": list(each.place), "value": each.value} for each in surface.known_minima()
        ],
    }
