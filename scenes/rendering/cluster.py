"""The workers of a Dask cluster, with a limit to how long an answer is waited for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Event, Thread
from typing import Any, TypeVar
from urllib.parse import urlsplit

from engine.errors import UsageError
from scenes.rendering.workers import Workers

LIMIT = 10.0
"""Seconds within which a scheduler has to answer."""
PAUSE = 2.0
"""Seconds between two looks at which workers are there."""

SCHEMES = ("tcp", "tls", "ws", "wss", "ucx")
"""Of addresses that Dask knows on other machines."""
FIRST_CONTACT = """
import sys
from distributed import Client
client = Client(sys.argv[1], timeout=float(sys.argv[2]), set_as_default=False)
print(len(client.scheduler_info(n_workers=-1)["workers"]), flush=True)
"""

NOBODY = "no Dask scheduler answers there"

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
        If Dask is not installed, this is no address, nobody answers, or there are no workers.
    """
    check_address(address)
    try:
        import dask

        dask.config.set({"logging.distributed": "critical"})  # what is lost is said once, by us
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--cluster needs Dask: install it with `pip install warpreel[cluster]`"
        ) from error
    if _workers_at(address) == 0:
        raise UsageError(f"--cluster {address}: the scheduler has no workers; start some")

    def connect() -> Any:
        return Client(address, timeout=LIMIT, set_as_default=False)

    try:
        client = answered_within(LIMIT, connect)
        count = _count(client)
    except Exception as error:  # whatever comes of a scheduler that was there a moment ago
        raise UsageError(f"--cluster {address}: {NOBODY}") from error
    presence = _Presence(client)

    @contextmanager
    def open_cluster() -> Iterator[Executor]:
        try:
            # So that they find our packages, wherever they work.
            answered_within(LIMIT, lambda: client.run(import_module, "warpreel"))
        except Exception as error:  # a scheduler that is lost has many ways to say so
            raise BrokenExecutor("the cluster does not answer") from error
        executor = client.get_executor()
        try:
            with presence.watched():
                yield executor
        finally:
            with suppress(Exception):
                answered_within(LIMIT, lambda: executor.shutdown(wait=False))

    # More shares than workers, so that little is lost with one of them.
    return Workers(open_cluster, 2 * count, far=True, are_there=lambda: presence.are_there)


def check_address(address: str) -> None:
    """Refuse what is no address on a network, before anything is asked.

    Raises
    ------
    UsageError
    """
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        complete = bool(parts.hostname) and bool(parts.port) and parts.scheme in SCHEMES
    except ValueError:  # of ports and brackets
        complete = False
    if not (complete and address.isprintable()):
        raise UsageError(
            f"--cluster {address!r} is no address of a Dask scheduler; give one such as "
            "tcp://host:8786"
        )


def _workers_at(address: str) -> int:
    """Count the workers of a scheduler, from a process of its own.

    Who is no scheduler may answer anything; what then goes wrong in Dask, or never ends, does so
    there.
    """
    command = [sys.executable, "-c", FIRST_CONTACT, address, str(LIMIT / 2)]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=2 * LIMIT
        )
        return int(answer.stdout.split()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, LookupError) as error:
        raise UsageError(f"--cluster {address}: {NOBODY}") from error


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
