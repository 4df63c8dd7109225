"""The workers of a Dask cluster, with a limit to how long an answer is waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Event, Thread
from typing import Any, TypeVar

from engine.errors import UsageError
from scenes.rendering.workers import Workers

LIMIT = 10.0
"""Seconds within which a scheduler has to answer."""
PAUSE = 2.0
"""Seconds between two looks at which workers are there."""

T = TypeVar("T")


def answered_within(seconds: float, ask: Callable[[], T]) -> T:
    """Return what a call answers, on a thread of its own: a silent peer could hold it for ever.

    Raises
    ------
    TimeoutError
        If the answer is late; the thread is left to itself.
    """
    answers: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(ask())
        except BaseException as error:
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        raise TimeoutError(f"no answer within {seconds:g} s")
    return answers[0]


def cluster_workers(address: str) -> Workers:
    """Gather the workers of a running Dask scheduler.

    Parameters
    ----------
    address : str
        Such as ``tcp://host:8786``. Its workers need this version of Warpreel.

    Raises
    ------
    UsageError
        If Dask is not installed, nobody answers, or there are no workers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--cluster needs Dask: install it with `pip install warpreel[cluster]`"
        ) from error

    def connect() -> Any:
        return Client(address, timeout=LIMIT / 2, set_as_default=False)

    try:
        client = answered_within(LIMIT, connect)
        count = _count(client)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"--cluster {address}: no Dask scheduler answers there") from error
    if count == 0:
        client.close()
        raise UsageError(f"--cluster {address}: the scheduler has no workers; start some")
    presence = _Presence(client)

    @contextmanager
    def open_cluster() -> Iterator[Executor]:
        try:
            # So that they find our packages, wherever they work.
            answered_within(LIMIT, lambda: client.run(import_module, "warpreel"))
        except (OSError, TimeoutError, ValueError) as error:
            raise BrokenExecutor("the cluster does not answer") from error
        executor = client.get_executor()
        try:
            with presence.watched():
                yield executor
        finally:
            with suppress(OSError, TimeoutError):
                answered_within(LIMIT, lambda: executor.shutdown(wait=False))

    # More shares than workers, so that little is lost with one of them.
    return Workers(open_cluster, 2 * count, far=True, are_there=lambda: presence.are_there)


def _count(client: Any) -> int:
    return answered_within(LIMIT, lambda: len(client.scheduler_info(n_workers=-1)["workers"]))


class _Presence:
    """Whether any worker of a cluster is there, looked up again and again beside the drawing."""

    def __init__(self, client: Any) -> None:
        self.client, self.are_there = client, True

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look for workers as long as the block lasts."""
        done = Event()
        Thread(target=self._look, args=(done,), daemon=True).start()
        try:
            yield
        finally:
            done.set()

    def _look(self, done: Event) -> None:
        while not done.wait(PAUSE):
            try:
                self.are_there = self.client.status == "running" and _count(self.client) > 0
            except Exception:  # whatever it is, nobody is known to be there
                self.are_there = False
