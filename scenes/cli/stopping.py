"""Stopping on Ctrl-C or `kill`, even if the exception that they raise gets lost.

Python raises the exception of a signal wherever the main thread is. In a destructor, or a callback
from compiled code, it is printed and dropped. Long work therefore checks at every step.
"""

import signal

_pending: list[BaseException] = []


def listen() -> None:
    """Turn signals to end into exceptions, so that the program cleans up as it ends.

    A terminal that is closed sends SIGHUP, unless `nohup` has had it ignored.
    """
    signal.signal(signal.SIGINT, lambda *_: _stop(KeyboardInterrupt()))
    signal.signal(signal.SIGTERM, lambda *_: _stop(SystemExit(143)))
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up is not None and signal.getsignal(hang_up) is not signal.SIG_IGN:
        signal.signal(hang_up, lambda *_: _stop(SystemExit(129)))


def stop_if_asked() -> None:
    """Raise the exception of an earlier signal again, if there was one."""
    if _pending:
        raise _pending[0]


def _stop(how: BaseException) -> None:
    _pending.append(how)
    raise how
