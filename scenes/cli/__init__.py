"""The command ``warpreel``. Only what a command needs is imported when it runs."""

from __future__ import annotations

import os
import sys

from scenes.cli.stopping import listen


def main() -> None:
    """Run the command line, and end in one sentence where it cannot go on.

    Exit codes: 0 done, 1 failure, 2 a request that can't be meant, 130 interrupted.
    """
    listen()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line with arguments, and give its exit code."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _complain("interrupted; nothing unfinished was left behind", 130)


def _run(arguments: list[str]) -> int:
    from cyclopts import CycloptsError

    from engine.errors import WarpreelError
    from scenes.cli.app import app

    try:
        app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except WarpreelError as error:
        return _complain(str(error), error.exit_code)
    except CycloptsError as error:
        told = str(error).strip().replace(", ...", " and others").rstrip(".")
        return _complain(f"{told}; see `warpreel --help`", 2)
    except BrokenPipeError:
        # Whoever read the output has gone; what is left in the buffer must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _complain(sentence: str, code: int) -> int:
    print(f"warpreel: {' '.join(sentence.split())}", file=sys.stderr)
    return code
