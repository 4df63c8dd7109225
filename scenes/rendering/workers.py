"""Who draws a film: this process, several of them, or a cluster; all by the same function."""

from __future__ import annotations

import errno
import multiprocessing as mp
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import forkserver, resource_tracker
from multiprocessing.util import Finalize, get_temp_dir
from shutil import rmtree
from threading import Thread, current_thread, main_thread
from time import monotonic, sleep
from typing import Any

from engine.errors import reason
from scenes.rendering.job import Job, Report, Share
from scenes.rendering.playback import Step, draw_share
from scenes.rendering.segments import SegmentCache

GRACE = 3.0
"""Seconds in which a worker whose parent is gone may tidy up."""
PATIENCE = 20.0
"""Seconds without any worker after which they are given up."""
LONGEST = 45
"""Most characters of a folder of temporary files: names of sockets are limited to 107."""

FILES, FILES_OF_EACH = 40, 8
"""Files that are open in all, and for each worker, at most."""

_stop: Any = None
"""In a worker: an event that is set when its work is no longer wanted."""


class NoWorkersError(BrokenExecutor):
    """No worker can be started here: this process has to draw by itself."""


@dataclass(frozen=True)
class Workers:
    """Those who draw a film together.

    Attributes
    ----------
    open : callable
        Gives any `concurrent.futures.Executor`, for a while.
    shares : int
        How many parts to cut the work into.
    far : bool
        Whether finished segments have to be handed over, for want of a common folder.
    are_there : callable
        Returns whether any of them is still there; asked now and then while they draw.
    """

    open: Callable[[], AbstractContextManager[Executor]]
    shares: int
    far: bool = False
    are_there: Callable[[], bool] = lambda: True


def draw(job: Job, share: Share, *, scout: bool = False) -> Report:
    """Step through a film and draw a share of its segments; or only find out what they show.

    Every worker runs this one function.
    """
    return draw_share(job, share, lambda _: stop_if_unwanted(), scout=scout)


def draw_by_one(job: Job, share: Share, *, scout: bool, step: Step) -> Report:
    """Draw in this process."""
    return draw_share(job, share, step, scout=scout)


def draw_by_many(
    workers: Workers,
    job: Job,
    cache: SegmentCache,
    done: frozenset[int],
    *,
    scout: bool,
    step: Step,
) -> Report:
    """Draw a film by several workers, a share each.

    Returns
    -------
    Report
        Without a total if a worker was killed; what had been finished by then is kept.

    Raises
    ------
    NoWorkersError
        If none can be started.
    """
    order = replace(job, folder=None) if workers.far else job
    shares = [Share(part, workers.shares, done) for part in range(workers.shares)]
    reports: list[Report] = []
    try:
        with workers.open() as executor:
            with interrupts_deferred():
                futures = [executor.submit(draw, order, share, scout=scout) for share in shares]
            waiting, seen = set(futures), monotonic()
            while waiting:
                _, waiting = wait(waiting, timeout=0.2)
                _tell(job, cache, step)
                if workers.are_there():
                    seen = monotonic()
                elif monotonic() - seen > PATIENCE:
                    raise BrokenExecutor("all workers are lost")
                for each in futures:
                    if each.done():
                        each.result()  # the first failure ends it all
            reports = [each.result() for each in futures]
    except NoWorkersError:
        raise
    except (BrokenExecutor, CancelledError):
        return Report([*cache.noted(job.key).values()], None)
    for report in reports:
        for segment in report.segments:
            if segment.key in report.data:
                cache.note(job.key, segment)
                cache.put(segment.key, report.data[segment.key])
    segments = [segment for report in reports for segment in report.segments]
    return Report(segments, reports[0].total, timeline=reports[0].timeline)


def _tell(job: Job, cache: SegmentCache, step: Step) -> None:
    step(cache.frames_noted(job.key) / job.codec.frame_rate)


def local_workers(jobs: int, preload: str = "") -> Workers:
    """Gather worker processes on this machine.

    Parameters
    ----------
    jobs : int
    preload : str
        Module of the scene, read once for all where processes can be copied.
    """

    @contextmanager
    def open_pool() -> Iterator[Executor]:
        try:
            stop, pool = _pool(jobs, preload)
        except OSError as error:
            raise NoWorkersError(f"no process can be started: {reason(error)}") from error
        try:
            yield pool
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)

    return Workers(open_pool, jobs)


def _pool(jobs: int, preload: str) -> tuple[Any, ProcessPoolExecutor]:
    """Make an event that tells workers to stop, and the pool of them."""
    check_open_files(jobs)
    # A copy of a process in which threads run may hang: copy one that only reads modules.
    context: Any
    shared = _shared_folder()
    if "forkserver" in mp.get_all_start_methods() and sys.platform != "darwin":
        context = mp.get_context("forkserver")
        # The first makes sure that the others are ours, whatever lies in this folder.
        modules = ["warpreel", "scenes.rendering.renderer", *filter(None, [preload])]
        context.set_forkserver_preload(modules)
        _start_deaf()
    else:
        context = mp.get_context("spawn")
    stop = context.Event()
    pool = ProcessPoolExecutor(
        jobs, context, initializer=_initialise_worker, initargs=(stop, {**os.environ}, shared)
    )
    return stop, pool


def check_open_files(jobs: int) -> None:
    """Make sure that pipes to so many processes may be opened, before any of them is started.

    Raises
    ------
    OSError
        If this process may not have so many files open.
    """
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if 0 <= limit < FILES + FILES_OF_EACH * jobs:
        raise OSError(errno.EMFILE, "")


@cache
def _shared_folder() -> str:
    """Make the folder of temporary files of this process and its workers, removed at its end.

    Workers may be killed, and then somebody else has to tidy up. The sockets of `multiprocessing`
    are in it too, so that what a process that was killed has left goes by one name.
    """
    usual, folder = tempfile.tempdir, tempfile.gettempdir()
    if len(folder) > LONGEST:
        folder = "/tmp"
    own = tempfile.mkdtemp(prefix=f"warpreel-{os.getpid()}-", dir=folder)
    try:
        tempfile.tempdir = own
        get_temp_dir()  # which is asked for once and remembered
    finally:
        tempfile.tempdir = usual
    # After the folder in it, which goes at -100.
    Finalize(None, rmtree, args=(own,), kwargs={"ignore_errors": True}, exitpriority=-200)
    return own


def _start_deaf() -> None:
    """Start the process that is copied: it never hears Ctrl-C, not even while it reads modules."""
    resource_tracker.ensure_running()  # which would open the ears again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def interrupts_deferred() -> Iterator[None]:
    """Defer Ctrl-C while workers start: one that is half started would be left behind."""
    if current_thread() is not main_thread():
        yield
        return
    heard: list[tuple[Any, ...]] = []
    before = signal.signal(signal.SIGINT, lambda *told: heard.append(told))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard and callable(before):
        before(*heard[0])


def _initialise_worker(stop: Any, environment: dict[str, str], folder: str) -> None:
    """Initialise a worker: it ignores the terminal's Ctrl-C, which the parent passes on.

    Its temporary files are in a folder of the parent's.
    """
    global _stop
    _stop = stop
    os.environ.update(environment)  # copies have that of when the first of them was made
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """Exit with the parent, even if it is killed: a pool's workers would wait for ever."""
    parent = mp.parent_process()
    assert parent is not None
    parent.join()
    _stop.set()
    sleep(GRACE)
    os._exit(1)


def stop_if_unwanted() -> None:
    """Exit this process if it is a worker whose work is no longer wanted."""
    if _stop is not None and _stop.is_set():
        raise SystemExit(1)


def cores() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
