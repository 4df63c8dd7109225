"""Measures how the source is built: its rooms, what imports what, and how large everything is.

python -m tests.support.structure      # what is wrong, a line each; exit code 1 if anything is
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("engine", "manim_warpreel", "scenes", "warpreel")
RENAMED = {
    kind: set(names.split())
    for kind, names in {
        "module": "crew reel shots store office paper stills strict orders look making printing "
        "foot identity sources many_networks plane_data caching descending drawing embedding "
        "inspecting lecturing listing theming",
        "class": "Crew ReelRenderer Takes Taking Shot Store Wishes Order Edition Look Imprint Foot "
        "Place",
        "function": "speak spoken course_of hear write_in",
        "parameter": "crew takes hear edition imprint wishes orders foot",
    }.items()
}
"""Names that nobody but us understood, by what they named; others stand in their places."""
MOST_LINES = 300
MOST_LINES_BESIDE = {"benchmarks": MOST_LINES, "tests": 320}
"""Of modules beside the packages, by their folders."""
MOST_MODULES = 20


@dataclass(frozen=True)
class Import:
    """One module that imports another.

    Attributes
    ----------
    origin, target : str
        Names of the modules.
    line : int
    """

    origin: str
    target: str
    line: int


def module_files(root: Path = ROOT) -> dict[str, Path]:
    """Return the files of all modules of the packages, by the modules' names."""
    files = (file for package in PACKAGES for file in (root / package).rglob("*.py"))
    return {
        ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file
        for file in files
    }


@cache
def tree_of(file: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(file.read_text("utf-8"))


def imports(files: Mapping[str, Path]) -> list[Import]:
    """Return every import of one module of ours by another.

    Imports count wherever they stand: in functions and for type checkers too.
    """
    found: list[Import] = []
    for origin, file in files.items():
        for node in ast.walk(tree_of(file)):
            targets = [target for target in _targets(node, files) if target != origin]
            found += [Import(origin, target, node.lineno) for target in targets]
    return found


def _targets(node: ast.AST, files: Mapping[str, Path]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in files)
    elif isinstance(node, ast.ImportFrom) and node.module in files:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in files else node.module


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of names, each of which reaches every other of its group.

    Source: Tarjan 1972, Depth-first search and linear graph algorithms.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in sorted(arrows.get(name, ())):
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                found.append(sorted(group))

    for name in sorted(arrows):
        if name not in index:
            visit(name)
    return found


def arrows_between(found: list[Import], depth: int | None = None) -> dict[str, set[str]]:
    """Return what imports what, between modules or between rooms of so many name parts."""
    arrows: dict[str, set[str]] = {}
    for each in found:
        origin, target = (".".join(n.split(".")[:depth]) for n in (each.origin, each.target))
        if origin != target:
            arrows.setdefault(origin, set()).add(target)
    return arrows


def room_of_film(module: str) -> str | None:
    """Return the folder of a film that a module lies in, if any."""
    found = re.match(r"scenes\.films\.(\w+)\.", module + ".")
    is_room = found and (ROOT / "scenes" / "films" / found[1]).is_dir()
    return found[1] if found and is_room else None


def names_in(file: Path) -> Iterator[tuple[str, str]]:
    """Return what a module names, by its kind: itself, its classes, functions and parameters."""
    yield "module", file.stem
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.ClassDef):
            yield "class", node.name
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield "function", node.name
        elif isinstance(node, ast.arg):
            yield "parameter", node.arg


def faults(root: Path = ROOT) -> Iterator[str]:
    """Tell what is not as it should be, a line each."""
    files = module_files(root)
    found = imports(files)
    for group in circles(arrows_between(found)):
        yield f"circle of modules: {', '.join(group)}"
    for group in circles(arrows_between(found, depth=2)):
        yield f"circle of rooms: {', '.join(group)}"
    for each in found:
        origin, target = room_of_film(each.origin), room_of_film(each.target)
        if origin and target and origin != target:
            yield f"{each.origin}:{each.line} imports {each.target}, of another film"
    for name, file in files.items():
        lines = len(file.read_text("utf-8").splitlines())
        if lines > MOST_LINES:
            yield f"{name} has {lines} lines"
        for kind, given in names_in(file):
            if given in RENAMED[kind]:
                yield f"{name} has a {kind} called {given}"
    for folder, most in MOST_LINES_BESIDE.items():
        for file in sorted((root / folder).rglob("*.py")):
            lines = len(file.read_text("utf-8").splitlines())
            if lines > most:
                yield f"{file.relative_to(root)} has {lines} lines"
    folders = {file.parent for file in files.values()}
    for folder in sorted(folders):
        count = sum(file.name != "__init__.py" for file in folder.glob("*.py"))
        if count > MOST_MODULES:
            yield f"{folder.relative_to(root)} has {count} modules"


def main() -> int:
    """Run the command line."""
    told = list(faults())
    files = module_files()
    found = imports(files)
    rooms = arrows_between(found, 2)
    print("\n".join(told) or "no faults")
    print(f"{len(files)} modules, {len(found)} imports, {len(rooms)} rooms, "
          f"{sum(map(len, rooms.values()))} arrows between rooms")  # fmt: skip
    return bool(told)


if __name__ == "__main__":
    sys.exit(main())
