"""What processes that draw a film tell one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cairo

from scenes.cache.dependencies import file_digest, source_files
from scenes.cache.digests import digest_of
from scenes.camera.core import core_version
from scenes.encoding.codec import Codec
from scenes.rendering.segments import Segment
from scenes.rendering.timeline import Timeline


@dataclass(frozen=True)
class Film:
    """A scene to be rendered.

    Attributes
    ----------
    scene : type
        A Manim scene, made without arguments, which other processes can import by its name.
    attributes : dict
        Set on a subclass of it: a spec, results. To be drawn by several processes they must pickle.
    identity : str, optional
        Digest of all that decides what it shows: its attributes and its source. Without one,
        nothing is kept of the film.
    subject : str, optional
        Digest of what it is about. Films with the same subject are likely to share segments, so it
        is worth finding out which, before anything is drawn.
    """

    scene: type
    attributes: dict[str, Any] = field(default_factory=dict)
    identity: str | None = None
    subject: str | None = None

    def cast(self, **more: Any) -> Any:
        """Return a new scene with the film's attributes."""
        kind = type(self.scene.__name__, (self.scene,), {**self.attributes, **more})
        return kind()


@dataclass(frozen=True)
class Job:
    """The instructions for every process that draws a film.

    Attributes
    ----------
    film : Film
    codec : Codec
    key : str
        Of the film, encoding included.
    folder : Path or None
        Of the segments; None where they are to be handed over, on a machine of its own.
    """

    film: Film
    codec: Codec
    key: str
    folder: Path | None


@dataclass(frozen=True)
class Share:
    """The segments that one process looks at: every so many, but for those that are done.

    Attributes
    ----------
    part, parts : int
        Which of how many shares.
    done : frozenset of int
    """

    part: int = 0
    parts: int = 1
    done: frozenset[int] = frozenset()

    def has(self, number: int) -> bool:
        """Return whether a segment belongs to it."""
        return number % self.parts == self.part and number not in self.done


@dataclass(frozen=True)
class Report:
    """What a process has done.

    Attributes
    ----------
    segments : list of Segment
    total : int, optional
        Segments of the whole film; None if the work was broken off.
    data : dict
        Their files by key, where they are handed over.
    timeline : Timeline, optional
        Of the whole film.
    """

    segments: list[Segment]
    total: int | None
    data: dict[str, bytes] = field(default_factory=dict)
    timeline: Timeline | None = None


@cache
def drawing_version() -> str:
    """Digest what turns marks into encoded pixels: our code and the libraries below it."""
    names = ("manim", "pycairo", "av", "numpy", "pillow")
    libraries = [cairo.cairo_version(), *map(version, names), core_version()]
    return digest_of([(file.name, file_digest(file)) for file in drawing_files()], libraries)


def drawing_files() -> tuple[Path, ...]:
    """Return the source files that turn mobjects into encoded pixels, and all they import."""
    return source_files(
        "scenes.rendering.playback", "scenes.rendering.renderer", "scenes.encoding.join"
    )
