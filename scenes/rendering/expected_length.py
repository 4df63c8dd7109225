"""How long a film is going to be: as long as it was last time, or as a dry pass beside it finds.

A dry pass plays the scene without drawing anything, in a process of its own, which takes a few
seconds of a core; with a lower priority it would end after the film where all cores are busy.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from scenes.cache.digests import digest_of
from scenes.cache.sealed import CacheError
from scenes.encoding.codec import Codec
from scenes.rendering.job import Film, Job, Share
from scenes.rendering.playback import Consumer, Step, perform
from scenes.rendering.segments import SegmentCache

Watch = Callable[[float, float], None]
"""Called with seconds of film, done and expected; 0 is expected where it is not known yet."""
WAIT = 2.0
"""Seconds before a dry pass begins: what is drawn by then needs none."""
MEASURE = "import warpreel; from scenes.rendering.expected_length import measure; measure()"


class ExpectedLength:
    """The length of a film that is being rendered, as far as it is known; a context manager.

    Parameters
    ----------
    film : Film
    codec : Codec
    cache : SegmentCache
        Where lengths of earlier renders are kept.
    dry_pass : bool
        Whether to find it out by a dry pass if no such film was rendered before.

    Attributes
    ----------
    seconds : float
        0 as long as it is not known.
    """

    def __init__(
        self, film: Film, codec: Codec, cache: SegmentCache, *, dry_pass: bool = True
    ) -> None:
        self.film, self.codec, self.cache = film, codec, cache
        self.dry_pass = dry_pass and film.identity is not None
        self.seconds = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None
        self._over = Event()

    def __enter__(self) -> ExpectedLength:
        self.seconds = last_length(*self._about(), self.cache)
        if not self.seconds and self.dry_pass:
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._process is not None:
            self._process.kill()
        if self._thread is not None:
            self._thread.join()

    def told_to(self, watch: Watch) -> Step:
        """Return a callback that adds this length to the seconds that are done."""
        return lambda done: watch(done, self.seconds)

    def remember(self, seconds: float) -> None:
        """Record the film's actual length."""
        if self.film.identity is not None:
            with suppress(CacheError):
                for key in _keys(*self._about()):
                    self.cache.remember_length(key, seconds)

    def _about(self) -> tuple[str | None, str]:
        scene = self.film.scene
        return self.film.subject, f"{scene.__module__}:{scene.__qualname__}"

    def _start(self) -> None:
        with suppress(pickle.PicklingError, AttributeError, TypeError):
            task = pickle.dumps((sys.path, self.film, self.codec))
            self._thread = Thread(target=self._ask, args=(task,), daemon=True)
            self._thread.start()

    def _ask(self, task: bytes) -> None:
        """Have a process measure the film, unless it is drawn before."""
        if self._over.wait(WAIT):
            return
        with suppress(OSError, ValueError):
            self._process = subprocess.Popen(
                [sys.executable, "-c", MEASURE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            if self._over.is_set():  # meanwhile; then nobody else ends it
                self._process.kill()
            self.seconds = float(self._process.communicate(task)[0])


def _keys(subject: str | None, home: str) -> list[str]:
    """Return under what lengths are kept: of films about the same, and of the same scene."""
    return [digest_of("length", subject), digest_of("length", home)]


def last_length(subject: str | None, home: str, cache: SegmentCache) -> float:
    """Return how long the last such film was, in seconds; 0 if there was none.

    Parameters
    ----------
    subject : str or None
        Digest of what the film is about; one about the same counts before any other.
    home : str
        Its scene, ``module:class``.
    cache : SegmentCache
    """
    return next(filter(None, map(cache.recall_length, _keys(subject, home))), 0.0)


class _Nothing(Consumer):
    """Wants no frame."""

    def wants(self, number: int) -> bool:
        return False


def measured_length(film: Film, codec: Codec) -> float:
    """Play a film without drawing it, and return how many seconds it lasts."""
    job = Job(film, codec, "", None)
    return float(perform(film, codec, _Nothing(job, Share(), lambda _: None)).time)


def measure() -> None:
    """Read a film from standard input, and print how long it lasts; run by a dry pass."""
    sys.path[:], film, codec = pickle.loads(sys.stdin.buffer.read())
    print(measured_length(film, codec))
