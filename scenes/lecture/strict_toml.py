"""Strict reading of TOML: every error is one sentence that names the place of the value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from engine.data.tables import SUFFIXES
from engine.errors import (
    CombinedError,
    DataError,
    RecordingError,
    UsageError,
    WarpreelError,
    raise_all,
)
from engine.input_files import read_toml
from engine.named_inputs import keep_inputs
from engine.recordings.run_spec import RunSpec
from engine.registry import unknown_name

TYPE_NAMES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
"""Plain English for the types that msgspec's messages name."""


def parse_toml(path: Path, hint: str) -> dict[str, Any]:
    """Read and parse a TOML file.

    Parameters
    ----------
    path : Path
    hint : str
        Advice in the message for a missing file.

    Raises
    ------
    WarpreelError
        If it cannot be read.
    UsageError
        If it is not TOML.
    """
    if not path.exists():
        raise WarpreelError(f"there is no {path}; {hint}")
    return read_toml(path, kind=WarpreelError)


def convert_fields(
    kind: type[msgspec.Struct], table: dict[str, Any]
) -> tuple[dict[str, Any], list[WarpreelError]]:
    """Convert the fields of a table as far as they are right.

    Parameters
    ----------
    kind : type of msgspec.Struct
    table : dict

    Returns
    -------
    values : dict
        By the names of the struct's attributes.
    errors : list of WarpreelError
        For each field that is not known, of the wrong type or missing.
    """
    known = list(kind.__struct_encode_fields__)
    errors: list[WarpreelError] = [
        unknown_name("field", field, known) for field in table if field not in known
    ]
    values = {}
    for field in msgspec.structs.fields(kind):
        name = field.encode_name
        try:
            if name in table:
                values[field.name] = msgspec.convert(table[name], field.type)
            elif field.required:
                errors.append(UsageError(f"it lacks the field {name}"))
        except msgspec.ValidationError as error:
            what, _, where = str(error).partition(" - at `$")
            errors.append(UsageError(explain(f"{what} - at `$.{name}{where.rstrip('`')}`")))
    return values, errors


@contextmanager
def locate_errors(place: str) -> Iterator[None]:
    """Prefix errors of usage and of files, raised within the block, with a place."""
    try:
        yield
    except (UsageError, DataError, RecordingError) as error:
        raise type(error)(f"{place}: {error}") from error
    except CombinedError as error:
        raise_all([type(each)(f"{place}: {each}") for each in error.errors])


@contextmanager
def locate_spec_errors() -> Iterator[None]:
    """Prefix usage errors of a spec raised within the block with the path of the option."""
    try:
        yield
    except UsageError as error:
        raise type(error)(_located(str(error))) from error
    except CombinedError as error:
        raise_all([type(each)(_located(str(each))) for each in error.errors])


def _located(message: str) -> str:
    joint = "." if message.startswith("--") or " - at `$." in message else ": "
    return f"spec{joint}{explain(message)}"


def check_files(spec: Any) -> None:
    """Refuse a spec that names a file which is not there or cannot be shown, before any work.

    Parameters
    ----------
    spec : dataclass
        Of a film or a figure.

    Raises
    ------
    UsageError
        If there is no such file.
    WarpreelError
        If it is no recording, or no table of points, as it is to be.
    """
    keep_inputs(spec)
    for option in ("recording", "landscape", "data"):
        named = getattr(spec, option, None)
        is_file = isinstance(named, Path) or str(named).endswith((*SUFFIXES, ".safetensors"))
        if named and is_file and not Path(named).is_file():
            raise UsageError(f"--{option}: there is no file {named}")
    if isinstance(recording := getattr(spec, "recording", None), Path):
        from scenes.cache.results import shown_recording

        shown_recording(recording)
    if isinstance(spec, RunSpec) and Path(spec.data).is_file():
        from engine.data.tables import load_table

        load_table(
            spec.data,
            standardise=spec.standardise,
            label=spec.label,
            columns=spec.columns,
            sep=spec.sep,
        )


def explain(message: str) -> str:
    """Rephrase a message of msgspec, or of a spec about its flags, in the terms of a TOML file."""
    what, _, where = message.partition(" - at `$")
    what = re.sub(r"`([^`]*)`", lambda found: _plain_types(found[1]), what)
    what = re.sub(r"--(?=[a-z])", "", what)
    path = where.rstrip("`").removeprefix(".").replace("[...]", "").replace("_", "-")
    return f"{path}: {what[:1].lower()}{what[1:]}" if path else what


def _plain_types(types: str) -> str:
    return " or ".join(TYPE_NAMES.get(each, each) for each in types.split(" | ") if each != "null")
