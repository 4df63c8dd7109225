"""Single frames of a film, without the rest of it: its last one, and some of every section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from scenes.encoding.codec import Codec
from scenes.rendering.job import Film, Job, Share
from scenes.rendering.playback import Consumer, Step, perform


class _FrameGrabber(Consumer):
    """Keeps the frames that are wanted, counted from the beginning of the film."""

    draws = True

    def __init__(self, job: Job, step: Step, wanted: frozenset[int] = frozenset()) -> None:
        super().__init__(job, Share(), step)
        self.wanted, self.pictures = wanted, dict[int, np.ndarray]()
        self._frame: Any = None

    def wants(self, number: int) -> bool:
        return number in self.wanted

    def take(self, frame: Any, repeat: int) -> None:
        self._frame = frame.copy()

    def close(self, number: int, frames: int, shown: bytes) -> None:
        self.pictures[number] = self._frame


class _LastFrame(_FrameGrabber):
    """Keeps the last frame."""

    picture: np.ndarray

    def end(self, renderer: Any) -> None:
        self.picture = renderer.last_frame(self.scene)


def last_frame(film: Film, codec: Codec, step: Step) -> np.ndarray:
    """Step through a film to its end, and draw that, uint8 array (height, width, 4)."""
    consumer = _LastFrame(Job(film, codec, "", None), step)
    perform(film, codec, consumer)
    return consumer.picture


@dataclass(frozen=True)
class SectionFrame:
    """One frame of a film.

    Attributes
    ----------
    section : str
        The section's name; empty in a film that has none.
    seconds : float
        From the beginning of the film.
    picture : uint8 array (height, width, 4)
    """

    section: str
    seconds: float
    picture: np.ndarray


def section_frames(film: Film, codec: Codec, step: Step) -> list[SectionFrame]:
    """Draw the first, the middle and the last frame of every section, in order.

    The film is played twice, drawing nothing at first: only then is it known where they are.
    """
    job = Job(film, codec, "", None)
    renderer = perform(film, codec, _FrameGrabber(job, step), segments_of=1)
    begun = [(s.name, s.segments) for s in renderer.sections if s.name] or [("", 0)]
    ends = [begin for _, begin in begun[1:]] + [renderer.segment]
    places = [
        (name, place)
        for (name, begin), end in zip(begun, ends, strict=True)
        if end > begin
        for place in (begin, (begin + end - 1) // 2, end - 1)
    ]
    consumer = _FrameGrabber(job, step, frozenset(place for _, place in places))
    perform(film, codec, consumer, segments_of=1)
    rate = codec.frame_rate
    return [SectionFrame(name, place / rate, consumer.pictures[place]) for name, place in places]
