"""Who draws a film: this process, several of them, or a cluster; all by the same function."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing import forkserver, resource_tracker
from threading import Thread, current_thread, main_thread
from time import sleep
from typing import Any

from engine.errors import UsageError
from scenes.rendering.job import Job, Report, Share
from scenes.rendering.playback import Step, draw_share
from scenes.rendering.segments import SegmentCache

GRACE = 3.0
"""Seconds in which a worker whose parent is gone may tidy up."""

_stop: Any = None
"""In a worker: an event that is set when its work is no longer wanted."""


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
    """

    open: Callable[[], AbstractContextManager[Executor]]
    shares: int
    far: bool = False


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
    """Have several workers draw, each a share.

    Returns
    -------
    Report
        Without a total if a worker was killed; what had been finished by then is kept.
    """
    order = replace(job, folder=None) if workers.far else job
    shares = [Share(part, workers.shares, done) for part in range(workers.shares)]
    reports: list[Report] = []
    try:
        with workers.open() as executor:
            with unbroken():
                futures = [executor.submit(draw, order, share, scout=scout) for share in shares]
            waiting = set(futures)
            while waiting:
                _, waiting = wait(waiting, timeout=0.2)
                _tell(job, cache, step)
                for each in futures:
                    if each.done():
                        each.result()  # the first failure ends it all
            reports = [each.result() for each in futures]
    except BrokenExecutor:
        return Report([*cache.noted(job.key).values()], None)
    for report in reports:
        for segment in report.segments:
            if segment.key in report.data:
                cache.put(segment.key, report.data[segment.key])
                cache.note(job.key, segment)
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
        # A copy of a process in which threads run may hang: copy one that only reads modules.
        context: Any
        if "forkserver" in mp.get_all_start_methods() and sys.platform != "darwin":
            context = mp.get_context("forkserver")
            # The first makes sure that the others are ours, whatever lies in this folder.
            modules = ["warpreel", "scenes.rendering.renderer", *filter(None, [preload])]
            context.set_forkserver_preload(modules)
            _start_deaf()
        else:
            context = mp.get_context("spawn")
        stop = context.Event()
        pool = ProcessPoolExecutor(jobs, context, initializer=_enlist, initargs=(stop,))
        try:
            yield pool
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)

    return Workers(open_pool, jobs)


def _start_deaf() -> None:
    """Start the process that is copied: it never hears Ctrl-C, not even while it reads modules."""
    resource_tracker.ensure_running()  # which would open the ears again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def unbroken() -> Iterator[None]:
    """Hold Ctrl-C back while workers start, as one that is half started would be lost."""
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


def _enlist(stop: Any) -> None:
    """Make ready to work: the terminal's Ctrl-C is for the parent, who tells the others."""
    global _stop
    _stop = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """End with the parent, even if it was killed: a pool's workers would wait for ever."""
    parent = mp.parent_process()
    assert parent is not None
    parent.join()
    _stop.set()
    sleep(GRACE)
    os._exit(1)


def stop_if_unwanted() -> None:
    """End this process, if it is a worker whose work is no longer wanted."""
    if _stop is not None and _stop.is_set():
        raise SystemExit(1)


def cluster_workers(address: str) -> Workers:
    """Gather the workers of a running Dask scheduler.

    Parameters
    ----------
    address : str
        Such as ``tcp://host:8786``. Its workers need this version of Warpreel.

    Raises
    ------
    UsageError
        If Dask is not installed, or nobody answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--cluster needs Dask: install it with `pip install warpreel[cluster]`"
        ) from error
    try:
        client = Client(address, timeout=5, set_as_default=False)
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"--cluster {address}: no Dask scheduler answers there") from error
    if workers == 0:
        client.close()
        raise UsageError(f"--cluster {address}: the scheduler has no workers; start some")

    @contextmanager
    def open_cluster() -> Iterator[Executor]:
        client.run(import_module, "warpreel")  # so that they find our packages, wherever they work
        executor = client.get_executor()
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)

    # More shares than workers, so that little is lost with one of them.
    return Workers(open_cluster, 2 * workers, far=True)


def cores() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
