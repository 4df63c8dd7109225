"""A deck of slides: what a lecture shows, with the rendered files, independent of any format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scenes.languages.language import Language
from scenes.languages.lookup import language_of


@dataclass(frozen=True)
class Part:
    """The part of a film between two pauses.

    Attributes
    ----------
    title : str
    begin, end : float
        Seconds from the start of the film; a key frame is at `begin`.
    loop : bool
        Whether it repeats until the lecturer goes on.
    notes : str
        Speaker notes.
    transcript : tuple of str
        Sentences shown on screen, in order.
    """

    title: str
    begin: float
    end: float
    loop: bool = False
    notes: str = ""
    transcript: tuple[str, ...] = ()


@dataclass(frozen=True)
class TitleSlide:
    """A slide of text alone.

    Attributes
    ----------
    title, text : str
    notes : str
        Speaker notes.
    """

    title: str
    text: str = ""
    notes: str = ""


@dataclass(frozen=True)
class PictureSlide:
    """A slide of a picture.

    Attributes
    ----------
    title : str
    pictures : tuple of Path
        The same picture in several formats, SVG and PNG among them.
    caption : str
        What it shows; also its alternative text.
    notes : str
        Speaker notes.
    """

    title: str
    pictures: tuple[Path, ...]
    caption: str
    notes: str = ""

    def picture(self, *suffixes: str) -> Path:
        """Return the picture with the first of some suffixes, such as ``.svg``, that there is."""
        kinds = {picture.suffix: picture for picture in self.pictures}
        return next(kinds[suffix] for suffix in suffixes if suffix in kinds)


@dataclass(frozen=True)
class FigureSlide(PictureSlide):
    """A slide of a figure."""


@dataclass(frozen=True)
class ExploreSlide(PictureSlide):
    """A slide of a page that is explored, where it can be, and of its picture, where it cannot.

    Attributes
    ----------
    page : Path
        HTML that needs no other file.
    """

    page: Path = Path()


@dataclass(frozen=True)
class FilmSlide:
    """A slide of a film with pauses.

    Attributes
    ----------
    title : str
    film : Path
        MP4 (H.264).
    poster : Path
        PNG of a frame in which all of the first section is seen.
    captions : Path
        WebVTT.
    sheet : Path
        JPEG contact sheet, with frames of every section.
    summary : str
        What it shows, in one line; also its alternative text.
    parts : tuple of Part
        At least one; together, in order, the whole film.
    notes : str
        Speaker notes, before the first part's own.
    """

    title: str
    film: Path
    poster: Path
    captions: Path
    sheet: Path
    summary: str
    parts: tuple[Part, ...]
    notes: str = ""


Slide = TitleSlide | FigureSlide | ExploreSlide | FilmSlide


@dataclass(frozen=True)
class Deck:
    """A deck of slides.

    Attributes
    ----------
    title, author : str
    language : str
        Name or file of a language.
    theme : str
        Name or file of a theme.
    aspect : (int, int)
        Ratio of width to height of the films.
    slides : tuple of Slide
    """

    title: str
    author: str
    language: str
    theme: str
    aspect: tuple[int, int]
    slides: tuple[Slide, ...]

    @property
    def words(self) -> Language:
        """The language itself."""
        return language_of(self.language)
