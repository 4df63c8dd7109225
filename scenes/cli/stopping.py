"""Ending when asked to, by Ctrl-C or by `kill`, even if the first exception gets lost.

Python raises a signal's exception wherever the main thread happens to be; in a destructor, or a
callback from compiled code, it is printed and forgotten. Long work therefore asks once a step.
"""

import signal

_asked: list[BaseException] = []


def listen() -> None:
    """Turn SIGINT and SIGTERM into exceptions that unwind and clean up."""
    signal.signal(signal.SIGINT, lambda *_: _stop(KeyboardInterrupt()))
    signal.signal(signal.SIGTERM, lambda *_: _stop(SystemExit(143)))


def stop_if_asked() -> None:
    """Raise again what was asked for, if work is still going on."""
    if _asked:
        raise _asked[0]


def _stop(how: BaseException) -> None:
    _asked.append(how)
    raise how
