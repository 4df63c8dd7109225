"""The versions of what made a recording."""

from __future__ import annotations

import platform
from importlib.metadata import version

PACKAGES = ("torch", "numpy", "scikit-learn", "warpreel")


def versions() -> dict[str, str]:
    """Return the versions of the libraries on which the numbers of a recording depend."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
