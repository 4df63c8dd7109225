"""Whatever the source says to a viewer, every language has words for, also where no test looks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import scenes
from engine.descent.rules import RULES
from engine.descent.surfaces import SURFACES
from engine.geometry.named_maps import NAMED_MAPS
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import LANGUAGES, Language
from scenes.web.captions import title_of

SPEAKING = {"say", "tell", "write", "sentence", "spoken", "entitle", "Readout", "Phrase"}
"""What is called with a template first."""
BEGINNING = {"next_section", "Act"}
"""What is called with the name of an act."""
SENTENCE = re.compile(r"^[A-Z…][^\n]* [^\n]*[.?!…]$")
HOME = Path(scenes.__file__).parent
ROOMS = ("films", "storytelling", "mobjects")
"""Whose words viewers read."""
SOURCES = sorted(
    file
    for room in ROOMS
    for file in (HOME / room).rglob("*.py")
    if not file.stem.endswith(("spec", "specs"))  # whose words are those of --help
)
OTHERS = [language for language in LANGUAGES.values() if language.file is not None]

for_every_other_language = pytest.mark.parametrize(
    "language", OTHERS, ids=lambda language: language.name
)


def strings(node: ast.AST) -> Iterator[str]:
    """Find the literals that an expression may be, or is glued of."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*strings(node.body), *strings(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield from (text for part in node.values for text in strings(part))


def told_by(source: str, called: set[str]) -> set[str]:
    """Find the literals with which something is called."""
    return {
        text
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and node.args
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in called
        for text in strings(node.args[0])
    }


def phrases_in(source: str) -> set[str]:
    """Find the literals that stand before their values, or that are named a text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Tuple(elts=[template, ast.Dict()]):
                found.update(strings(template))
            case ast.Assign(targets=[ast.Name(id="text")], value=template):
                found.update(strings(template))
    return found


def templates_in(source: str) -> set[str]:
    """Find the literals that are said by a call or a phrase, and all that read like a sentence."""
    sentences = {
        text
        for node in ast.walk(ast.parse(source))
        for text in strings(node)
        if SENTENCE.match(text)
    }
    return sentences | told_by(source, SPEAKING) | phrases_in(source)


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
def test_it_has_words_for_names_of_surfaces_rules_films_and_sections(
    language: Language,
) -> None:
    names = {surface.title for surface in SURFACES.values()}
    names |= {rule.title for rule in RULES.values()}
    names |= {entry.summary for entry in CATALOGUE.values()}
    names |= {entry.section for entry in CATALOGUE.values()}
    assert [name for name in names if not language.knows(name)] == []


@for_every_other_language
def test_it_has_titles_for_all_acts(language: Language) -> None:
    named = {name for path in SOURCES for name in told_by(path.read_text("utf-8"), BEGINNING)}
    assert {"side by side", "relation"} <= named
    for entry in CATALOGUE.values():
        scene = entry.load()
        listed = (*scene.acts, *getattr(scene.spec, "acts", ()))
        named |= {name.replace("_", " ") for name in listed if hasattr(scene, name)}
    assert {"three steps", "regions", "neuron"} <= named
    assert all(title_of(name, language) for name in (*named, *NAMED_MAPS))


def test_a_template_is_found_in_a_call_or_a_phrase_and_a_sentence_anywhere() -> None:
    source = '''
def told(self):
    """Not this one."""
    self.say("curve of {name}", name="x")
    text = "turns by {angle}°"
    return {"a": "Here it is. All of it."}, ("{count} points", {"count": 3})
'''
    found = templates_in(source) - documentation_of(source)
    assert found == {
        "curve of {name}", "turns by {angle}°", "Here it is. All of it.", "{count} points",
    }  # fmt: skip


def test_templates_are_looked_for_where_films_say_them() -> None:
    found = {path.name: templates_in(path.read_text("utf-8")) for path in SOURCES}
    assert {"backprop.py", "space_warp_words.py", "text.py", "story.py"} <= found.keys()
    assert sum(len(templates) for templates in found.values()) > 600
