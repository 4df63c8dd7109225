"""Rendering one scene to one file, which appears whole or not at all.

The scene's segments are drawn by one process or by several (`scenes.rendering.workers`), kept
(`scenes.rendering.segments`), and joined. A film whose segments are known is only joined; one that
is already in its place is left there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import msgspec
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine.errors import WarpreelError, make_folder
from engine.files import draft_stem, sweep_leftovers, whole_file
from scenes.cache.digests import digest_of
from scenes.cache.sealed import CacheError
from scenes.encoding.codec import Codec
from scenes.encoding.formats import codec_for, format_of
from scenes.encoding.join import join
from scenes.encoding.qualities import Quality
from scenes.encoding.reduction import Reduced
from scenes.rendering.expected_length import ExpectedLength, Watch
from scenes.rendering.frames import last_frame
from scenes.rendering.job import Film, Job, Share, drawing_version
from scenes.rendering.known_films import (
    content_digest,
    film_key,
    is_unchanged,
    known_timeline,
    variant_of,
)
from scenes.rendering.playback import Step
from scenes.rendering.segments import Segment, SegmentCache
from scenes.rendering.timeline import Timeline
from scenes.rendering.workers import NoWorkersError, Workers, draw_by_many, draw_by_one

ROUNDS = 3
"""Times that what got lost (a worker killed, a segment damaged) is drawn again before giving up."""


@dataclass(frozen=True)
class Outcome:
    """What rendering came to.

    Attributes
    ----------
    path : Path
    segments, drawn : int
        How many the film has, and how many of them had to be drawn.
    unchanged : bool
        Whether the very film was already there.
    timeline : Timeline, optional
        Its sections and sentences, unless only a picture was drawn.
    reduced : Reduced, optional
        What was chosen to keep within a size.
    lost_workers : bool
        Whether workers elsewhere were lost on the way, and this machine drew the rest.
    """

    path: Path
    segments: int = 0
    drawn: int = 0
    unchanged: bool = False
    timeline: Timeline | None = None
    reduced: Reduced | None = None
    lost_workers: bool = False


def unchanged(identity: str, path: Path, codec: Codec) -> Outcome:
    """Describe a film that `is_unchanged`."""
    return Outcome(path, unchanged=True, timeline=known_timeline(identity, codec))


def render(
    film: Film | type,
    path: Path,
    quality: Quality,
    *,
    codec: Codec | None = None,
    workers: Workers | None = None,
    watch: Watch | None = None,
    limit: int | None = None,
    dry_pass: bool = False,
) -> Outcome:
    """Render a scene.

    Parameters
    ----------
    film : Film or type
        A scene's class alone is drawn in this process, and nothing of it is kept.
    path : Path
        Where the film is to stand; its suffix, a name in `FORMATS`, chooses the format. Without one
        it is a folder, for a sequence of pictures.
    quality : Quality
    codec : Codec, optional
        By default the quality's own.
    workers : callable, optional
        Who draws; by default this process alone.
    watch : callable, optional
        Called with seconds of film, done and expected, as it goes on.
    limit : int, optional
        Most bytes, of a gif.
    dry_pass : bool
        Whether a film of unknown length is played once more, beside the drawing, to find it out.

    Returns
    -------
    Outcome
        `path` holds the whole film; a failed or interrupted render leaves what stood there.

    Raises
    ------
    WarpreelError
        If the folder can't be written or holds something else, the disk refuses, or the film does
        not fit within the limit.
    """
    film = film if isinstance(film, Film) else Film(film)
    format = format_of(path)
    codec = codec or codec_for(format, quality)
    make_folder(path.parent)
    format.check_place(path)
    sweep_leftovers(path.parent, draft_stem(path))
    sweep_leftovers(Path(gettempdir()), "warpreel")
    watch = watch or (lambda *_: None)
    if film.identity is not None and is_unchanged(film.identity, path, codec, limit):
        return unchanged(film.identity, path, codec)
    with ExpectedLength(film, codec, SegmentCache(), dry_pass=dry_pass) as length:
        step = length.told_to(watch)
        if format.is_still:
            return keep_picture(Image.fromarray(last_frame(film, codec, step)), path)
        if film.identity is not None:
            key = film_key(film.identity, codec)
            with suppress(CacheError):  # then the film is made without it
                outcome = _Production(film, codec, key, SegmentCache(), workers, step).make(
                    path, limit
                )
                if outcome.timeline is not None:
                    length.remember(outcome.timeline.seconds)
                return outcome
        prefix = f".{draft_stem(path)}-{os.getpid()}-"
        with TemporaryDirectory(prefix=prefix, dir=path.parent) as folder:
            film, cache = replace(film, subject=None), SegmentCache(Path(folder))
            production = _Production(film, codec, digest_of(path), cache, workers, step)
            return production.make(path, limit)


class _Production:
    """The making of one film."""

    def __init__(
        self,
        film: Film,
        codec: Codec,
        key: str,
        cache: SegmentCache,
        workers: Workers | None,
        step: Step,
    ) -> None:
        self.job = Job(film, codec, key, cache.folder)
        self.cache, self.workers, self.step = cache, workers, step
        self.known = cache.noted(key)
        facts = cache.recall(key)
        self.total = facts.get("segments")
        self.timeline = msgspec.convert(facts.get("timeline"), Timeline | None)
        self.drawn: set[int] = set()
        self.lost_workers = False

    def make(self, path: Path, limit: int | None = None) -> Outcome:
        """Draw what is missing, and join."""
        if not self.known and self._has_relatives():
            for segment in self._work(frozenset(), scout=True):
                self.cache.note(self.job.key, segment)
        for _ in range(ROUNDS):
            kept = frozenset(n for n, each in self.known.items() if self.cache.has(each.key))
            if not isinstance(self.total, int) or len(kept) < self.total:
                self.drawn |= {segment.number for segment in self._work(kept)}
            if isinstance(self.total, int) and (done := self._join(self.total, path, limit)):
                return done
        raise WarpreelError(
            f"{ROUNDS} times, workers were killed or finished segments got lost from "
            f"{self.cache.folder}; is memory short, or does another program clear that folder? "
            "Try --jobs 1, or choose another folder by WARPREEL_CACHE"
        )

    def _work(self, done: frozenset[int], *, scout: bool = False) -> list[Segment]:
        """Draw all segments that are not done, or only digest what they show."""
        if self.workers is None:
            report = draw_by_one(self.job, Share(done=done), scout=scout, step=self.step)
        else:
            try:
                report = draw_by_many(
                    self.workers, self.job, self.cache, done, scout=scout, step=self.step
                )
            except NoWorkersError:
                self.workers = None
                return self._work(done, scout=scout)
            if report.total is None and self.workers.far:
                self.workers, self.lost_workers = None, True  # this machine goes on
        self.known |= {segment.number: segment for segment in report.segments}
        self.total, self.timeline = report.total, report.timeline
        return report.segments

    def _has_relatives(self) -> bool:
        subject = self.job.film.subject
        if subject is None:
            return False
        kin = digest_of("subject", subject, self.job.codec, drawing_version())
        found = bool(self.cache.recall(kin))
        self.cache.remember(kin, {"film": self.job.key})
        return found

    def _join(self, total: int, path: Path, limit: int | None) -> Outcome | None:
        """Write the film, unless a segment is missing."""
        if total == 0:
            raise WarpreelError(
                f"{self.job.film.scene.__name__} plays nothing, so there is no film of it; "
                "--format png gives its last frame"
            )
        if not all(number in self.known for number in range(total)):
            return None
        segments = [self.known[number] for number in range(total)]

        def files() -> Iterable[bytes]:
            for segment in segments:
                data = self.cache.get(segment.key)
                if data is None:
                    raise LookupError
                yield data

        try:
            format = format_of(path)
            with format.open(path) as draft:
                reduced = join(files(), self.job.codec, draft, format, limit)
                digest = content_digest(draft)
        except LookupError:
            return None
        facts = self.cache.recall(self.job.key)
        facts |= {"segments": total, variant_of(path, limit): digest}
        facts |= {"timeline": msgspec.to_builtins(self.timeline)}
        with suppress(CacheError):  # the film is there
            self.cache.remember(self.job.key, facts)
            self.cache.prune(segment.key for segment in segments)
        return Outcome(
            path, total, len(self.drawn), timeline=self.timeline, reduced=reduced,
            lost_workers=self.lost_workers,
        )  # fmt: skip


def keep_picture(picture: Image.Image, path: Path, facts: PngInfo | None = None) -> Outcome:
    """Write a picture as PNG, whole or not at all; some facts about it may go along.

    Raises
    ------
    WarpreelError
        If the disk refuses.
    """
    with whole_file(path, what="the picture") as draft:
        picture.save(draft, format="PNG", pnginfo=facts)
    return Outcome(path)
