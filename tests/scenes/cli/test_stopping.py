"""Stopping on a signal, even if its exception gets lost."""

import os
import signal
from collections.abc import Iterator

import pytest

from scenes.cli import stopping

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def _own_signals(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Listen to signals, and let other tests have theirs afterwards."""
    monkeypatch.setattr(stopping, "_pending", [])
    before = {number: signal.getsignal(number) for number in SIGNALS}
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests themselves may run under nohup
    stopping.listen()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_work_goes_on_where_nobody_asked_it_to_stop() -> None:
    assert stopping.stop_if_asked() is None


@pytest.mark.parametrize(
    ("number", "kind"), [*zip(SIGNALS, (KeyboardInterrupt, SystemExit, SystemExit), strict=True)]
)
def test_an_exception_that_was_lost_is_raised_at_the_next_step(
    number: signal.Signals, kind: type[BaseException]
) -> None:
    with pytest.raises(kind):
        os.kill(os.getpid(), number)
    with pytest.raises(kind):
        stopping.stop_if_asked()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminated_program_has_the_exit_code_of_its_signal(number: signal.Signals) -> None:
    with pytest.raises(SystemExit) as caught:
        os.kill(os.getpid(), number)
    assert caught.value.code == 128 + number


def test_a_program_that_nohup_started_goes_on_when_its_terminal_is_closed() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    stopping.listen()
    os.kill(os.getpid(), signal.SIGHUP)
    assert stopping.stop_if_asked() is None
