"""Let Warpreel's packages share their names with packages of the user's.

Many a Manim project has a folder called ``scenes``, and it comes first on Python's path. Here our
package is loaded from beside this one, under its name; what is not in it is looked for in the
user's. Both packages then work, in whichever order they are imported, but for modules that both
have.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

HOME = Path(__file__).absolute().parents[1]
SHARED = ("engine", "scenes")
"""Packages of ours whose names may be taken."""


def share_names() -> None:
    """Make sure that our packages' modules are found, and then those of packages named alike.

    Raises
    ------
    ImportError
        If another package of such a name was imported before, and has a module named as one of
        ours.
    """
    for name in SHARED:
        ours, module = HOME / name, sys.modules.get(name)
        if module is None:
            _load(name, ours)
        elif str(ours) not in getattr(module, "__path__", ()):
            _join(module, name, ours)
    sys.meta_path.append(_Neighbours)


class _Neighbours:
    """Finds modules of the user's on Python's path as it is now.

    It changes after we are imported: a process that draws takes over its parent's.
    """

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        package, _, module = name.partition(".")
        if package not in SHARED or not module or "." in module:
            return None
        return PathFinder.find_spec(name, [str(Path(entry, package)) for entry in sys.path])


def _load(name: str, ours: Path) -> None:
    """Import our package, and let what it does not have be looked for in the user's."""
    spec = spec_from_file_location(name, ours / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    setattr(module, "__getattr__", _fallback(module))  # noqa: B010


def _fallback(module: ModuleType) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for our package that goes on to the user's."""
    package, lazy = module.__name__, vars(module).get("__getattr__")
    theirs: list[ModuleType] = []

    def __getattr__(name: str) -> Any:  # noqa: N807
        if lazy is not None:
            with suppress(AttributeError):
                return lazy(name)
        if not theirs and not name.startswith("_"):
            spec = PathFinder.find_spec(package)
            if spec is not None and spec.loader is not None and spec.origin != module.__file__:
                theirs.append(module_from_spec(spec))  # first of all, as it may import itself
                spec.loader.exec_module(theirs[0])
        if not theirs:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(theirs[0], name)

    return __getattr__


def _join(module: ModuleType, name: str, ours: Path) -> None:
    """Let a package of the user's, which was imported before, find our modules too."""
    theirs = list(getattr(module, "__path__", ()))
    parts = sorted(
        file.stem
        for file in ours.iterdir()
        if file.suffix == ".py" or (file / "__init__.py").exists()
    )
    for part in parts:
        if part != "__init__" and _has(theirs, f"{name}.{part}"):
            place = Path(theirs[0]) / part if theirs else f"{name}.{part}"
            raise ImportError(
                f"{place} has the name of a part of Warpreel, and its package {name!r} was "
                "imported first: import warpreel before it, or rename it",
                name=name,
            )
    setattr(module, "__path__", [*theirs, str(ours)])  # noqa: B010


def _has(folders: list[str], name: str) -> bool:
    if name in sys.modules:
        return True
    spec = PathFinder.find_spec(name, folders)
    return spec is not None and spec.origin is not None
