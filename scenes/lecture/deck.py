"""What a lecture shows, slide by slide, once everything is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """A part of a film between two pauses.

    Attributes
    ----------
    title : str
    begin, end : float
        Seconds of the film; `begin` is a key frame.
    loop : bool
        Whether it is played over and over until the lecturer goes on.
    notes : str
        For the speaker.
    transcript : tuple of str
        The sentences that stand on screen, in order.
    """

    title: str
    begin: float
    end: float
    loop: bool = False
    notes: str = ""
    transcript: tuple[str, ...] = ()


@dataclass(frozen=True)
class TitleSlide:
    """Words alone.

    Attributes
    ----------
    title, text : str
    notes : str
    """

    title: str
    text: str = ""
    notes: str = ""


@dataclass(frozen=True)
class FigureSlide:
    """A printed figure.

    Attributes
    ----------
    title : str
    pictures : tuple of Path
        The same figure in several formats, SVG and PNG among them.
    caption : str
        What it shows; also its alternative text.
    notes : str
    """

    title: str
    pictures: tuple[Path, ...]
    caption: str
    notes: str = ""

    def picture(self, *suffixes: str) -> Path:
        """Choose among the pictures: the first of these kinds that is there, such as ``.svg``."""
        kinds = {picture.suffix: picture for picture in self.pictures}
        return next(kinds[suffix] for suffix in suffixes if suffix in kinds)


@dataclass(frozen=True)
class FilmSlide:
    """A film, with its pauses.

    Attributes
    ----------
    title : str
    film : Path
        MP4 (H.264).
    poster : Path
        PNG, a frame in which all of the first section is seen.
    captions : Path
        WebVTT.
    sheet : Path
        PNG, frames of every part.
    summary : str
        What it shows, in one line; also its alternative text.
    parts : tuple of Part
        At least one; together, in order, the whole film.
    notes : str
        For the speaker, before the first part's own.
    """

    title: str
    film: Path
    poster: Path
    captions: Path
    sheet: Path
    summary: str
    parts: tuple[Part, ...]
    notes: str = ""


Slide = TitleSlide | FigureSlide | FilmSlide


@dataclass(frozen=True)
class Deck:
    """A lecture.

    Attributes
    ----------
    title, author : str
    language : str
        Its code, such as ``en``.
    theme : str
        The name or the file of a theme.
    aspect : (int, int)
        Width to height of the films.
    slides : tuple of Slide
    """

    title: str
    author: str
    language: str
    theme: str
    aspect: tuple[int, int]
    slides: tuple[Slide, ...]
