"""A lecture before anything is rendered: its slides in order, and what each of them shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenes.figures.requests import Order
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import Language
from scenes.storytelling.film_entry import FilmEntry
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True)
class Words:
    """A slide of words alone.

    Attributes
    ----------
    title, text : str
    notes : str
        For the speaker.
    """

    title: str
    text: str
    notes: str


@dataclass(frozen=True)
class Figure:
    """A slide with a figure.

    Attributes
    ----------
    title, notes, caption : str
    order : Order
        Its `stem` names its files.
    """

    title: str
    notes: str
    caption: str
    order: Order


@dataclass(frozen=True)
class Film:
    """A slide with a film.

    Attributes
    ----------
    place : str
        Of the slide, in the words of an error message: ``lecture.toml: slide 4 (softmax)``.
    title, notes : str
    scene : str
        Its name in the catalogue.
    spec : FilmSpec
    stem : str
        Names its files; films of the same scene and spec have the same.
    pauses : tuple of str, optional
        Sections at whose end the film pauses; all if None.
    loops : tuple of str
        Sections that are played over and over.
    section_notes : dict of str to str
        For the speaker, by section.
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
        """The scene."""
        return CATALOGUE[self.scene]


Slide = Words | Figure | Film


@dataclass(frozen=True)
class Script:
    """A lecture, as its file describes it.

    Attributes
    ----------
    title, author : str
    language : Language
    theme : str
        By name, or a file.
    quality, aspect : str
        By name.
    slides : tuple of Slide
    """

    title: str
    author: str
    language: Language
    theme: str
    quality: str
    aspect: str
    slides: tuple[Slide, ...]

    @property
    def films(self) -> dict[str, Film]:
        """The films by the names of their files, each once."""
        return {slide.stem: slide for slide in self.slides if isinstance(slide, Film)}

    @property
    def orders(self) -> dict[str, Order]:
        """The figures by the names of their files, each once."""
        figures = (slide.order for slide in self.slides if isinstance(slide, Figure))
        return {order.stem: order for order in figures}
