"""The specification of a lecture: its slides in order, before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import count
from pathlib import Path
from typing import Any

from engine.errors import UsageError
from scenes.figures.catalogue import FIGURES, resolve_name
from scenes.figures.requests import FigureRequest
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import Language
from scenes.lecture.living.subjects import still_of
from scenes.storytelling.film_entry import FilmEntry
from scenes.storytelling.film_spec import FilmSpec

KINDS = {
    "title": {"title", "text", "notes"},
    "figure": {"figure", "title", "notes", "spec", "caption"},
    "explore": {"explore", "title", "notes", "spec", "caption"},
    "scene": {"scene", "title", "notes", "spec", "pauses", "loops", "section-notes"},
}
"""The fields of each kind of slide."""
SUBJECTS = ("scene", "figure", "explore")
"""Fields that name what a slide shows; at most one of them does."""
NAMES = {"scene": "film", "figure": "figure", "explore": "page"}
"""What each subject is called where its options are."""


@dataclass(frozen=True)
class TitleSlideSpec:
    """A slide of text alone.

    Attributes
    ----------
    title, text : str
    notes : str
        Speaker notes.
    """

    title: str
    text: str
    notes: str


@dataclass(frozen=True)
class FigureSlideSpec:
    """A slide with a figure.

    Attributes
    ----------
    title, notes, caption : str
    request : FigureRequest
        Its `stem` is the name of its files.
    """

    title: str
    notes: str
    caption: str
    request: FigureRequest


@dataclass(frozen=True)
class ExploreSlideSpec:
    """A slide with a page that is explored.

    Attributes
    ----------
    title, notes, caption : str
    request : FigureRequest
        The still picture of the same computation, for paper; its `spec` says what is computed, and
        its `stem` is the name of the page too.
    """

    title: str
    notes: str
    caption: str
    request: FigureRequest


@dataclass(frozen=True)
class FilmSlideSpec:
    """A slide with a film.

    Attributes
    ----------
    place : str
        Where the slide is, as error messages name it: ``lecture.toml: slide 4 (softmax)``.
    title, notes : str
    scene : str
        Name in the catalogue.
    spec : FilmSpec
    stem : str
        Name of its files; the same for films of the same scene and spec.
    pauses : tuple of str, optional
        Sections at whose end the film pauses; all if None.
    loops : tuple of str
        Sections that are played in a loop.
    section_notes : dict of str to str
        Speaker notes by section.
    """

    place: str
    title: str
    notes: str
    scene: str
    spec: FilmSpec
    stem: str
    pauses: tuple[str, ...] | None = None
    loops: tuple[str, ...] = ()
    section_notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def entry(self) -> FilmEntry:
        """The catalogue's entry of the scene."""
        return CATALOGUE[self.scene]


SlideSpec = TitleSlideSpec | FigureSlideSpec | ExploreSlideSpec | FilmSlideSpec


@dataclass(frozen=True)
class LectureSpec:
    """A lecture as its file describes it.

    Attributes
    ----------
    title, author : str
    language : Language
    theme : str
        Name or file of a theme.
    quality, aspect : str
        Names in `scenes.encoding.formats`.
    slides : tuple of SlideSpec
    crf : int, optional
        Constant rate factor of the films, if it is not to be the usual one.
    """

    title: str
    author: str
    language: Language
    theme: str
    quality: str
    aspect: str
    slides: tuple[SlideSpec, ...]
    crf: int | None = None

    @property
    def films(self) -> dict[str, FilmSlideSpec]:
        """The distinct films, by `stem`."""
        return {slide.stem: slide for slide in self.slides if isinstance(slide, FilmSlideSpec)}

    @property
    def figure_requests(self) -> dict[str, FigureRequest]:
        """The distinct figures, stills of pages that are explored among them, by `stem`."""
        drawn = FigureSlideSpec | ExploreSlideSpec
        figures = (slide.request for slide in self.slides if isinstance(slide, drawn))
        return {request.stem: request for request in figures}

    @property
    def explored(self) -> dict[str, ExploreSlideSpec]:
        """The distinct pages that are explored, by the `stem` of their stills."""
        pages = (slide for slide in self.slides if isinstance(slide, ExploreSlideSpec))
        return {slide.request.stem: slide for slide in pages}


def with_unique_stems(slides: Iterable[SlideSpec]) -> Iterator[SlideSpec]:
    """Yield the slides with a distinct stem for each distinct film and figure."""
    films: dict[str, Any] = {}
    figures: dict[str, Any] = {}
    for slide in slides:
        match slide:
            case FilmSlideSpec():
                yield replace(
                    slide, stem=_unique_stem(films, slide.stem, (slide.scene, slide.spec))
                )
            case FigureSlideSpec(request=request) | ExploreSlideSpec(request=request):
                stem = _unique_stem(
                    figures, request.stem, (request.name, request.spec, request.caption)
                )
                yield replace(slide, request=replace(request, stem=stem))
            case _:
                yield slide


def _unique_stem(used: dict[str, Any], stem: str, content: Any) -> str:
    """Return the first stem that is unused, or already used for the same content."""
    tries = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in tries if used.setdefault(name, content) == content)


def misplaced_options(table: dict[str, Any], lecture: Path) -> dict[str, UsageError]:
    """Find options of a slide's film or figure that stand beside its `spec`.

    Parameters
    ----------
    table : dict
        A slide.
    lecture : Path
        The file of the lecture, beside which files are sought.

    Returns
    -------
    dict
        Each with the error that says where to write it.
    """
    known = set().union(*KINDS.values())
    options = {subject: _options(subject, table.get(subject), lecture) for subject in SUBJECTS}
    return {
        key: UsageError(f"{key} is an option of the {NAMES[subject]}: write spec = {{ {key} = … }}")
        for key in table
        if key not in known
        for subject in SUBJECTS
        if key.replace("-", "_") in options[subject]
    }


def _options(subject: str, name: Any, lecture: Path) -> set[str]:
    """Return the options of a slide's subject; there are none if it is not known."""
    if not isinstance(name, str):
        return set()
    try:
        if subject == "scene":
            spec: Any = CATALOGUE[CATALOGUE.key(name)].spec
        elif subject == "figure":
            spec = FIGURES[resolve_name(name)].spec
        else:
            spec = FIGURES[still_of(name, lecture)[0]].spec
    except UsageError:
        return set()
    return {option.name for option in fields(spec)}


def kind_of(table: dict[str, Any]) -> str:
    """Return what a slide shows, as `KINDS` has it.

    Raises
    ------
    UsageError
        If it shows nothing, or two things.
    """
    kinds = [field for field in SUBJECTS if table.get(field) is not None]
    if len(kinds) > 1:
        raise UsageError(f"it has both {_named(kinds[0])} and {_named(kinds[1])}; make two slides")
    kind = kinds[0] if kinds else "title"
    if kind == "title" and not table.get("title"):
        raise UsageError("give it a scene, a figure, a page to explore or a title")
    return kind


def without_effect(table: dict[str, Any], kind: str) -> list[UsageError]:
    """Return an error for each field of a slide that is known, but not to one of this kind."""
    slide = "of words alone" if kind == "title" else f"with {_named(kind)}"
    known = set().union(*KINDS.values())
    return [
        UsageError(f"{field} has no effect on a slide {slide}; leave it out")
        for field in table
        if field in known and field not in KINDS[kind]
    ]


def _named(kind: str) -> str:
    return "a page to explore" if kind == "explore" else f"a {kind}"
