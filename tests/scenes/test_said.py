"""What is said anywhere in the films is said as a whole sentence that every language has."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import scenes
from engine.named_maps import NAMED_MAPS
from scenes.captions import title_of
from scenes.catalogue import CATALOGUE
from scenes.language import LANGUAGES, Language
from tests.scenes.saying import say_with_any_values

HOME = Path(scenes.__file__).parent
MODULES = [*HOME.glob("*.py"), *(HOME / "mobjects").glob("*.py")]
PLACES = {
    "say": 0, "tell": 0, "write": 0, "sentence": 0, "spoken": 0, "Readout": 0, "Axis": 2,
    "entitle": 0, "title": 0, "caption": 0, "readout": 0, "LearningCurve": 0, "Verdict": 0,
}  # fmt: skip
"""Which argument of a call is a template."""
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))


def literals(argument: ast.expr) -> Iterator[str]:
    """Give the texts that an argument may be; of one glued of parts, the parts as well."""
    if isinstance(argument, ast.IfExp):
        yield from literals(argument.body)
        yield from literals(argument.orelse)
    elif isinstance(argument, ast.JoinedStr):
        yield from (text for part in argument.values for text in literals(part))
    elif isinstance(argument, ast.Constant) and argument.value and isinstance(argument.value, str):
        yield argument.value


def said_in(module: Path, places: dict[str, int]) -> set[str]:
    """Find the literal templates of a module, at these places of calls."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = places.get(called, len(node.args))
            found.update(text for argument in node.args[place:][:1] for text in literals(argument))
    return found


def phrases_in(module: Path) -> set[str]:
    """Find the literal templates of a module that stand before their values, or are some text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        match node:
            case ast.Tuple(elts=[template, ast.Dict()]):
                found.update(literals(template))
            case ast.Assign(targets=[ast.Name(id="text")], value=template):
                found.update(literals(template))
    return found


def templates_in(module: Path) -> set[str]:
    return said_in(module, PLACES) | phrases_in(module)


@EACH_LANGUAGE
@pytest.mark.parametrize(
    "module", [module for module in MODULES if templates_in(module)], ids=lambda path: path.stem
)
def test_every_language_has_what_a_module_says(module: Path, language: Language) -> None:
    for template in templates_in(module):
        assert say_with_any_values(language, template)


@EACH_LANGUAGE
def test_every_language_has_a_title_for_the_acts_that_are_named(language: Language) -> None:
    names = {name for module in MODULES for name in said_in(module, {"next_section": 0})}
    assert len(names) > 20
    assert all(title_of(name, language) for name in names)


@EACH_LANGUAGE
def test_every_language_has_a_title_for_the_acts_that_can_be_chosen(language: Language) -> None:
    chosen = {act for entry in CATALOGUE.values() for act in getattr(entry.spec(), "acts", ())}
    assert {"neuron", "depth", "descent"} <= chosen
    assert all(title_of(name, language) for name in (*chosen, *NAMED_MAPS))
