"""Building a lecture: what is missing is rendered, then slides, papers and pages are written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from engine.errors import make_folder
from engine.files import check_file, sweep_leftovers
from scenes.encoding.qualities import ASPECTS
from scenes.figures.requests import FigureRequest
from scenes.lecture.deck import Deck, ExploreSlide, FigureSlide, FilmSlide, Slide, TitleSlide
from scenes.lecture.documents import write_documents
from scenes.lecture.film_parts import parts_of
from scenes.lecture.lecture_spec import (
    ExploreSlideSpec,
    FigureSlideSpec,
    FilmSlideSpec,
    LectureSpec,
    SlideSpec,
)
from scenes.lecture.living.pages import keep_pages, page_path
from scenes.lecture.posters import keep_poster, keep_sheet
from scenes.lecture.rendering import Rendering, Watch
from scenes.rendering.known_films import file_digest
from scenes.theme.lookup import theme_of
from scenes.web.captions import keep_captions


@dataclass(frozen=True)
class Built:
    """What building came to.

    Attributes
    ----------
    files : dict of Path to bool
        The films, figures, pages and documents of the lecture, and whether each is new.
    """

    files: dict[Path, bool]

    @property
    def is_new(self) -> bool:
        """Whether any file had to be made."""
        return any(self.files.values())


def build(script: LectureSpec, folder: Path, jobs: int, watch: Watch) -> Built:
    """Render what is missing or stale of a lecture, and write it.

    Parameters
    ----------
    script : LectureSpec
    folder : Path
        Where all its files are to be.
    jobs : int
        Processes that render at once.
    watch : callable
        Called with how far the rendering is.

    Raises
    ------
    WarpreelError
        If the folder cannot be written, or something cannot be rendered; what is finished by then
        is kept.
    UsageError
        If a slide names a section that its film does not have.
    """
    rendering = Rendering(script, folder)
    planned = [rendering.path_of(stem) for stem in script.films]
    planned += _pictures(rendering, list(script.figure_requests.values()))
    for path in planned:
        check_file(path)
    make_folder(folder)
    sweep_leftovers(Path(gettempdir()), "warpreel")
    films = script.films
    places = [slide for slide in script.slides if isinstance(slide, FilmSlideSpec)]

    def check(stem: str) -> None:
        course = rendering.known_timeline(stem)
        for slide in places:
            if slide.stem == stem and course is not None:
                parts_of(slide, course, script.language)

    for stem in films:
        check(stem)
    due = {rendering.path_of(stem) for stem in rendering.due_films}
    due |= set(_pictures(rendering, rendering.due_figures))
    rendering.run(jobs, watch, check)
    pages = keep_pages(script, folder)
    deck = _deck(script, rendering)
    made = {path: path in due for path in planned}
    return Built(made | pages | write_documents(deck, folder))


def _pictures(rendering: Rendering, requests: list[FigureRequest]) -> list[Path]:
    return [rendering.figures_folder / file for request in requests for file in request.files]


def _deck(script: LectureSpec, rendering: Rendering) -> Deck:
    return Deck(
        title=script.title,
        author=script.author,
        language=script.language.key,
        theme=script.theme,
        aspect=ASPECTS[script.aspect],
        slides=tuple(_slide(slide, script, rendering) for slide in script.slides),
    )


def _slide(
    slide: SlideSpec,
    script: LectureSpec,
    rendering: Rendering,
) -> Slide:
    match slide:
        case FigureSlideSpec():
            pictures = tuple(_pictures(rendering, [slide.request]))
            return FigureSlide(slide.title, pictures, slide.caption, slide.notes)
        case ExploreSlideSpec():
            pictures = tuple(_pictures(rendering, [slide.request]))
            page = page_path(rendering.folder, slide.request)
            return ExploreSlide(slide.title, pictures, slide.caption, slide.notes, page)
        case FilmSlideSpec():
            return _film_slide(slide, script, rendering)
        case _:
            return TitleSlide(slide.title, slide.text, slide.notes)


def _film_slide(film: FilmSlideSpec, script: LectureSpec, rendering: Rendering) -> FilmSlide:
    path, course = rendering.path_of(film.stem), rendering.known_timeline(film.stem)
    assert course is not None
    language, digest = script.language, file_digest(path)
    parts = parts_of(film, course, language)
    captions = keep_captions(course, language, path)
    return FilmSlide(
        title=film.title,
        film=path,
        poster=keep_poster(path, digest, course),
        captions=next(each for each in captions if each.suffix == ".vtt"),
        sheet=keep_sheet(path, digest, course, theme_of(script.theme), language),
        summary=language.head(film.entry.summary),
        parts=parts,
        notes=film.notes,
    )
