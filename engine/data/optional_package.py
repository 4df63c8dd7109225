"""Import packages that few need, and that are installed only if they are wanted."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from engine.errors import UsageError

INSTALL = "pip install 'warpreel[tables]'"


def optional_package(module: str, what: str) -> Any:
    """Import a package that reads some kind of files.

    Parameters
    ----------
    module : str
    what : str
        The files, in the plural.

    Raises
    ------
    UsageError
        If it is not installed; the text says how it is.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError(f"{what} are read by a package more: {INSTALL}") from error
