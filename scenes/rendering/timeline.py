"""When a film's sections begin, and what is said meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Section:
    """An act of a film.

    Attributes
    ----------
    name : str
        Empty in a film that has no sections.
    begin, end : float
        Seconds of the film.
    """

    name: str
    begin: float
    end: float


@dataclass(frozen=True)
class Sentence:
    """A sentence on screen.

    Attributes
    ----------
    begin, end : float
        Seconds of the film.
    text : str
    template : str
        In English, from which the text was made; empty if it is not known.
    values : dict
        What stands in its fields.
    """

    begin: float
    end: float
    text: str
    template: str = ""
    values: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True)
class Timeline:
    """A film's course.

    Attributes
    ----------
    seconds : float
        How long it lasts.
    sections : tuple of Section
        At least one, in order; together they are the whole film.
    sentences : tuple of Sentence
        In order; no two are on screen at once.
    """

    seconds: float
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]


def timeline_of(scene: Any, renderer: Any) -> Timeline:
    """Return the timeline of a scene that a `SegmentRenderer` has played."""
    rate, total = renderer.camera.frame_rate, renderer.frames
    begun = [(each.name, each.frames) for each in renderer.sections if each.name] or [("", 0)]
    begun[0] = begun[0][0], 0  # what comes before the first act belongs to it
    ends = [frame for _, frame in begun[1:]] + [total]
    sections = [
        Section(name, begin / rate, end / rate)
        for (name, begin), end in zip(begun, ends, strict=True)
        if end > begin
    ]
    sentences = getattr(scene, "sentences", ())
    return Timeline(total / rate, tuple(sections), tuple(sentences))
