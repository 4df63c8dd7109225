"""Reading the file of a lecture strictly: errors name the place of every invalid value."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from engine.errors import UsageError, WarpreelError, raise_all
from engine.options import spec_of
from scenes.encoding.qualities import ASPECTS, QUALITIES
from scenes.figures.catalogue import resolve_name
from scenes.figures.figure_list import beside
from scenes.figures.requests import FigureRequest, OutputOptions, refusing, requests_for, spec_from
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import Language
from scenes.languages.lookup import language_key, language_of
from scenes.lecture.film_parts import unknown_sections
from scenes.lecture.lecture_spec import (
    SUBJECTS,
    ExploreSlideSpec,
    FigureSlideSpec,
    FilmSlideSpec,
    LectureSpec,
    SlideSpec,
    TitleSlideSpec,
    kind_of,
    misplaced_options,
    with_unique_stems,
    without_effect,
)
from scenes.lecture.living.subjects import still_of
from scenes.lecture.showable import refuse_unshowable
from scenes.lecture.strict_toml import (
    check_files,
    convert_fields,
    locate_errors,
    locate_spec_errors,
    parse_toml,
)
from scenes.storytelling.section_names import section_names
from scenes.theme.lookup import theme_key, theme_of
from scenes.theme.theme import Theme

SHARED_OPTIONS = {"lang": "language", "theme": "theme", "aspect": "aspect"}
"""Options of films that all slides share, with the top-level fields of the file that set them."""
FORMATS = ("svg", "png")
"""Formats of figures: SVG for web pages, PNG for everything else."""


class _Slide(msgspec.Struct, rename="kebab"):
    title: str = ""
    text: str = ""
    notes: str = ""
    scene: str | None = None
    figure: str | None = None
    explore: str | None = None
    caption: str | None = None
    spec: dict[str, Any] = {}
    pauses: list[str] | str | None = None
    loops: list[str] = []
    section_notes: dict[str, str] = {}


class _Lecture(msgspec.Struct):
    title: str
    slide: list[Any]
    author: str = ""
    language: str = "en"
    theme: str = "dark"
    quality: str = "m"
    aspect: str = "16:9"


@dataclass(frozen=True)
class Overrides:
    """Values that replace those of a lecture's file; None keeps the file's.

    Attributes
    ----------
    language, theme, quality, aspect : str, optional
    """

    language: str | None = None
    theme: str | None = None
    quality: str | None = None
    aspect: str | None = None


def read_lecture(path: Path, overrides: Overrides | None = None) -> LectureSpec:
    """Read and check a whole lecture, before anything is rendered.

    Paths are relative to the folder of the file. In another language than English, lines that the
    language's catalogue knows are translated.

    Parameters
    ----------
    path : Path
        A TOML file.
    overrides : Overrides, optional

    Raises
    ------
    WarpreelError
        If the file, or one that it names, cannot be read.
    UsageError
        If something in it is invalid; the message says where.
    CombinedError
        If several things are, each with its place.
    """
    overrides = overrides or Overrides()
    table = parse_toml(path, "`warpreel lecture init` writes one to begin with")
    errors: list[WarpreelError] = []
    values, wrong = convert_fields(_Lecture, table)
    head = _Lecture(**{"title": "", "slide": [], **values})
    with refusing(errors), locate_errors(str(path)):
        raise_all(wrong)
    with refusing(errors), locate_errors(str(path)):
        if "slide" in values and not head.slide:
            raise UsageError("it has no [[slide]]; add one")
    chosen = asdict(Overrides("en", "dark", "m", "16:9"))
    for flag, override, field, value, key in (
        ("--lang", overrides.language, "language", beside(path, head.language), language_key),
        ("--aspect", overrides.aspect, "aspect", head.aspect, ASPECTS.key),
        ("--quality", overrides.quality, "quality", head.quality, QUALITIES.key),
        ("--theme", overrides.theme, "theme", beside(path, head.theme), _theme),
    ):
        with refusing(errors):
            chosen[field] = _chosen(flag, override, path, field, value, key)
    words, theme = language_of(chosen["language"]), theme_of(chosen["theme"])
    with refusing(errors), locate_errors(str(path)):
        refuse_unshowable(table, theme)
    reader = _Reader(path, words, {flag: chosen[field] for flag, field in SHARED_OPTIONS.items()})
    slides = []
    for number, each in enumerate(head.slide, 1):
        with refusing(errors):
            slides.append(reader.slide(each, number, theme))
    for slide in slides:
        if isinstance(slide, FilmSlideSpec):
            errors += _unknown_sections(slide)
    raise_all(errors)
    return LectureSpec(
        title=translate_lines(head.title, words),
        author=translate_lines(head.author, words),
        language=words,
        theme=chosen["theme"],
        quality=chosen["quality"],
        aspect=chosen["aspect"],
        slides=tuple(with_unique_stems(slides)),
    )


def translate_lines(text: str, language: Language) -> str:
    """Return a text with those lines translated that a language's catalogue knows."""
    return "\n".join(
        language.sentences.get(line.strip(), line) for line in text.strip().splitlines()
    )


def _unknown_sections(slide: FilmSlideSpec) -> list[WarpreelError]:
    """Return the errors of sections that a slide names, as far as the film's source tells."""
    if not (slide.pauses or slide.loops or slide.section_notes):
        return []
    known = section_names(slide.entry.load(), slide.spec)
    return unknown_sections(slide, known.names) if known.complete else []


def _theme(name: str) -> str:
    """Return the key of a theme that can be read."""
    key = theme_key(name)
    theme_of(key)
    return key


def _chosen(flag: str, override: str | None, path: Path, field: str, value: str, key: Any) -> str:
    """Return the key of the override, or else of the file's value."""
    with locate_errors(flag if override is not None else f"{path}: {field}"):
        found: str = key(value if override is None else override)
        return found


class _Reader:
    """Reads slides, given the options that all of them share."""

    def __init__(self, path: Path, language: Language, shared: dict[str, str]) -> None:
        self.path, self.language, self.shared = path, language, shared

    def slide(self, table: Any, number: int, theme: Theme) -> SlideSpec:
        """Read one slide from its table."""
        if not isinstance(table, dict):
            raise UsageError(f"{self.path}: slide {number}: make it a table, [[slide]]")
        subject = next((table[key] for key in SUBJECTS if key in table), None)
        told = f" ({subject})" if isinstance(subject, str) else ""
        place = f"{self.path}: slide {number}{told}"
        with locate_errors(place):
            row, kind = self._row(table, theme)
            if kind == "title":
                return TitleSlideSpec(
                    self._say(row.title), self._say(row.text), self._say(row.notes)
                )
            if kind == "explore":
                return self._explored(row)
            return self._figure(row) if kind == "figure" else self._film(row, place)

    def _row(self, table: dict[str, Any], theme: Theme) -> tuple[_Slide, str]:
        """Return the fields of a slide, all of them right, and its kind."""
        misplaced = misplaced_options(table, self.path)
        errors: list[WarpreelError] = [*misplaced.values()]
        with refusing(errors):
            refuse_unshowable(table, theme)
        placed = {field: value for field, value in table.items() if field not in misplaced}
        values, wrong = convert_fields(_Slide, placed)
        row, kind = _Slide(**values), ""
        with refusing(errors):
            kind = kind_of(placed)
            wrong += without_effect(placed, kind)
        raise_all([*errors, *wrong])
        return row, kind

    def _say(self, text: str) -> str:
        return translate_lines(text, self.language)

    def _options(self, row: _Slide) -> dict[str, Any]:
        return {name.replace("-", "_"): beside(self.path, it) for name, it in row.spec.items()}

    def _figure(self, row: _Slide) -> FigureSlideSpec:
        with locate_errors("figure"):
            name = resolve_name(row.figure or "")
        request, caption = self._drawn(name, self._options(row), row)
        return FigureSlideSpec(
            self._say(row.title) or caption, self._say(row.notes), caption, request
        )

    def _explored(self, row: _Slide) -> ExploreSlideSpec:
        with locate_errors("explore"):
            figure, subject = still_of(row.explore or "", self.path)
        request, caption = self._drawn(figure, subject | self._options(row), row)
        return ExploreSlideSpec(
            self._say(row.title) or caption, self._say(row.notes), caption, request
        )

    def _drawn(self, name: str, options: dict[str, Any], row: _Slide) -> tuple[FigureRequest, str]:
        """Return the request for a figure, and what its caption says."""
        with locate_spec_errors():
            spec = spec_from(name, options)
            check_files(spec)
        output = OutputOptions(self.shared["theme"], self.shared["lang"])
        (request,) = requests_for((name,), FORMATS, {}, output)
        caption = None if row.caption is None else self._say(row.caption)
        request = replace(request, spec=spec, caption=caption)
        return request, caption or request.entry.caption(self.language)

    def _film(self, row: _Slide, place: str) -> FilmSlideSpec:
        with locate_errors("scene"):
            scene = CATALOGUE.key(row.scene or "")
        entry, options = CATALOGUE[scene], self._options(row)
        for option, field in SHARED_OPTIONS.items():
            if option in options:
                raise UsageError(
                    f"spec.{option} is the same for all slides; set {field} at the top of the file"
                )
        with locate_spec_errors():
            spec = spec_of(entry.spec, {**self.shared, **options})
            check_files(spec)
        return FilmSlideSpec(
            place=place,
            title=self._say(row.title) or self.language.head(entry.summary),
            notes=self._say(row.notes),
            scene=scene,
            spec=spec,
            stem="-".join(filter(None, (scene, getattr(spec, "name", "")))),
            pauses=_pauses_of(row),
            loops=tuple(row.loops),
            section_notes={name: self._say(text) for name, text in row.section_notes.items()},
        )


def _pauses_of(row: _Slide) -> tuple[str, ...] | None:
    if isinstance(row.pauses, str):
        if row.pauses != "none":
            raise UsageError(f'pauses is "{row.pauses}"; give a list of sections, or "none"')
        return ()
    return None if row.pauses is None else tuple(row.pauses)
