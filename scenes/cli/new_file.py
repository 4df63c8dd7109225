"""New TOML files for the user to change."""

from __future__ import annotations

from pathlib import Path

from engine.errors import UsageError, WarpreelError, reason
from engine.files import whole_file


def write_new_toml(path: Path, text: str, kind: str) -> None:
    """Write a TOML file where there is none yet.

    Parameters
    ----------
    path : Path
    text : str
    kind : str
        What the file describes, such as ``lecture``, for messages.

    Raises
    ------
    UsageError
        If the name has another suffix, or there is such a file already.
    WarpreelError
        If it cannot be written.
    """
    if path.suffix.lower() != ".toml":
        raise UsageError(f"-o {path}: the name of a {kind}'s file ends in .toml")
    if path.exists():
        raise UsageError(f"{path} is there already; choose another with -o")
    try:
        with whole_file(path) as draft:
            draft.write_text(text, "utf-8")
    except OSError as error:
        raise WarpreelError(f"cannot write {path}: {reason(error)}") from error
