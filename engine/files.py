"""Files and folders that appear whole or not at all."""

import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import get_ident

from engine.errors import UsageError, WarpreelError, make_folder, reason
from engine.named_inputs import refuse_input, refuse_inputs_in

IDLE = 600.0
"""Seconds after which what a process that is gone was writing counts as left behind."""


LONGEST_NAME = 255
"""Bytes that file systems take for the name of a file."""


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def write_errors(
    path: Path, what: str = "", hint: str = "", kind: type[WarpreelError] = WarpreelError
) -> Iterator[None]:
    """Say in one sentence why `path` cannot be written, where the block fails at that.

    Parameters
    ----------
    path : Path
        As the message names it.
    what : str
        What it is, such as ``the recording``.
    hint : str
        What to do about it.
    kind : type of WarpreelError
        The error to raise.

    Raises
    ------
    WarpreelError
        Of the given kind, in place of an `OSError`.
    """
    try:
        yield
    except OSError as error:
        named = f"{what} {path}".strip()
        advice = f"; {hint}" if hint else ""
        raise kind(f"cannot write {named}: {reason(error)}{advice}") from error


@contextmanager
def whole_file(
    path: Path,
    choice: str = "-o",
    *,
    what: str = "",
    hint: str = "",
    kind: type[WarpreelError] = WarpreelError,
) -> Iterator[Path]:
    """Yield a temporary path beside `path`, and rename it to `path` when the block ends well.

    When the block fails or is interrupted, the temporary file is removed and whatever stood at
    `path` before is untouched. The temporary name keeps the suffix, by which many writers choose
    their format.

    Parameters
    ----------
    path : Path
    choice : str
        The option that selects another folder, for the error message.
    what, hint, kind
        As of `write_errors`.

    Raises
    ------
    WarpreelError
        If the folder cannot be made or written to, a pipe or device has this name, or the disk
        refuses the file.
    """
    check_file(path, choice)
    make_folder(path.parent, choice, kind)
    draft = new_draft(path)
    with write_errors(path, what, hint, kind):
        try:
            yield draft
            draft.chmod(0o666 & ~_umask())  # some writers leave their files private
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path, choice: str = "-o", *, what: str = "") -> Iterator[Path]:
    """Yield a new folder beside `path`, and put it in place of `path` when the block ends well.

    When the block fails or is interrupted, the new folder is removed and whatever stood at `path`
    before is untouched. The temporary name has no suffix.

    Parameters
    ----------
    path : Path
        A folder that may be replaced, or nothing yet.
    choice : str
        The option that selects another place, for the error message.
    what : str
        As of `write_errors`.

    Raises
    ------
    WarpreelError
        If the folder around it cannot be made or written to, or the disk refuses.
    """
    check_name(path, choice)
    refuse_inputs_in(path, choice)
    make_folder(path.parent, choice)
    draft = new_draft(path.with_suffix(""), mark="-")
    older = draft.with_name(f"{draft.name}-older")
    with write_errors(path, what):
        try:
            draft.mkdir()
            yield draft
            if path.exists():
                path.replace(older)
            draft.replace(path)
        finally:
            if older.exists() and not path.exists():
                older.replace(path)
            for left in (draft, older):
                shutil.rmtree(left, ignore_errors=True)


def new_draft(path: Path, mark: str = ".") -> Path:
    """Return where to write what becomes `path`: beside it, hidden, named after this thread.

    What processes that are gone have left there is removed before the first one in a folder.
    """
    _sweep_once(path.parent)
    return path.with_name(f".{draft_stem(path)}{mark}{os.getpid()}-{get_ident()}{path.suffix}")


def draft_stem(path: Path) -> str:
    """Return what the name of a draft of `path` begins with: room is left for what it adds."""
    return os.fsencode(path.stem)[: LONGEST_NAME // 2].decode("utf-8", "ignore")


def check_name(path: Path, choice: str = "-o") -> None:
    """Refuse a name that no file system takes, and what may not be replaced.

    Raises
    ------
    UsageError
        If it, or that of a folder around it, is too long or no text, or a pipe or device is called
        so, or a file that is to be read (`engine.named_inputs`).
    """
    if "\0" in str(path) or not _is_encodable(str(path)):
        raise UsageError(
            f"{str(path)!a} holds signs that the name of a file cannot have; choose another with "
            f"{choice}"
        )
    refuse_input(path, choice)
    with suppress(OSError):
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise UsageError(f"{path} is a pipe or a device; name a file with {choice}")
    for name in path.parts:
        if (length := len(os.fsencode(name))) > LONGEST_NAME:
            raise UsageError(
                f"the name {name[:20]}… has {length} bytes, and files can have {LONGEST_NAME}; "
                f"choose a shorter one with {choice}"
            )


def check_file(path: Path, choice: str = "-o", *, suffix: str = "", what: str = "") -> None:
    """Refuse the name of a file where none can be written, or that other programs would misread.

    Parameters
    ----------
    path : Path
    choice : str
        The option that selects another file, for the error message.
    suffix : str
        That it must have, if any, such as ``.safetensors``.
    what : str
        What has that suffix, for the error message: ``a recording``.

    Raises
    ------
    UsageError
        As of `check_name`; and if it is a folder, or has another suffix.
    """
    check_name(path, choice)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it with {choice}")
    if suffix and path.suffix.lower() != suffix:
        raise UsageError(f"{choice} {path}: the name of {what} ends in {suffix}")


def _is_encodable(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def is_plain_name(text: str) -> bool:
    """Whether a text can be the name of a file in a folder, seen as it is, and is no hidden one."""
    if not text.isprintable() or text != text.strip() or text.startswith("."):
        return False
    return bool(text) and len(text.encode()) <= LONGEST_NAME and not set(text) & set("/\\")


def sweep_leftovers(folder: Path, stem: str | None = None) -> None:
    """Remove drafts and temporary folders that processes which are gone have left behind.

    Parameters
    ----------
    folder : Path
    stem : str, optional
        What their names begin with, before the number of the process; without, drafts of all
        files go. Only what has not changed for `IDLE` seconds does, as another machine's process
        may write into a shared folder.
    """
    own = r"\..+[.-]([0-9]{1,10})-[0-9]+(-older)?(\..*)?"  # the names that `new_draft` gives
    named = re.compile(own if stem is None else rf"\.?{re.escape(stem)}[.-]([0-9]{{1,10}})-.*")
    with suppress(OSError):
        for path in list(folder.iterdir()):
            found = named.fullmatch(path.name)
            if found and not _is_running(int(found[1])) and _is_idle(path):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


@cache
def _sweep_once(folder: Path) -> None:
    """Sweep a folder when this process first writes into it."""
    sweep_leftovers(folder)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _is_idle(path: Path) -> bool:
    within = path.rglob("*") if path.is_dir() and not path.is_symlink() else ()
    latest = max(each.lstat().st_mtime for each in (path, *within))
    return time.time() - latest > IDLE
