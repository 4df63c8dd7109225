"""Exceptions whose text is one sentence that says what to do.

The command line prints the sentence and exits with ``exit_code``; a library user catches
`WarpreelError`.
"""

import os
from pathlib import Path
from typing import Any


class WarpreelError(Exception):
    """A failure the user can act on; its text is one sentence."""

    exit_code = 1

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: the sentence alone, without a traceback."""
        return [f"{type(self).__name__}: {self}"]


class UsageError(WarpreelError):
    """A request that is refused before any work is done."""

    exit_code = 2


class UnknownNameError(UsageError):
    """A name that its registry does not hold; the text suggests the nearest ones."""


class DataError(WarpreelError):
    """A data file that is missing, unreadable or unfit for training."""


class NetworkError(WarpreelError):
    """A module whose forward pass is not a sequence of known stages."""


class AnswersChangedError(NetworkError):
    """A network that no longer answers as it did at the steps that are recorded."""


class RecordingError(WarpreelError):
    """A recording that is missing, truncated, altered, of a future format or unwritable."""


class ResultError(WarpreelError):
    """A cached result that is missing, damaged or of another kind."""


class DivergenceError(WarpreelError):
    """Training whose loss stopped being finite.

    Attributes
    ----------
    recording : engine.recordings.recording.Recording
        Everything recorded until then.
    """

    def __init__(self, message: str, recording: Any) -> None:
        super().__init__(message)
        self.recording = recording


def reason(error: OSError) -> str:
    """Return the reason of the operating system, in lower case ("no space left on device")."""
    return (os.strerror(error.errno) if error.errno else str(error)).lower()


def make_folder(
    folder: Path, choice: str = "-o", kind: type[WarpreelError] = WarpreelError
) -> None:
    """Create `folder` and its parents, and check that a file can be written there.

    Parameters
    ----------
    folder : Path
    choice : str
        The option that selects another folder, for the error message.
    kind : type of WarpreelError
        The error to raise.

    Raises
    ------
    WarpreelError
        If the folder cannot be made or is not writable.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if kind is WarpreelError and isinstance(error, FileExistsError | NotADirectoryError):
            kind = UsageError  # a file is in the way
        raise kind(
            f"cannot make the folder {folder}: {reason(error)}; choose another with {choice}"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise kind(f"the folder {folder} is not writable; choose another with {choice}")


class CombinedError(WarpreelError):
    """Several failures at once, each of which can be acted on.

    Attributes
    ----------
    errors : tuple of WarpreelError
    """

    def __init__(self, errors: tuple[WarpreelError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors
        self.exit_code = max(error.exit_code for error in errors)


def raise_all(errors: list[WarpreelError]) -> None:
    """Raise errors that were collected: the only one itself, several together.

    Raises
    ------
    WarpreelError
        Unless there are none.
    """
    single = [each for error in errors for each in getattr(error, "errors", (error,))]
    if len(single) == 1:
        raise single[0]
    if single:
        raise CombinedError(tuple(single))
