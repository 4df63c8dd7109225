"""The command ``warpreel``; each command imports only what it needs, when it runs."""

from __future__ import annotations

import os
import sys

from scenes.cli.stopping import listen


def main() -> None:
    """Run the command line and exit; print errors as one sentence.

    Exit codes: 0 success, 1 failure, 2 invalid request, 130 interrupted.
    """
    listen()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line with arguments, and return its exit code."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _print_error("interrupted; nothing unfinished was left behind", 130)


def _run(arguments: list[str]) -> int:
    from cyclopts import CycloptsError

    from engine.errors import WarpreelError
    from scenes.cli.app import app

    try:
        app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except WarpreelError as error:
        return _print_error(str(error), error.exit_code)
    except CycloptsError as error:
        told = str(error).strip().replace(", ...", " and others").rstrip(".")
        return _print_error(f"{told}; see `warpreel --help`", 2)
    except BrokenPipeError:
        # The reader of the output has gone; flushing the rest of the buffer must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _print_error(sentence: str, code: int) -> int:
    print(f"warpreel: {' '.join(sentence.split())}", file=sys.stderr)
    return code
