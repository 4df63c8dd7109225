"""Who draws a film: this process, several of them, or a cluster; all by the same function."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from tempfile import TemporaryDirectory
from threading import Thread
from time import sleep
from typing import Any

import numpy as np

from engine.errors import UsageError, WarpreelError, reason
from scenes.rendering.encoding import Encoder
from scenes.rendering.job import (
    Film,
    Job,
    Report,
    Share,
    digest_of_facts,
    drawing_version,
)
from scenes.rendering.qualities import Codec
from scenes.rendering.store import Segment, Store

Watch = Callable[[float, float], None]
"""Called with seconds of film, done and planned."""

GRACE = 3.0
"""Seconds in which a worker whose parent is gone may tidy up."""

_stop: Any = None
"""In a worker: an event that is set when its work is no longer wanted."""


@dataclass(frozen=True)
class Crew:
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

    Every process of a crew runs this one function.
    """
    return _draw(job, share, scout, lambda *_: _stop_if_unwanted())


def _draw(job: Job, share: Share, scout: bool, watch: Watch) -> Report:
    takes = _Scout(job, share, watch) if scout else _Drawer(job, share, watch)
    with takes:
        renderer = _perform(job.film, job.codec, takes)
        return Report(takes.segments, renderer.segment, takes.data)


def _perform(film: Film, codec: Codec, takes: Any) -> Any:
    """Play a film's scene before those who take its frames."""
    from manim import config, logger, tempconfig

    from scenes.rendering.reel import load

    logger.setLevel("ERROR")
    with TemporaryDirectory(prefix="warpreel-") as workshop:
        settings: dict[str, Any] = {
            "pixel_width": codec.width,
            "pixel_height": codec.height,
            "frame_rate": codec.frame_rate,
            "media_dir": workshop,
            "progress_bar": "none",
            "verbosity": "ERROR",
            "preview": False,
            "dry_run": True,
            # Chance is the same in every process, and in every rendering.
            "seed": 0 if config.seed is None else config.seed,
        }
        if codec.transparent:
            settings["background_opacity"] = 0.0
        with tempconfig(settings):
            try:
                scene = film.cast()
                takes.scene = scene
                renderer = load(scene)
                renderer.begin(takes)
                scene.render()
                takes.end(renderer)
            except OSError as error:
                raise WarpreelError(
                    f"rendering stopped: {reason(error)}; make room or choose another folder "
                    "with -o"
                ) from error
    return renderer


class _Takes:
    """What drawing and scouting have in common."""

    draws = False
    scene: Any = None

    def __init__(self, job: Job, share: Share, watch: Watch) -> None:
        self.job, self.share, self.watch = job, share, watch
        self.segments: list[Segment] = []
        self.data: dict[str, bytes] = {}

    def __enter__(self) -> _Takes:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wants(self, number: int) -> bool:
        return self.share.has(number)

    def take(self, frame: Any, repeat: int) -> None:
        pass

    def step(self, seconds: float) -> None:
        self.watch(seconds, getattr(self.scene, "planned", 0.0))

    def _segment(self, number: int, frames: int, shown: bytes) -> Segment:
        key = digest_of_facts(shown.hex(), self.job.codec, drawing_version())
        return Segment(number, frames, key)

    def close(self, number: int, frames: int, shown: bytes) -> None:
        self.segments.append(self._segment(number, frames, shown))

    def end(self, renderer: Any) -> None:
        pass


class _Scout(_Takes):
    """Finds out what segments show."""


class _Drawer(_Takes):
    """Encodes and keeps segments."""

    draws = True

    def __init__(self, job: Job, share: Share, watch: Watch) -> None:
        super().__init__(job, share, watch)
        self.store = None if job.folder is None else Store(job.folder)
        self.encoder = Encoder(job.codec)
        self.pending: list[Future[None]] = []
        self.announced = False

    def __exit__(self, *_: object) -> None:
        self.encoder.close()

    def take(self, frame: np.ndarray, repeat: int) -> None:
        from scenes.rendering.reel import finished

        self.encoder.add(finished(frame, self.scene.renderer.camera), repeat)

    def close(self, number: int, frames: int, shown: bytes) -> None:
        segment = self._segment(number, frames, shown)

        def keep(data: bytes) -> None:
            if self.store is None:
                self.data[segment.key] = data
            else:
                self.store.put(segment.key, data)
                self.store.note(self.job.key, segment)

        self.segments.append(segment)
        self.pending.append(self.encoder.finish(keep))

    def step(self, seconds: float) -> None:
        super().step(seconds)
        planned = getattr(self.scene, "planned", 0.0)
        if self.store is not None and planned and not self.announced and self.share.part == 0:
            self.announced = True
            facts = self.store.recall(self.job.key)
            self.store.remember(self.job.key, {**facts, "planned": planned})

    def end(self, renderer: Any) -> None:
        for each in self.pending:
            each.result()


class _Still(_Takes):
    """Waits for the last frame."""

    picture: np.ndarray

    def wants(self, number: int) -> bool:
        return False

    def end(self, renderer: Any) -> None:
        self.picture = renderer.last_frame(self.scene)


def last_frame(film: Film, codec: Codec, watch: Watch) -> np.ndarray:
    """Step through a film to its end, and draw that."""
    takes = _Still(Job(film, codec, "", None), Share(), watch)
    _perform(film, codec, takes)
    return takes.picture


def by_one(job: Job, share: Share, *, scout: bool, watch: Watch) -> Report:
    """Draw in this process."""
    return _draw(job, share, scout, watch)


def by_many(
    crew: Crew, job: Job, store: Store, done: frozenset[int], *, scout: bool, watch: Watch
) -> Report:
    """Have a crew draw, each a share.

    Returns
    -------
    Report
        Without a total if a worker was killed; what had been finished by then is kept.
    """
    order = replace(job, folder=None) if crew.far else job
    shares = [Share(part, crew.shares, done) for part in range(crew.shares)]
    reports: list[Report] = []
    try:
        with crew.open() as executor:
            futures = [executor.submit(draw, order, share, scout=scout) for share in shares]
            waiting = set(futures)
            while waiting:
                _, waiting = wait(waiting, timeout=0.2)
                _tell(job, store, watch)
                for each in futures:
                    if each.done():
                        each.result()  # the first failure ends it all
            reports = [each.result() for each in futures]
    except BrokenExecutor:
        return Report([*store.noted(job.key).values()], None)
    for report in reports:
        for segment in report.segments:
            if segment.key in report.data:
                store.put(segment.key, report.data[segment.key])
                store.note(job.key, segment)
    return Report([s for report in reports for s in report.segments], reports[0].total)


def _tell(job: Job, store: Store, watch: Watch) -> None:
    frames = sum(segment.frames for segment in store.noted(job.key).values())
    planned = store.recall(job.key).get("planned", 0.0)
    watch(frames / job.codec.frame_rate, planned if isinstance(planned, float) else 0.0)


def local_crew(jobs: int, preload: str = "") -> Crew:
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
            context.set_forkserver_preload(["scenes.rendering.reel", *filter(None, [preload])])
        else:
            context = mp.get_context("spawn")
        stop = context.Event()
        pool = ProcessPoolExecutor(jobs, context, initializer=_enlist, initargs=(stop,))
        try:
            yield pool
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)

    return Crew(open_pool, jobs)


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


def _stop_if_unwanted() -> None:
    if _stop is not None and _stop.is_set():
        raise SystemExit(1)


def cluster_crew(address: str) -> Crew:
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
        executor = client.get_executor()
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)

    # More shares than workers, so that little is lost with one of them.
    return Crew(open_cluster, 2 * workers, far=True)


def cores() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
