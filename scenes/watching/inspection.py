"""Find what is wrong in anybody's scene while it is played.

Writing is looked at while it rests: what a play animates is left alone until the play has ended.
"""

from __future__ import annotations

from itertools import combinations
from math import isclose
from typing import Any, NamedTuple

import numpy as np
from manim import ImageMobject, Mobject, VMobject

from scenes.mobjects.text import LiveNumber
from scenes.watching.findings import Fault, Findings, SceneFinding
from scenes.watching.pixels import contrast_on, is_empty, scene_frame
from scenes.watching.playing import draw
from scenes.watching.reading_words import WordsRead, reading_seconds, words_on
from scenes.watching.writing import area_of, name_of, writing_on

LOOK = 0.5
"""Seconds from one look at what is written to the next."""
SLACK = 0.02
"""Frame units by which writing may touch other writing, or the edge."""
SMALLEST = 15.0
"""Least font size, as Manim counts: letters of 14 pixels at 720p."""
LARGE = 30.0
"""Font size from which on a contrast of 3 to 1 is enough (WCAG 2.2, large text)."""
CONTRAST, CONTRAST_LARGE = 4.5, 3.0
EMPTY = 1.5
"""Most seconds without anything on the stage."""
STILL = 5.0
"""Seconds of a picture that nothing has to be read in, before it counts as frozen."""
MORE = 2.0
"""Seconds to look at a picture, beside reading what stands in it."""


class Written(NamedTuple):
    """Writing at rest: its words, the corners of its box, its colours and its font size."""

    mobject: Mobject
    name: str
    low: np.ndarray
    high: np.ndarray
    colours: list[str]
    size: float | None


class Inspection:
    """Observes a scene's frames, and collects what is wrong."""

    def __init__(self) -> None:
        self.findings = Findings()
        self._read = WordsRead()
        self._time = self._since = self._next_look = 0.0
        self._empty_since: float | None = None
        self._previous: np.ndarray | None = None
        self._words: set[str] = set()
        self._busy: set[int] = set()
        self._width: float | None = None
        self._outside: dict[int, tuple[Mobject, str, float]] = {}
        self._inside: set[int] = set()

    def begin(self, scene: Any, ground: np.ndarray) -> None:
        """Note what the play animates."""
        self._width = self._width or 2 * scene_frame(scene)[1][0]
        moved = [part for each in scene.animations for part in each.mobject.get_family()]
        self._busy = {id(part) for part in moved}

    def frame(self, scene: Any, picture: np.ndarray, repeat: int) -> None:
        """Look at a frame that is shown so many times."""
        seconds = repeat / scene.renderer.camera.frame_rate
        changed = self._previous is None or not np.array_equal(picture, self._previous)
        if changed:
            self._end_stretch()
            self._previous, self._since = picture.copy(), self._time
            self._note_emptiness(is_empty(scene, picture))
        words = words_on(scene)
        self._words |= words
        self._read.add(words, self._time, seconds)
        if repeat > 1 or self._time >= self._next_look:
            self._next_look = self._time + LOOK
            self._look(scene, picture, self._time, self._time + (repeat > 1) * seconds)
        self._time += seconds

    def end(self, scene: Any) -> None:
        """Look at everything that a play has left at rest."""
        self._busy = set()
        self._look(scene, draw(scene, scene.mobjects)[..., :3], self._time, self._time)
        self._note_places(scene)

    def finish(self) -> list[SceneFinding]:
        """Return all that is wrong, once the scene has ended."""
        self._end_stretch()
        self._note_emptiness(False)
        for words, start, seconds in self._read.unread():
            needed = reading_seconds(words)
            told = f"{words!r} is there for {seconds:.1f} s, and takes {needed:.1f} s to read"
            self.findings.add(Fault.UNREAD, words, told, start, start + seconds)
        for mobject, name, start in self._outside.values():
            if id(mobject) not in self._inside:
                told = f"{name} lies outside of the frame"
                self.findings.add(Fault.OFF_FRAME, str(id(mobject)), told, start, start)
        return self.findings.listed()

    def _end_stretch(self) -> None:
        """Judge the stretch without change that has just ended."""
        stretch = self._time - self._since
        allowed = max(STILL, MORE + sum(map(reading_seconds, self._words)))
        if stretch > allowed + 1e-6 and self._empty_since is None:
            told = f"nothing changes for {stretch:.1f} s, where {allowed:.1f} s are enough"
            self.findings.add(Fault.FROZEN, f"{self._since}", told, self._since, self._time)
        self._words = set()

    def _note_emptiness(self, empty: bool) -> None:
        since = self._empty_since
        if since is not None and not empty:
            if self._time - since > EMPTY + 1e-6:
                told = f"nothing is on the stage for {self._time - since:.1f} s"
                self.findings.add(Fault.EMPTY, f"{since}", told, since, self._time)
            self._empty_since = None
        elif empty and since is None:
            self._empty_since = self._time

    def _look(self, scene: Any, picture: np.ndarray, start: float, end: float) -> None:
        """Look at all writing at rest."""
        found = self._resting(scene)
        for each in found:
            self._look_at(scene, picture, each, start, end)
        for one, other in combinations(found, 2):
            shared = np.minimum(one.high, other.high) - np.maximum(one.low, other.low)
            if (shared > SLACK).all() and not _same(one, other):
                about = f"{one.name} and {other.name}"
                self.findings.add(Fault.OVERLAP, about, f"{about} overlap", start, end)

    def _look_at(
        self, scene: Any, picture: np.ndarray, it: Written, start: float, end: float
    ) -> None:
        middle, half = scene_frame(scene)
        beyond = float((np.maximum(it.high - middle, middle - it.low) - half).max())
        is_home = isclose(2 * half[0], self._width or 0.0, rel_tol=1e-3)
        cut = ((it.low < middle + half) & (it.high > middle - half)).all()
        if beyond > SLACK and cut and is_home:  # a camera that has come close passes some writing
            told = f"{it.name} is cut off by the edge of the frame"
            self.findings.add(Fault.OFF_FRAME, it.name, told, start, end)
        if not cut:
            return
        if it.size is not None and it.size < SMALLEST - 1e-3:
            told = f"{it.name} has size {it.size:.0f}, and {SMALLEST:.0f} is the least to be read"
            self.findings.add(Fault.TOO_SMALL, it.name, told, start, end)
        least = CONTRAST_LARGE if it.size is not None and it.size >= LARGE else CONTRAST
        ratio = min(contrast_on(scene, picture, it.low, it.high, each) for each in it.colours)
        if ratio < least - 0.05:  # colours are rounded to 8 bits
            told = f"{it.name} has a contrast of {ratio:.1f} to 1, and needs {least:.1f} to 1"
            self.findings.add(Fault.LOW_CONTRAST, it.name, told, start, end)

    def _resting(self, scene: Any) -> list[Written]:
        zoom = (self._width or 1.0) / (2 * scene_frame(scene)[1][0])
        found = []
        for mobject in writing_on(scene):
            if id(mobject) in self._busy or not (area := area_of(scene, mobject)):
                continue
            size = size_of(mobject)
            found.append(Written(mobject, name_of(mobject), *area, size and size * zoom))
        return found

    def _note_places(self, scene: Any) -> None:
        """Note what is within the frame, and what is not."""
        middle, half = scene_frame(scene)
        for mobject in scene.mobjects:
            box = _bounds(scene, mobject)
            if box is None:
                continue
            if ((box[0] < middle + half) & (box[1] > middle - half)).all():
                self._inside.add(id(mobject))
                self._outside.setdefault(id(mobject), (mobject, "", self._time))
            elif id(mobject) not in self._outside:
                x, y = (box[0] + box[1]) / 2
                name = f"{type(mobject).__name__} at ({x:.1f}, {y:.1f})"
                self._outside[id(mobject)] = (mobject, name, self._time)


def size_of(mobject: Mobject) -> float | None:
    """Return the font size of writing, as Manim counts; None if it is not known."""
    if isinstance(mobject, LiveNumber):
        return mobject.size
    size = getattr(mobject, "font_size", None)
    return None if size is None else float(size)


def _same(one: Written, other: Written) -> bool:
    """Return whether two are the same words in the same place, such as a halo of a word."""
    return one.name == other.name and np.allclose(one.low + one.high, other.low + other.high)


def _bounds(scene: Any, mobject: Mobject) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the corners of what can be seen of a mobject in the plane of the frame."""
    seen = [
        part.points
        for part in mobject.get_family()
        if len(part.points)
        and (
            isinstance(part, ImageMobject)
            or (
                isinstance(part, VMobject)
                and max(part.get_fill_opacity(), part.get_stroke_opacity()) > 0
            )
        )
    ]
    if not seen:
        return None
    points = scene.renderer.camera.transform_points_pre_display(mobject, np.concatenate(seen))
    return points[:, :2].min(axis=0), points[:, :2].max(axis=0)
