"""Strict reading of TOML: what can't be meant is answered in a sentence with the path to it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from engine.errors import UsageError, WarpreelError, reason
from engine.registry import unknown_name

Row = TypeVar("Row", bound=msgspec.Struct)

NOUNS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
"""What msgspec's types are called."""


def parsed(path: Path, hint: str) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    path : Path
    hint : str
        What to do if there is none.

    Raises
    ------
    WarpreelError
        If it cannot be read.
    UsageError
        If it is not TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise WarpreelError(f"there is no {path}; {hint}") from error
    except OSError as error:
        raise WarpreelError(f"cannot read {path}: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: it is not written in UTF-8; save it anew as such") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not well-formed TOML: {error}") from error


def row_of(kind: type[Row], table: dict[str, Any]) -> Row:
    """Take a table as a row of fields.

    Raises
    ------
    UsageError
        If it has another field, or a value of another type.
    """
    known = list(kind.__struct_encode_fields__)
    for field in table:
        if field not in known:
            raise unknown_name("field", field, known)
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise UsageError(explained(str(error))) from error


@contextmanager
def at(place: str) -> Iterator[None]:
    """Put a place before what is complained of within."""
    try:
        yield
    except UsageError as error:
        raise type(error)(f"{place}: {error}") from error


@contextmanager
def within_spec() -> Iterator[None]:
    """Say of what is wrong with a spec where it stands: of a flag, which option it is."""
    try:
        yield
    except UsageError as error:
        complaint = str(error)
        joint = "." if complaint.startswith("--") or " - at `$." in complaint else ": "
        raise type(error)(f"spec{joint}{explained(complaint)}") from error


def explained(complaint: str) -> str:
    """Say what msgspec complains of, or a spec of its flags, in the words of a TOML file."""
    what, _, where = complaint.partition(" - at `$")
    what = what.replace("Object missing required field", "it lacks the field")
    what = re.sub(r"`([^`]*)`", lambda found: _nouns(found[1]), what)
    what = re.sub(r"--(?=[a-z])", "", what)
    path = where.rstrip("`").removeprefix(".").replace("[...]", "").replace("_", "-")
    return f"{path}: {what[:1].lower()}{what[1:]}" if path else what


def _nouns(types: str) -> str:
    return " or ".join(NOUNS.get(each, each) for each in types.split(" | ") if each != "null")
