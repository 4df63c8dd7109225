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
from manim import MathTypst, Mobject, Text, VMobject, config
from manim.utils.family import extract_mobject_family_members

from benchmarks.film_playing import draw
from scenes.camera.following import FollowingCamera
from scenes.encoding.qualities import QUALITIES
from scenes.languages.language import LANGUAGES
from scenes.mobjects.text import LiveNumber
from scenes.theme.contrast import WRITING as LEAST_CONTRAST
from scenes.theme.contrast import ratio

WRITTEN = (Text, MathTypst, LiveNumber)
LOOK = 0.5
"""Seconds of film from one look at what is written to the next."""
CLEAR = 24
"""Of 255: how much a pixel that is drawn differs from the background."""
SPECK = 0.0005
"""Least share of the frame's pixels that makes a picture."""
SOLID = 0.6
"""Opacity from which on writing is to be read; below, it comes or goes."""


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

    def begin(self, scene: Any) -> None:
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
        shown = declared if scene.hero else list(_unwritten(scene.mobjects))
        self.found.hero.append((round(now, 3), share_of_frame(scene, shown)))
        writing = [
            (name_of(m), *area, goes_past(scene, m))
            for m in _writing(scene)
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


EDGE, NEAR = 24.0, 8.0
"""Least distance of writing to the edge of the frame and to other writing, in pixels."""


def goes_past(scene: Any, mobject: Mobject) -> bool:
    """Return whether the camera is close, and may cut off writing that is not fixed."""
    camera = scene.renderer.camera
    if not isinstance(camera, FollowingCamera) or abs(camera.zoom - 1) < 1e-6:
        return False
    return all(mobject is not each for each in extract_mobject_family_members(camera.fixed))


def reading_time(scene: Any) -> float:
    """Return how long it takes to read the sentence on screen, in seconds of the film."""
    if getattr(scene, "said", None) is None:
        return 0.0
    speed = LANGUAGES.find(scene.spec.lang).speed
    return len(scene.said.original_text) / speed / scene.spec.tempo


def sentence_of(scene: Any, mobject: Mobject) -> bool:
    """Return whether a mobject is the sentence at the foot, also while it comes or goes."""
    said = {each.text for each in getattr(scene, "sentences", [])[-1:]}
    return isinstance(mobject, Text) and mobject.original_text in said


def has_picture(scene: Any, picture: np.ndarray) -> bool:
    """Return whether anything is drawn on a frame beside the sentence at the foot."""
    background = scene.renderer.camera.background[..., :3]
    more = np.maximum(picture, background) - np.minimum(picture, background)
    drawn = more.max(axis=-1) > CLEAR
    for mobject in scene.mobjects:
        if sentence_of(scene, mobject) and (area := area_of(scene, mobject, 0.0)):
            rows, columns = pixels_of(scene, area[0], area[1], margin=3)
            drawn[rows, columns] = False
    return float(drawn.mean()) > SPECK


def share_of_frame(scene: Any, mobjects: list[Any]) -> float:
    """Return the share of the frame that the drawn pixels of some mobjects bound."""
    clear = np.zeros_like(scene.renderer.camera.background)
    drawn = draw(scene, mobjects, clear)[..., 3] > 0.1 * 255
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if not len(rows):
        return 0.0
    return float((np.ptp(rows) + 1) * (np.ptp(columns) + 1) / drawn.size)


def scene_frame(scene: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the middle of the frame and half its size, arrays (2,), in frame units."""
    camera = scene.renderer.camera
    if isinstance(camera, FollowingCamera):
        middle, width, height = camera.home
    else:
        middle, width, height = camera.frame_center, camera.frame_width, camera.frame_height
    return middle[:2], np.array([width, height]) / 2


def pixels_of(
    scene: Any, low: np.ndarray, high: np.ndarray, margin: int = 0
) -> tuple[slice, slice]:
    """Return the rows and columns of the pixels of a box of the frame, arrays (2,)."""
    camera = scene.renderer.camera
    middle, half = scene_frame(scene)
    scale = camera.pixel_width / (2 * half[0])
    left, right = ((np.array([low[0], high[0]]) - middle[0] + half[0]) * scale).round()
    top, bottom = ((middle[1] + half[1] - np.array([high[1], low[1]])) * scale).round()
    first = np.maximum([top - margin, left - margin], 0).astype(int)
    last = np.maximum([bottom + margin, right + margin], 0).astype(int)
    return slice(first[0], last[0]), slice(first[1], last[1])


def area_of(
    scene: Any, mobject: Mobject, solid: float = SOLID
) -> tuple[np.ndarray, np.ndarray, list[str]] | None:
    """Bound writing in the frame: corners (2,) and its colours; None if it is not to be read."""
    parts = [
        part
        for part in mobject.get_family()
        if isinstance(part, VMobject) and len(part.points) and part.get_fill_opacity() >= solid
    ]
    if not parts:
        return None
    camera = scene.renderer.camera
    points = np.concatenate([part.points for part in parts])
    if isinstance(camera, FollowingCamera):
        points = camera.placed_in_frame(mobject, points)
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return low, high, sorted({part.get_fill_color().to_hex() for part in parts})


def contrast_on(
    scene: Any, picture: np.ndarray, low: np.ndarray, high: np.ndarray, colour: str
) -> float:
    """Return the contrast of a colour with what lies around a box of a frame (WCAG 2.2)."""
    rows, columns = pixels_of(scene, low, high, margin=3)
    inner_rows, inner_columns = pixels_of(scene, low, high, margin=1)
    ring = np.zeros(picture.shape[:2], bool)
    ring[rows, columns] = True
    ring[inner_rows, inner_columns] = False
    around = picture[ring]
    if not len(around):
        return 21.0  # outside of the frame: told elsewhere
    red, green, blue = np.median(around, axis=0).astype(int)
    return ratio(colour, f"#{red:02x}{green:02x}{blue:02x}")


def name_of(mobject: Mobject) -> str:
    """Name writing by its words, or by its place if they change."""
    words = getattr(mobject, "original_text", None) or getattr(mobject, "typst_code", None)
    if words:
        return repr(words)
    x, y = mobject.get_center()[:2]
    return f"the number at ({x:.1f}, {y:.1f})"


def _writing(scene: Any) -> list[Mobject]:
    """Return all that is written on screen, each once, without its parts."""
    found: dict[int, Mobject] = {}
    waiting = list(scene.mobjects)
    while waiting:
        mobject = waiting.pop()
        if isinstance(mobject, WRITTEN):
            found[id(mobject)] = mobject
        else:
            waiting.extend(mobject.submobjects)
    return list(found.values())


def _unwritten(mobjects: list[Mobject]) -> Any:
    """Yield all parts with points of mobjects, but for writing and its parts."""
    for mobject in mobjects:
        if isinstance(mobject, WRITTEN):
            continue
        if not mobject.submobjects:
            yield mobject
        else:
            if len(mobject.points):
                yield _alone(mobject)
            yield from _unwritten(mobject.submobjects)


def _alone(mobject: Mobject) -> Mobject:
    """Return a mobject without its parts."""
    alone = mobject.copy()
    alone.submobjects = []
    return alone
