"""The templates that a language has words for, collected from the source that says them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from engine.descent.rules import RULES
from engine.descent.surfaces import SURFACES
from scenes.languages.language import LANGUAGES

CALLED_WITH_TEMPLATE = {
    "say", "tell", "write", "sentence", "translate", "entitle", "Phrase",
}  # fmt: skip
CALLED_WITH_ACT = {"next_section", "Act"}
SENTENCE = re.compile(r"^[A-Z…][^\n]* [^\n]*[.?!…]$")
HOME = Path(__file__).parents[1]
ROOMS = ("films", "storytelling", "mobjects", "figures", "lecture", "web", "explore")
"""Those whose words viewers read."""


def source_files() -> list[Path]:
    """Return the modules whose words viewers read; those of specs are the words of --help."""
    return sorted(
        file
        for room in ROOMS
        for file in (HOME / room).rglob("*.py")
        if not file.stem.endswith(("spec", "specs"))
    )


@cache
def templates_in(source: str) -> frozenset[str]:
    """Return the templates of a module's source.

    They are what is said by a call or a phrase, and all literals that read like a sentence;
    documentation is none.
    """
    tree = _parsed(source)
    sentences = {
        text for node in ast.walk(tree) for text in _literals(node) if SENTENCE.match(text)
    }
    said = sentences | _called_with(tree, CALLED_WITH_TEMPLATE) | _phrases(tree)
    return frozenset(said - _documentation(tree))


@cache
def acts_in(source: str) -> frozenset[str]:
    """Return the names of acts of a module's source."""
    return frozenset(_called_with(_parsed(source), CALLED_WITH_ACT))


def engine_names() -> set[str]:
    """Return what the engine calls its surfaces and rules."""
    surfaces = {surface.title for surface in SURFACES.values()}
    return surfaces | {rule.title for rule in RULES.values()}


def all_templates() -> dict[str, list[str]]:
    """Return all templates, sorted, by the module that says them first.

    Labels in tables, and words in page templates, are not found in the source: these are the
    templates that other languages have words for beyond it.
    """
    found = _by_module(source_files(), {"engine": sorted(engine_names())})
    return found | {"labels, lecture and pages": sorted(_translated() - _all_of(found))}


def templates_of(files: Iterable[Path]) -> dict[str, list[str]]:
    """Return the templates that one film may show, sorted, by the module that says them first.

    Parameters
    ----------
    files : iterable of Path
        Its module and all that it imports; those that are no source are left out.
    """
    behind = [file for file in files if file.suffix == ".py"]
    literals = {text for file in behind for text in _all_literals(file.read_text("utf-8"))}
    engine = {"engine": sorted(engine_names() & literals)}
    found = _by_module((file for file in source_files() if file in behind), engine)
    return found | {"labels": sorted((_translated() & literals) - _all_of(found))}


def _by_module(files: Iterable[Path], known: dict[str, list[str]]) -> dict[str, list[str]]:
    """Add to groups of templates one for each file that says what is in none before."""
    found = dict(known)
    for file in files:
        name = ".".join(file.relative_to(HOME).with_suffix("").parts)
        source = file.read_text("utf-8")
        acts = {re.sub("[_-]", " ", act) for act in acts_in(source)}
        if new := (templates_in(source) | acts) - _all_of(found):
            found[name] = sorted(new)
    return found


def _all_of(groups: dict[str, list[str]]) -> set[str]:
    return {template for group in groups.values() for template in group}


def _translated() -> set[str]:
    """Return the templates that some language has words for."""
    return {each for language in LANGUAGES.values() for each in language.sentences}


@cache
def _all_literals(source: str) -> frozenset[str]:
    """Return every text that stands in a module's source, documentation left out."""
    tree = _parsed(source)
    found = {text for node in ast.walk(tree) for text in _literals(node)}
    return frozenset(found - _documentation(tree))


@lru_cache(maxsize=1)  # one module is read for several things in a row
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


def _literals(node: ast.AST) -> Iterator[str]:
    """Find the literals that an expression may be, or is glued of."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield from (text for part in node.values for text in _literals(part))


def _called_with(tree: ast.Module, called: set[str]) -> set[str]:
    return {
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in called
        for text in _literals(node.args[0])
    }


def _phrases(tree: ast.Module) -> set[str]:
    """Find the literals that stand before their values, or that are named a text."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Tuple(elts=[template, ast.Dict()]):
                found.update(_literals(template))
            case ast.Assign(targets=[ast.Name(id="text")], value=template):
                found.update(_literals(template))
    return found


def _documentation(tree: ast.Module) -> set[str]:
    return {
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        for text in _literals(node.value)
    }
