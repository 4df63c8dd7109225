"""Files that users hand over: read whole if they are files and not too large, or refused."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from engine.errors import DataError, UsageError, WarpreelError, reason
from engine.named_inputs import keep_inputs

LARGEST_TOML = 1_000_000
"""Most bytes of a file of options."""


def read_input(
    path: Path, most: int, hint: str = "", kind: type[WarpreelError] = DataError
) -> bytes:
    """Read a file whole.

    Parameters
    ----------
    path : Path
    most : int
        Bytes that it may have.
    hint : str
        What to do if it cannot be read, for the message.
    kind : type of WarpreelError
        The error to raise.

    Raises
    ------
    WarpreelError
        Of the given kind, if it is missing, too large, or no file: a pipe would be waited for, and
        a device may never end.
    """
    with open_input(path, hint, kind) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise kind(f"{path} has more than {most:,} bytes; such a file is not read")
    return content


@contextmanager
def open_input(
    path: Path, hint: str = "", kind: type[WarpreelError] = DataError, what: str = ""
) -> Iterator[BinaryIO]:
    """Open a file for reading, called `what` in messages; for the rest as `read_input`."""
    advice = f"; {hint}" if hint else ""
    named = f"{what} {path}".strip()
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise kind(f"cannot read {named}: it is a pipe or a device, and no file{advice}")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise kind(f"cannot read {named}: {reason(error)}{advice}") from error
    except ValueError as error:
        if "\0" not in str(path):
            raise
        raise kind(f"cannot read {str(path)!r}: no file is named so{advice}") from error


def read_toml(path: Path, hint: str = "", kind: type[WarpreelError] = DataError) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    path : Path
    hint : str
        What to do if it cannot be read, for the message.
    kind : type of WarpreelError
        The error to raise if it cannot be read.

    Raises
    ------
    WarpreelError
        Of the given kind, if it cannot be read.
    UsageError
        If it is not TOML.
    """
    keep_inputs(path)
    content = read_input(path, LARGEST_TOML, hint, kind)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: it is not written in UTF-8; save it anew as such") from error
    except RecursionError as error:
        raise UsageError(f"{path}: its tables or lists stand too deep within each other") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: it is not well-formed TOML: {error}") from error
    except ValueError as error:  # Python reads no whole number of thousands of digits
        raise UsageError(f"{path}: a number in it has too many digits") from error
