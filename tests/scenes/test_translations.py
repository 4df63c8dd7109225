"""Whatever the source says to a viewer, every language has words for, also where no test looks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import scenes
from engine.optimizers import RULES
from engine.surfaces import SURFACES
from scenes.catalogue import CATALOGUE
from scenes.language import LANGUAGES, Language

SPEAKING = {"say", "tell", "write", "sentence", "spoken", "entitle", "Readout", "Phrase"}
"""What is called with a template first."""
SENTENCE = re.compile(r"^[A-Z…][^\n]* [^\n]*[.?!…]$")
SOURCES = sorted(Path(scenes.__file__).parent.glob("*.py"))
OTHERS = [language for language in LANGUAGES.values() if language.file is not None]

for_every_other_language = pytest.mark.parametrize(
    "language", OTHERS, ids=lambda language: language.name
)


def strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def templates_in(source: str) -> set[str]:
    """Find the literals that are said by a call, and all that read like a sentence."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        found.update(text for text in strings(node) if SENTENCE.match(text))
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SPEAKING:
                found.update(strings(node.args[0]))
    return found


def documentation_of(source: str) -> set[str]:
    """Find docstrings, attribute docstrings among them."""
    return {
        text
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        for text in strings(node.value)
    }


@for_every_other_language
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_it_has_words_for_every_template_in_the_source(path: Path, language: Language) -> None:
    source = path.read_text("utf-8")
    missing = [
        text
        for text in sorted(templates_in(source) - documentation_of(source))
        if not language.knows(text)
    ]
    assert missing == []


@for_every_other_language
def test_it_has_words_for_the_names_of_surfaces_rules_and_films(language: Language) -> None:
    names = {surface.title for surface in SURFACES.values()}
    names |= {rule.title for rule in RULES.values()}
    names |= {entry.summary for entry in CATALOGUE.values()}
    assert [name for name in names if not language.knows(name)] == []


def test_a_template_is_found_in_a_call_and_a_sentence_anywhere() -> None:
    source = '''
def told(self):
    """Not this one."""
    self.say("curve of {name}", name="x")
    return {"a": "Here it is. All of it."}
'''
    found = templates_in(source) - documentation_of(source)
    assert found == {"curve of {name}", "Here it is. All of it."}
