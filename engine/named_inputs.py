"""Files that a command was told to read: nothing that it makes may take the place of one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from engine.errors import UsageError

_named: list[Path] | None = None


@contextmanager
def inputs_kept() -> Iterator[None]:
    """Keep what is named within the block from being overwritten there."""
    global _named
    before, _named = _named, []
    try:
        yield
    finally:
        _named = before


def keep_inputs(*values: Any) -> None:
    """Note the files among some values, within `inputs_kept`; elsewhere do nothing.

    Parameters
    ----------
    *values
        Paths and texts, of which those count that name a file; and lists, tuples and dataclasses
        of such.
    """
    if _named is not None:
        _named.extend(path for path in map(Path, _texts(values)) if path not in _named)


def refuse_input(path: Path, choice: str = "-o") -> None:
    """Refuse to write a file that is to be read, by whatever name, link or hard link.

    Parameters
    ----------
    path : Path
    choice : str
        The option that selects another file, for the error message.

    Raises
    ------
    UsageError
    """
    for each in _named or ():
        with suppress(OSError, ValueError):
            if path.samefile(each):
                shown = f"{path}" if path == each else f"{path}, which is {each},"
                raise UsageError(
                    f"{shown} is read by this command and would be overwritten; "
                    f"name another file with {choice}"
                )


def refuse_inputs_in(folder: Path, choice: str = "-o") -> None:
    """Refuse to replace a folder that holds a file that is to be read; as `refuse_input`."""
    for each in _named or ():
        with suppress(OSError, ValueError):
            if each.resolve().is_relative_to(folder.resolve()):
                raise UsageError(
                    f"{each} is read by this command, and the folder {folder} would be replaced; "
                    f"name another folder with {choice}"
                )


def _texts(values: Iterable[Any]) -> Iterator[str]:
    """Find the texts that name files."""
    for value in values:
        if isinstance(value, str | Path):
            if os.path.isfile(value):  # noqa: PTH113 - it takes texts that no path can have
                yield str(value)
        elif isinstance(value, list | tuple):
            yield from _texts(value)
        elif is_dataclass(value) and not isinstance(value, type):
            yield from _texts(getattr(value, item.name) for item in fields(value))
