"""Which files decide what a module does: its own, and those of all modules that it imports.

Imports are read from the source and not carried out, so that a digest costs milliseconds. They are
found wherever they stand, in functions too; only those for type checkers are left out. A module
named in quotes counts as well, as registries load theirs by name.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HOME = Path(__file__).parents[2]
PACKAGES = ("engine", "scenes")
CATALOGUES = {"scenes.films.catalogue", "scenes.figures.catalogue"}
"""They name every film and figure; what one of these is made from is asked of its own module."""

# These begin with a newline rather than with ^, which is ten times as slow to search for.
TYPING = re.compile(r"\nif TYPE_CHECKING:(?:\n[ \t]+.*|\n(?=\s))*")
IMPORT = re.compile(
    rf"\n[ \t]*(?:from|import) +((?:{'|'.join(PACKAGES)})\b[\w.]*)"  # the module…
    r"(?: +import +(\([^)]*\)|.*))?"  # … and what is taken from it
)
QUOTED = re.compile(rf"""["']((?:{"|".join(PACKAGES)})\.[\w.]+)(?::\w+)?["']""")


@cache
def source_files(*homes: str, packages: tuple[str, ...] = PACKAGES) -> tuple[Path, ...]:
    """List the files that decide what modules do: source, and data that stands beside it.

    Parameters
    ----------
    *homes : str
        Modules such as ``scenes.films.backprop.backprop``. With one that is none of ours, all
        files count, and all of the package or the single file that it belongs to.
    packages : tuple of str
        Of ours, only files of these are listed.

    Returns
    -------
    tuple of Path
        In a fixed order.
    """
    modules = _modules()
    others = [home for home in homes if home not in modules]
    due = list(modules if others else homes)
    found: set[str] = set()
    while due:
        module = due.pop()
        if module not in found and module not in CATALOGUES:
            found.add(module)
            due += _imports(module)
    wanted = [module for module in found if module.partition(".")[0] in packages]
    files = {file for module in wanted for file in (modules[module], *_data(module))}
    return tuple(sorted(files.union(*map(_files_of_other, others))))


@cache
def file_digest(path: Path) -> str:
    """Digest a file of the package, which is taken to stay as it is."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _files_of_other(home: str) -> set[Path]:
    """List the files of the package that a module of somebody else's belongs to."""
    try:
        found = find_spec(home.partition(".")[0])
    except ValueError:  # of a module that was not found by name, such as a notebook's
        return set()
    if found is None:
        return set()
    folders = [Path(folder) for folder in found.submodule_search_locations or ()]
    if not folders:
        return {Path(found.origin)} if found.origin and Path(found.origin).is_file() else set()
    return {
        file
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@cache
def _modules() -> dict[str, Path]:
    files = (file for package in PACKAGES for file in (HOME / package).rglob("*.py"))
    return {_name_of(file): file for file in files}


def _name_of(file: Path) -> str:
    return ".".join(file.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__")


@cache
def _text(module: str) -> str:
    return TYPING.sub("", "\n" + _modules()[module].read_text("utf-8"))


@cache
def _imports(module: str) -> frozenset[str]:
    """Name the modules of ours that a module loads."""
    modules, text = _modules(), _text(module)
    parents = {module.rpartition(".")[0]}
    found: set[str] = set()
    for origin, words in IMPORT.findall(text):
        names = _names_in(words)
        submodules = {f"{origin}.{name}" for name in names} & modules.keys()
        found |= submodules or {origin}
        if _is_package(origin) and (not names or len(submodules) < len(names)):
            found |= _quoted(origin)  # it offers names that it looks up when they are asked for
    if not _is_package(module):
        found |= _quoted(module)
    return frozenset((found | parents) & modules.keys())


def _names_in(words: str) -> list[str]:
    """Read the names after ``import``, with their aliases, brackets and comments."""
    plain = re.sub(r"#.*", "", words).strip("() \n")
    return [name.split()[0] for name in plain.split(",") if name.strip()]


def _is_package(module: str) -> bool:
    return module in _modules() and _modules()[module].name == "__init__.py"


def _quoted(module: str) -> set[str]:
    return set(QUOTED.findall(_text(module)))


def _data(module: str) -> list[Path]:
    """Find the data files beside a module that it names, and those in folders that it names."""
    named = [
        path for path in _neighbours(_modules()[module].parent) if f'"{path.name}"' in _text(module)
    ]
    return [file for path in named for file in (path, *path.rglob("*")) if file.is_file()]


@cache
def _neighbours(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.iterdir()
        if path.name != "__pycache__"
        and path.suffix != ".py"
        and not (path / "__init__.py").exists()
    ]
