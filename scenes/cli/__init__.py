"""The command ``warpreel``; each command imports only what it needs, when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from scenes.cli.stopping import listen

if TYPE_CHECKING:
    from cyclopts import CycloptsError


NARROWEST, WIDEST = 40, 10_000
"""Characters in a line that are believed."""
LONGEST = 2_000
"""Characters of a sentence, of which the middle is left out beyond that."""


def main() -> None:
    """Run the command line and exit; print errors as one sentence.

    Exit codes: 0 success, 1 failure, 2 invalid request, 130 interrupted.
    """
    listen()
    _open_streams()
    _have_width()
    _have_home()
    sys.exit(run(sys.argv[1:]))


def _open_streams() -> None:
    """Make sure that whatever is printed finds a stream that can take it.

    A stream that the caller has closed leads nowhere; where a terminal lacks a character, such as
    the multiplication sign in ASCII, a question mark stands for it.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123 - as long as we run
        stream = getattr(sys, name)
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _have_width() -> None:
    """Write lines of 80 characters where the terminal claims a width that nothing can be read in.

    With no width at all Rich and cyclopts fail, or never end.
    """
    stated = os.environ.get("COLUMNS", "")
    columns = int(stated) if stated.isdecimal() else get_terminal_size().columns
    if not NARROWEST <= columns <= WIDEST:
        os.environ["COLUMNS"] = "80"


def _have_home() -> None:
    """Give a user without a home, as in some containers, one in which nothing is found.

    Manim looks for settings there, and ends if there is none. The cache stays where it is.
    """
    try:
        Path.home()
    except RuntimeError:
        from scenes.cache.location import cache_folder

        os.environ["WARPREEL_CACHE"] = str(cache_folder())
        os.environ["HOME"] = "/nonexistent"


def run(arguments: list[str]) -> int:
    """Run the command line with arguments, and return its exit code."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _print_error("interrupted; nothing unfinished was left behind", 130)


def _run(arguments: list[str]) -> int:
    from cyclopts import CycloptsError

    from engine.errors import WarpreelError, reason
    from engine.named_inputs import inputs_kept, keep_inputs
    from scenes.cli.app import app

    try:
        with inputs_kept():
            command, given, _ = app.parse_args(arguments, exit_on_error=False, print_error=False)
            _refuse_broken_text(given.arguments)
            keep_inputs([each for name, each in given.arguments.items() if name != "output"])
            command(*given.args, **given.kwargs)
        sys.stdout.flush()
    except WarpreelError as error:
        for each in getattr(error, "errors", (error,)):
            _print_error(str(each), each.exit_code)
        return error.exit_code
    except CycloptsError as error:
        return _print_error(misuse(error), 2)
    except BrokenPipeError:
        _drop_output()
        return 1
    except OSError as error:
        _drop_output()
        return _print_error(f"cannot go on: {reason(error)}", 1)
    return 0


def _refuse_broken_text(arguments: Mapping[str, Any]) -> None:
    """Refuse texts of bytes that are no UTF-8; the name of a file may be of any."""
    from engine.errors import UsageError

    for name, value in arguments.items():
        several = isinstance(value, Sequence) and not isinstance(value, str)
        for text in value if several else [value]:
            if isinstance(text, str) and any("\ud800" <= sign <= "\udfff" for sign in text):
                raise UsageError(f"--{name.replace('_', '-')} {text!a}: it is no text in UTF-8")


def misuse(error: CycloptsError) -> str:
    """Return what is wrong with a command line, and the command that tells what is right."""
    from cyclopts.exceptions import UnusedCliTokensError

    command = " ".join(("warpreel", *(error.command_chain or ())))
    told = str(error).strip().replace(", ...", " and others").rstrip(".")
    if isinstance(error, UnusedCliTokensError):
        told = f"`{command}` has no place for {' '.join(error.unused_tokens or ())}"
    see = " See" if told.endswith("?") else "; see"
    return f"{told}{see} `{command} --help`"


def _drop_output() -> None:
    """Drop what is left in the buffer: nobody takes it any more, and it must not fail at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_error(sentence: str, code: int) -> int:
    words = " ".join(sentence.split())
    if len(words) > LONGEST:  # of a name that nobody can read; what to do is said at the end
        words = f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"
    with suppress(OSError):  # where nobody can be told, the code says it
        print(f"warpreel: {words}", file=sys.stderr, flush=True)
    return code
