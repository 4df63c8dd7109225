"""Rendering what a lecture shows: several films at once, each whole or not at all.

A film is drawn by one process, so that no process plays a film for another's sake; several films
are drawn at once. What is finished is in its place and known, whenever the rest is broken off.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from engine.errors import WarpreelError
from engine.progress import Advance
from scenes.encoding.codec import Codec
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import QUALITIES, Quality
from scenes.figures.build import build_figures, due_requests
from scenes.figures.requests import FigureRequest
from scenes.films.render import render_scene
from scenes.languages.lookup import language_of
from scenes.lecture.lecture_spec import FilmSlideSpec, LectureSpec
from scenes.lecture.posters import keep_sheet
from scenes.rendering.expected_length import last_length
from scenes.rendering.known_films import file_digest, is_unchanged, known_timeline, seconds_drawn
from scenes.rendering.segments import SegmentCache
from scenes.rendering.timeline import Timeline
from scenes.rendering.workers import (
    NoWorkersError,
    interrupts_deferred,
    local_workers,
    stop_if_unwanted,
)
from scenes.theme.lookup import theme_of

TURN = 0.2
"""Seconds between two looks at how far the work is."""
FIGURES = "figures"
SMALL_CRF = 26
"""Constant rate factor of films below 1080p: half the size of those that are rendered alone."""


def lecture_codec(quality: Quality, crf: int | None = None) -> Codec:
    """Return how a lecture's films are encoded: small below 1080p, or as is asked for."""
    if crf is None and quality.preset == "preview":
        crf = SMALL_CRF
    return codec_for(FORMATS["mp4"], quality, "film", crf)


@dataclass(frozen=True)
class Progress:
    """How far the rendering is.

    Attributes
    ----------
    done, total : int
        Films that had to be rendered; all figures together count as one more.
    under_way : dict of str to (float, float)
        Seconds of film, drawn and planned, of what is being made now.
    """

    done: int
    total: int
    under_way: dict[str, tuple[float, float]]


Watch = Callable[[Progress], None]


class Rendering:
    """Films and figures of a lecture, in a folder.

    Parameters
    ----------
    script : LectureSpec
    folder : Path

    Attributes
    ----------
    due_films : dict of str to FilmSlideSpec
        Those that are not there as they are to be, by the names of their files.
    due_figures : list of FigureRequest
    """

    def __init__(self, script: LectureSpec, folder: Path) -> None:
        self.script, self.folder = script, folder
        self.quality = QUALITIES[script.quality].shaped(script.aspect)
        self.codec = lecture_codec(self.quality, script.crf)
        self._identities = {
            stem: film.entry.identity_of(film.spec) for stem, film in script.films.items()
        }
        self.due_films = {
            stem: film
            for stem, film in script.films.items()
            if not is_unchanged(self._identities[stem], self.path_of(stem), self.codec)
        }
        requests = list(script.figure_requests.values())
        self.due_figures = due_requests(requests, self.figures_folder)
        self._lengths = {
            stem: last_length(film.entry.subject_of(film.spec), film.entry.home, SegmentCache())
            for stem, film in self.due_films.items()
        }
        self._courses = {
            stem: course
            for stem, identity in self._identities.items()
            if (course := known_timeline(identity, self.codec)) is not None
        }

    @property
    def figures_folder(self) -> Path:
        """The folder of the figures."""
        return self.folder / "figures"

    def path_of(self, stem: str) -> Path:
        """Return where a film is."""
        return self.folder / "films" / f"{stem}.mp4"

    def known_timeline(self, stem: str) -> Timeline | None:
        """Return the course of a film, which is known once it was rendered."""
        return self._courses.get(stem)

    def run(self, jobs: int, watch: Watch, check: Callable[[str], None]) -> None:
        """Render what is due.

        Parameters
        ----------
        jobs : int
            Processes that work at once.
        watch : callable
            Called with how far it is, often.
        check : callable
            Called with the name of a film as soon as its course is known; may refuse it.

        Raises
        ------
        WarpreelError
            If something cannot be rendered; what is finished by then is kept.
        """
        if not self.due_films and not self.due_figures:
            return
        total = len(self.due_films) + bool(self.due_figures)
        try:
            with local_workers(jobs, "scenes.storytelling.story").open() as workers:
                with interrupts_deferred():
                    waiting = self._submitted(workers)
                while waiting:
                    done, _ = wait(waiting, TURN, return_when="FIRST_COMPLETED")
                    for each in done:
                        stem, course = waiting.pop(each), each.result()
                        if course is not None:
                            self._courses[stem] = course
                            check(stem)
                    under_way = [stem for each, stem in waiting.items() if each.running()][:jobs]
                    watch(Progress(total - len(waiting), total, self._seconds(under_way)))
        except NoWorkersError as error:
            raise WarpreelError(
                f"{error}; make room in /dev/shm, or allow more open files (ulimit -n)"
            ) from error
        except BrokenExecutor as error:
            raise WarpreelError(
                "a process that drew was killed; is memory short? Run the same again to go on "
                "from here, perhaps with --jobs 1"
            ) from error

    def _submitted(self, workers: Executor) -> dict[Future[Timeline | None], str]:
        """Submit what is due, figures last: by then, results shared with films are computed."""
        waiting: dict[Future[Timeline | None], str] = {
            workers.submit(draw_film, film, self.path_of(stem), self.quality, self.codec): stem
            for stem, film in self.due_films.items()
        }
        if self.due_figures:
            figures = self.due_figures, self.figures_folder
            waiting[workers.submit(draw_figures, *figures)] = FIGURES
        return waiting

    def _seconds(self, stems: list[str]) -> dict[str, tuple[float, float]]:
        """Return how much of films under way is drawn; of figures it is not known."""
        return {
            stem: (seconds_drawn(self._identities[stem], self.codec), self._lengths[stem])
            if stem in self._identities
            else (0.0, 0.0)
            for stem in stems
        }


def draw_film(film: FilmSlideSpec, path: Path, quality: Quality, codec: Codec) -> Timeline | None:
    """Render a film with its contact sheet, in a process of its own, and give its course."""
    entry, spec = film.entry, film.spec
    try:
        rendered = render_scene(
            entry,
            spec,
            path,
            quality,
            codec=codec,
            work=_work,
            watch=lambda *_: stop_if_unwanted(),
        )
        course = rendered.outcome.timeline
        if course is not None:
            keep_sheet(
                path, file_digest(path), course, theme_of(spec.theme), language_of(spec.lang)
            )
        return course
    except WarpreelError as error:
        # As one that any process can read: some errors carry results along.
        complaint = WarpreelError(f"{film.place}: {error}")
        complaint.exit_code = error.exit_code
        raise complaint from None


def draw_figures(requests: list[FigureRequest], folder: Path) -> None:
    """Draw the figures of a lecture, in a process of its own."""
    build_figures(requests, folder, work=_work)


def _work(what: str, steps: int) -> Advance:
    return lambda done, status: stop_if_unwanted()
