"""Measure a film while it is played: how much moves, how large its picture is, what stands where.

All is measured on drawn pixels, or on the mobjects that are drawn, of every frame; what is written
is looked at once in `LOOK` seconds. Pixels of distances are those at ``-q h``, where a frame of
16:9 is 1080 high.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from manim import config

from scenes.encoding.qualities import QUALITIES
from scenes.theme.contrast import WRITING as LEAST_CONTRAST
from scenes.watching.pixels import contrast_on, has_picture, scene_frame, share_of_frame
from scenes.watching.writing import (
    area_of,
    goes_past,
    name_of,
    reading_time,
    unwritten,
    writing_on,
)

LOOK = 0.5
"""Seconds of film from one look at what is written to the next."""
EDGE, NEAR = 24.0, 8.0
"""Least distance of writing to the edge of the frame and to other writing, in pixels."""


@dataclass
class Measures:
    """What was measured on one film.

    Attributes
    ----------
    seconds : float
        How long it lasts.
    still : float
        Share of frames that equal the one before.
    longest, allowed, longest_at : float
        Seconds: the stretch without change that is longest compared with the reading time of its
        sentence and one second more, that time, and when it begins.
    bare : float
        Seconds without a picture, that is with nothing on screen beside the sentence.
    first_is_picture : bool
        Whether the first frame shows a picture.
    hero_declared : bool
        Whether the scene ever declares its hero; if not, `hero` is that of all but the writing.
    hero : list of (float, float)
        Seconds, and share of the frame that the hero's drawn pixels bound.
    edges, neighbours, contrasts : dict of str to str
        Writing that is too close to the edge, to other writing, or too faint: where and when.
    """

    seconds: float = 0.0
    still: float = 0.0
    longest: float = 0.0
    allowed: float = 0.0
    longest_at: float = 0.0
    bare: float = 0.0
    first_is_picture: bool = False
    hero_declared: bool = False
    hero: list[tuple[float, float]] = field(default_factory=list)
    edges: dict[str, str] = field(default_factory=dict)
    neighbours: dict[str, str] = field(default_factory=dict)
    contrasts: dict[str, str] = field(default_factory=dict)

    @property
    def hero_peak(self) -> float:
        """Largest share of the frame that the hero takes."""
        return max((share for _, share in self.hero), default=0.0)

    @property
    def hero_mean(self) -> float:
        """Average share of the frame that the hero takes."""
        return float(np.mean([share for _, share in self.hero])) if self.hero else 0.0


class Measuring:
    """Observes a film's frames.

    Parameters
    ----------
    aspect : str
        Of the frames.
    """

    def __init__(self, aspect: str) -> None:
        self.found = Measures()
        width = QUALITIES["h"].shaped(aspect).width
        self.unit = width / config.frame_width  # pixels of a film at -q h in a frame unit
        self.frames = self.unchanged = self.without = 0
        self._previous: np.ndarray | None = None
        self._since = 0
        self._reading = 0.0
        self._next_look = 0.0

    def begin(self, scene: Any, ground: np.ndarray) -> None:
        """Add up the plays' lengths, which are no whole number of frames."""
        self.found.seconds += float(scene.duration)

    def end(self, scene: Any) -> None:
        """Called when a play has ended."""

    def frame(self, scene: Any, picture: np.ndarray, repeat: int) -> None:
        """Measure a frame that is shown so many times."""
        rate = scene.renderer.camera.frame_rate
        changed = self._previous is None or not np.array_equal(picture, self._previous)
        self._previous = picture.copy()
        if changed:
            self._end_stretch(rate)
            self._since, self._reading = self.frames, 0.0
        self._reading = max(self._reading, reading_time(scene))
        self.unchanged += repeat - changed
        if changed:
            self._has_picture = has_picture(scene, picture)
        if self.frames == 0:
            self.found.first_is_picture = self._has_picture
        self.without += 0 if self._has_picture else repeat
        now = self.frames / rate
        if now >= self._next_look or repeat > 1:
            self._next_look = now + LOOK
            self._look(scene, picture, now)
        self.frames += repeat

    def finish(self, rate: float) -> Measures:
        """Return what was measured, once the film has ended."""
        self._end_stretch(rate)
        found = self.found
        found.still = self.unchanged / max(self.frames, 1)
        found.bare = self.without / rate
        return found

    def _end_stretch(self, rate: float) -> None:
        seconds, allowed = (self.frames - self._since) / rate, self._reading + 1.0
        found = self.found
        if seconds - allowed > found.longest - found.allowed or not found.allowed:
            found.longest, found.allowed, found.longest_at = seconds, allowed, self._since / rate

    def _look(self, scene: Any, picture: np.ndarray, now: float) -> None:
        declared = [each for each in scene.hero if each in scene.get_mobject_family_members()]
        self.found.hero_declared |= bool(declared)
        shown = declared if scene.hero else list(unwritten(scene.mobjects))
        self.found.hero.append((round(now, 3), share_of_frame(scene, shown)))
        writing = [
            (name_of(m), *area, goes_past(scene, m))
            for m in writing_on(scene)
            if (area := area_of(scene, m))
        ]
        act = scene.renderer.file_writer.sections[-1].name
        where = f"{now:.1f} s, {act}"
        for name, low, high, _, passed in writing:
            if passed:
                continue
            middle, half = scene_frame(scene)
            gap = float((half - np.maximum(high - middle, middle - low)).min()) * self.unit
            if gap < EDGE:
                self.found.edges.setdefault(name, f"{where}: {gap:.0f} px from the edge")
        for (one, low, high, _, passed), (other, low2, high2, _, passed2) in combinations(
            writing, 2
        ):
            gap = float(np.maximum(low2 - high, low - high2).max()) * self.unit
            if gap < NEAR and one != other and passed == passed2:
                self.found.neighbours.setdefault(f"{one} and {other}", f"{where}: {gap:.0f} px")
        for name, low, high, colours, _ in writing:
            least = min(contrast_on(scene, picture, low, high, colour) for colour in colours)
            if least < LEAST_CONTRAST - 0.05:  # colours are rounded to 8 bits
                self.found.contrasts.setdefault(name, f"{where}: {least:.1f} to 1")
