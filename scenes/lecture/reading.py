"""Reading a lecture's file: strictly, with the path to whatever can't be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from engine.errors import UsageError
from engine.options import spec_of
from scenes.encoding.formats import ASPECTS, QUALITIES
from scenes.figures.catalogue import named
from scenes.figures.requests import orders_for, spec_from
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import LANGUAGES, Language
from scenes.lecture.script import Figure, Film, Script, Slide, Words
from scenes.lecture.strict_toml import at, parsed, row_of, within_spec
from scenes.theme.lookup import theme_key, theme_of

OF_THE_LECTURE = {"lang": "language", "theme": "theme", "aspect": "aspect"}
"""Options of a film that all slides share, and the fields at the top of the file that set them."""
FORMATS = ("svg", "png")
"""Of figures: for pages, and for everything else."""
KINDS = {
    "words": {"title", "text", "notes"},
    "figure": {"figure", "title", "notes", "spec", "caption"},
    "scene": {"scene", "title", "notes", "spec", "pauses", "loops", "section-notes"},
}
"""The fields of each kind of slide."""


class _Slide(msgspec.Struct, rename="kebab"):
    title: str = ""
    text: str = ""
    notes: str = ""
    scene: str | None = None
    figure: str | None = None
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
class Wishes:
    """What is asked for in place of what a lecture's file says; None leaves it as it is.

    Attributes
    ----------
    language, theme, quality, aspect : str, optional
    """

    language: str | None = None
    theme: str | None = None
    quality: str | None = None
    aspect: str | None = None


def read_script(path: Path, wishes: Wishes | None = None) -> Script:
    """Read a lecture, all of it, before anything is rendered.

    Files that it names lie where it says, as seen from its own folder. In another language than
    English, those of its words that the language's catalogue knows are translated.

    Parameters
    ----------
    path : Path
        A TOML file.
    wishes : Wishes, optional

    Raises
    ------
    WarpreelError
        If the file, or one that it names, cannot be read.
    UsageError
        If something in it can't be meant: the sentence says where it is.
    """
    wishes = wishes or Wishes()
    table = parsed(path, "`warpreel lecture init` writes one to begin with")
    with at(str(path)):
        head = row_of(_Lecture, table)
        if not head.slide:
            raise UsageError("it has no [[slide]]; add one")
    language = _chosen("--lang", wishes.language, path, "language", head.language, LANGUAGES.key)
    aspect = _chosen("--aspect", wishes.aspect, path, "aspect", head.aspect, ASPECTS.key)
    quality = _chosen("--quality", wishes.quality, path, "quality", head.quality, QUALITIES.key)
    beside = _beside(path, head.theme)
    theme = _chosen("--theme", wishes.theme, path, "theme", beside, theme_key)
    theme_of(theme)
    words = LANGUAGES[language]
    reader = _Reader(path, words, {"lang": language, "theme": theme, "aspect": aspect})
    slides = [reader.slide(table, number) for number, table in enumerate(head.slide, 1)]
    return Script(
        title=translated(head.title, words),
        author=translated(head.author, words),
        language=words,
        theme=theme,
        quality=quality,
        aspect=aspect,
        slides=tuple(_named_apart(slides)),
    )


def translated(text: str, language: Language) -> str:
    """Translate the lines of a text that a language's catalogue knows; others stay."""
    return "\n".join(
        language.sentences.get(line.strip(), line) for line in text.strip().splitlines()
    )


def _chosen(flag: str, wish: str | None, path: Path, field: str, value: str, key: Any) -> str:
    """Take what the command line asks for, else what the file says."""
    with at(flag if wish is not None else f"{path}: {field}"):
        found: str = key(value if wish is None else wish)
        return found


class _Reader:
    """Reads slides, with what they all share."""

    def __init__(self, path: Path, language: Language, shared: dict[str, str]) -> None:
        self.path, self.language, self.shared = path, language, shared

    def slide(self, table: Any, number: int) -> Slide:
        """Read one slide."""
        if not isinstance(table, dict):
            raise UsageError(f"{self.path}: slide {number}: make it a table, [[slide]]")
        subject = next((table[key] for key in ("scene", "figure") if key in table), None)
        told = f" ({subject})" if isinstance(subject, str) else ""
        place = f"{self.path}: slide {number}{told}"
        with at(place):
            row = row_of(_Slide, table)
            kind = _kind_of(row, table)
            if kind == "words":
                return Words(self._say(row.title), self._say(row.text), self._say(row.notes))
            return self._figure(row) if kind == "figure" else self._film(row, place)

    def _say(self, text: str) -> str:
        return translated(text, self.language)

    def _options(self, row: _Slide) -> dict[str, Any]:
        return {name.replace("-", "_"): _beside(self.path, it) for name, it in row.spec.items()}

    def _figure(self, row: _Slide) -> Figure:
        with at("figure"):
            name = named(row.figure or "")
        with within_spec():
            spec = spec_from(name, self._options(row))
        (order,) = orders_for((name,), FORMATS, {})
        caption = None if row.caption is None else self._say(row.caption)
        order = replace(order, spec=spec, caption=caption)
        shown = caption or order.entry.caption(self.language)
        return Figure(self._say(row.title) or shown, self._say(row.notes), shown, order)

    def _film(self, row: _Slide, place: str) -> Film:
        with at("scene"):
            scene = CATALOGUE.key(row.scene or "")
        entry, options = CATALOGUE[scene], self._options(row)
        for option, field in OF_THE_LECTURE.items():
            if option in options:
                raise UsageError(
                    f"spec.{option} is the same for all slides; set {field} at the top of the file"
                )
        with within_spec():
            spec = spec_of(entry.spec, {**self.shared, **options})
        return Film(
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


def _kind_of(row: _Slide, table: dict[str, Any]) -> str:
    if row.scene is not None and row.figure is not None:
        raise UsageError("it has both a scene and a figure; make two slides of them")
    kind = "scene" if row.scene is not None else "figure" if row.figure is not None else "words"
    for field in table:
        if field not in KINDS[kind]:
            slide = "without scene or figure" if kind == "words" else f"with a {kind}"
            raise UsageError(f"{field} has no effect on a slide {slide}; leave it out")
    if kind == "words" and not row.title:
        raise UsageError("give it a scene, a figure or a title")
    return kind


def _pauses_of(row: _Slide) -> tuple[str, ...] | None:
    if isinstance(row.pauses, str):
        if row.pauses != "none":
            raise UsageError(f'pauses is "{row.pauses}"; give a list of sections, or "none"')
        return ()
    return None if row.pauses is None else tuple(row.pauses)


def _beside(path: Path, value: Any) -> Any:
    """Seek a file that is named where the lecture lies."""
    found = path.parent / value if isinstance(value, str) and value else None
    return str(found) if found is not None and found.is_file() else value


def _named_apart(slides: list[Slide]) -> Iterator[Slide]:
    """Let different films, and different figures, have different names; the same ones the same."""
    films: dict[str, Any] = {}
    figures: dict[str, Any] = {}
    for slide in slides:
        match slide:
            case Film():
                yield replace(slide, stem=_free(films, slide.stem, (slide.scene, slide.spec)))
            case Figure(order=order):
                stem = _free(figures, order.stem, (order.name, order.spec, order.caption))
                yield replace(slide, order=replace(order, stem=stem))
            case _:
                yield slide


def _free(names: dict[str, Any], stem: str, shown: Any) -> str:
    """Return the first name that nothing else has, or that it has already."""
    tries = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in tries if names.setdefault(name, shown) == shown)
