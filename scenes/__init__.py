"""What is seen: Manim scenes that look at the engine's results and move pictures by them.

The names below, for notebooks, are loaded when they are first used.
"""

from importlib import import_module
from typing import Any

_HOMES = {"figure": "scenes.notebook.display", "show": "scenes.notebook.display"}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'scenes' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
