"""Lines about progress where there is no terminal: now and then one, for logs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress

PAUSE = 10.0
"""Seconds between two lines."""


def progress_lines(
    now: Callable[[], float] = time.monotonic,
) -> Callable[[Callable[[], str]], None]:
    """Return a callback that prints what it is handed to say, once every `PAUSE` seconds.

    Parameters
    ----------
    now : callable, optional
        Returns the time in seconds.
    """
    told = now()

    def tell(line: Callable[[], str]) -> None:
        nonlocal told
        if now() - told >= PAUSE:
            told = now()
            with suppress(OSError):  # a log that is full is no reason to stop
                print(line(), file=sys.stderr, flush=True)

    return tell
