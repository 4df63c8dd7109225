"""Files and folders that appear whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

from engine.errors import make_folder


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def whole_file(path: Path, choice: str = "-o") -> Iterator[Path]:
    """Yield a temporary path beside `path`, and rename it to `path` when the block ends well.

    When the block fails or is interrupted, the temporary file is removed and whatever stood at
    `path` before is untouched. The temporary name keeps the suffix, by which many writers choose
    their format.

    Parameters
    ----------
    path : Path
    choice : str
        The option that selects another folder, for the error message.

    Raises
    ------
    WarpreelError
        If the folder cannot be made or written to.
    """
    make_folder(path.parent, choice)
    draft = path.with_name(f".{path.stem}.{os.getpid()}-{get_ident()}{path.suffix}")
    try:
        yield draft
        draft.chmod(0o666 & ~_umask())  # some writers leave their files private
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path, choice: str = "-o") -> Iterator[Path]:
    """Yield a new folder beside `path`, and put it in place of `path` when the block ends well.

    When the block fails or is interrupted, the new folder is removed and whatever stood at `path`
    before is untouched. The temporary name has no suffix.

    Parameters
    ----------
    path : Path
        A folder that may be replaced, or nothing yet.
    choice : str
        The option that selects another place, for the error message.

    Raises
    ------
    WarpreelError
        If the folder around it cannot be made or written to.
    """
    make_folder(path.parent, choice)
    draft = path.with_name(f".{path.stem}-{os.getpid()}-{get_ident()}")
    older = draft.with_name(f"{draft.name}-older")
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
