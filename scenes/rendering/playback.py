"""Playing a film's scene from beginning to end, and what becomes of the frames that are wanted."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from math import isclose
from tempfile import TemporaryDirectory, gettempdir
from typing import Any
from xml.etree.ElementTree import ParseError

import numpy as np

from engine.errors import WarpreelError, reason
from scenes.cache.digests import digest_of
from scenes.encoding.codec import Codec
from scenes.encoding.encoder import Encoder
from scenes.rendering.job import Film, Job, Report, Share, drawing_version
from scenes.rendering.segments import Segment, SegmentCache
from scenes.rendering.timeline import timeline_of

WIDE = 9 / 16
"""Height to width of a frame as Manim knows it, give or take a pixel."""

Step = Callable[[float], None]
"""Called with the seconds of film that are done."""


def draw_share(job: Job, share: Share, step: Step, *, scout: bool = False) -> Report:
    """Step through a film and draw a share of its segments; or only find out what they show."""
    consumer = _Scout(job, share, step) if scout else _Drawer(job, share, step)
    with consumer:
        renderer = perform(job.film, job.codec, consumer)
        timeline = timeline_of(consumer.scene, renderer)
        return Report(consumer.segments, renderer.segment, consumer.data, timeline)


def perform(film: Film, codec: Codec, consumer: Consumer, *, segments_of: int | None = None) -> Any:
    """Play a film's scene before those who take its frames.

    Parameters
    ----------
    film : Film
    codec : Codec
    consumer : Consumer
    segments_of : int, optional
        Most frames in a segment; by default those of some seconds.

    Returns
    -------
    SegmentRenderer
        As it is after the last frame.
    """
    from manim import config, logger, tempconfig

    from scenes.rendering.renderer import load

    logger.setLevel("ERROR")
    with TemporaryDirectory(prefix=f"warpreel-{os.getpid()}-") as workshop:
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
        if not isclose(shape := codec.height / codec.width, WIDE, abs_tol=0.005):
            settings["frame_height"] = config.frame_width * shape
        if codec.transparent:
            settings["background_opacity"] = 0.0
        with tempconfig(settings):
            try:
                scene = film.cast()
                consumer.scene = scene
                renderer = load(scene)
                renderer.begin(consumer, segments_of)
                scene.render()
                consumer.end(renderer)
            except OSError as error:
                raise WarpreelError(
                    f"rendering stopped: {reason(error)}; make room or choose another folder "
                    "with -o"
                ) from error
            except ParseError as error:  # whoever drew the text did not say that it was cut off
                raise WarpreelError(
                    f"rendering stopped: a drawing of text in {gettempdir()} is cut off; make room "
                    "there, or set TMPDIR to another folder"
                ) from error
    return renderer


class Consumer:
    """Base class of frame consumers; it draws nothing."""

    draws = False
    scene: Any = None

    def __init__(self, job: Job, share: Share, step: Step) -> None:
        self.job, self.share, self._step = job, share, step
        self.segments: list[Segment] = []
        self.data: dict[str, bytes] = {}

    def __enter__(self) -> Consumer:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wants(self, number: int) -> bool:
        """Return whether a segment is wanted."""
        return self.share.has(number)

    def take(self, frame: Any, repeat: int) -> None:
        """Receive a frame of a segment that is wanted."""

    def step(self, seconds: float) -> None:
        """Report the film's time in seconds, after every step."""
        self._step(seconds)

    def _segment(self, number: int, frames: int, shown: bytes) -> Segment:
        key = digest_of(shown.hex(), self.job.codec, drawing_version())
        return Segment(number, frames, key)

    def close(self, number: int, frames: int, shown: bytes) -> None:
        """Record a complete segment."""
        self.segments.append(self._segment(number, frames, shown))

    def end(self, renderer: Any) -> None:
        """Do what is left to do when the film is complete."""


class _Scout(Consumer):
    """Finds out what segments show."""


class _Drawer(Consumer):
    """Encodes and keeps segments."""

    draws = True

    def __init__(self, job: Job, share: Share, step: Step) -> None:
        super().__init__(job, share, step)
        self.cache = None if job.folder is None else SegmentCache(job.folder)
        self.encoder = Encoder(job.codec)
        self.pending: list[Future[None]] = []

    def __exit__(self, *_: object) -> None:
        self.encoder.close()

    def take(self, frame: np.ndarray, repeat: int) -> None:
        from scenes.rendering.renderer import finished

        self.encoder.add(finished(frame, self.scene.renderer.camera), repeat)

    def close(self, number: int, frames: int, shown: bytes) -> None:
        segment = self._segment(number, frames, shown)

        def keep(data: bytes) -> None:
            if self.cache is None:
                self.data[segment.key] = data
            else:
                # In this order, so that a segment that is kept is known, whenever this is killed.
                self.cache.note(self.job.key, segment)
                self.cache.put(segment.key, data)

        self.segments.append(segment)
        self.pending.append(self.encoder.finish(keep))

    def end(self, renderer: Any) -> None:
        for each in self.pending:
            each.result()
