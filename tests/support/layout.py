"""Checking what stands where in a live scene: nothing written is cut off or written over.

A film is played as fast as it can be: fading in is adding, fading out is removing, and of what is
drawn anew for each frame a few frames are. Whenever the film reports progress, everything on screen
is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from manim import (
    FadeIn,
    FadeOut,
    MathTypst,
    Mobject,
    Rectangle,
    Scene,
    Text,
    VMobject,
    config,
    tempconfig,
)

from scenes.camera.following import FollowingCamera
from scenes.encoding.qualities import ASPECTS, WIDE
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.logo import MARGIN, WIDEST
from scenes.mobjects.text import QUOTED, LiveNumber
from scenes.mobjects.warp_panel import WarpPanel
from scenes.rendering.timeline import Section, Timeline
from scenes.storytelling.caption_line import STAGE, floor
from scenes.storytelling.drive import Drive
from scenes.theme.theme_file import HIGHEST_LOGO
from tests.support.area import Area

PANELS = (WarpPanel,)
WRITING = (Text, MathTypst, LiveNumber)
PART_NAME = re.compile(r'manimgrp\("[^"]*"')
"""How Manim names a part of a formula, which is not written."""
FRAMES = 7
"""Looked at of a picture that is drawn anew for each frame."""


is_one = cache(issubclass)  # asked a million times a film, and slow where classes are abstract


def family(roots: list[Mobject], kinds: tuple[type, ...] = (Mobject,)) -> Iterator[Any]:
    """Find the mobjects of some kinds among `roots` and all below them but glyphs, each once."""
    seen: set[int] = set()
    waiting = list(reversed(roots))
    while waiting:
        mobject = waiting.pop()
        if id(mobject) in seen:
            continue
        seen.add(id(mobject))
        if is_one(type(mobject), kinds):
            yield mobject
        if not is_one(type(mobject), WRITING):
            waiting.extend(reversed(mobject.submobjects))


def area_of(mobject: Mobject) -> Area | None:
    """Bound what can be seen of a mobject; None if that is nothing."""
    seen = [
        part.points
        for part in mobject.get_family()
        if isinstance(part, VMobject)
        and len(part.points)
        and max(part.get_fill_opacity(), part.get_stroke_opacity()) > 0
    ]
    if not seen:
        return None
    points = np.concatenate(seen)[:, :2]
    return Area(points.min(axis=0), points.max(axis=0))


def logo_rooms() -> Iterator[Area]:
    """Bound the places where a logo may stand, beside the sentence."""
    size = np.array([WIDEST * config.frame_width, HIGHEST_LOGO * config.frame_height])
    for side in (-1, 1):
        inner = np.array([side * config.frame_width / 2, floor()]) + MARGIN * [-side, 1]
        outer = inner + size * [-side, 1]
        yield Area(np.minimum(inner, outer), np.maximum(inner, outer))


def is_sentence(area: Area) -> bool:
    """Tell whether it is the sentence at the foot, which makes way for a logo."""
    return bool(abs(area.low + area.high)[0] < 1e-3)


def passes_before(scene: Scene, lower: Area, upper: Area) -> bool:
    """Tell whether the writing that is drawn later stands on a plate that hides the other."""
    shared = lower.shared(upper)
    drawn = [
        (mobject, area)
        for mobject in family(scene.mobjects, (*WRITING, Rectangle))
        if (area := area_of(mobject)) is not None
    ]
    plates = [
        i
        for i, (mobject, area) in enumerate(drawn)
        if isinstance(mobject, Rectangle)
        and mobject.get_fill_opacity() > 0.99
        and area.holds(shared)
    ]
    ends = [
        i
        for i, (mobject, area) in enumerate(drawn)
        if isinstance(mobject, WRITING) and str(area) in (str(lower), str(upper))
    ]
    return any(min(ends) < i < max(ends) for i in plates)


def faults(scene: Scene) -> list[str]:
    """Say what is wrong with what is on screen; nothing, if all is well."""
    half, camera = np.array([config.frame_width, config.frame_height]) / 2, scene.camera
    follows = isinstance(camera, FollowingCamera)
    middle = (camera.home[0] if follows else camera.frame_center)[:2]
    frame = Area(middle - half, middle + half)
    pinned = {id(part) for part in family(camera.fixed)} if follows else set()
    is_near = follows and abs(camera.zoom - 1) > 1e-6
    shown = list(family(scene.mobjects, (*WRITING, *PANELS)))
    panels = [each for each in shown if isinstance(each, PANELS)]
    # Words that stay put over the picture belong there as its own do.
    fixed = getattr(scene.renderer.camera, "fixed", [])
    inside = {id(part) for root in [*panels, *fixed] for part in family([root])}
    writing = [
        (name_of(mobject), area, id(mobject) in inside)
        for mobject in shown
        if isinstance(mobject, WRITING)
        and not (is_near and id(mobject) not in pinned)  # the camera cuts off what it goes past
        and (area := area_of(mobject)) is not None
    ]
    logos = list(logo_rooms())
    found = [f"{n} {a} leaves the frame" for n, a, _ in writing if not frame.holds(a)]
    found += [
        f"{n} {a} stands where a theme's logo does"
        for n, a, _ in writing
        if not is_sentence(a) and any(a.meets(room) for room in logos)
    ]
    found += [
        f"{one} {a} and {other} {b} overlap"
        for (one, a, _), (other, b, _) in combinations(writing, 2)
        if a.meets(b) and not passes_before(scene, a, b)
    ]
    for panel in panels:
        box = Area(panel.low, panel.high)
        # One that is wholly outside is where a camera goes that follows.
        if not frame.holds(box) and (frame.meets(box) or not follows):
            found.append(f"a panel {box} leaves the frame")
        if any(box.meets(room) for room in logos):
            found.append(f"a panel {box} stands where a theme's logo does")
        found += [f"{n} {a} runs into a panel" for n, a, own in writing if not own and a.meets(box)]
        for part in family([panel]):
            area = area_of(part) if len(part.points) or isinstance(part, WRITING) else None
            if area is not None and not box.holds(area, 1e-6):
                found.append(f"{name_of(part)} {area} leaves its panel {box}")
    found += [
        f"the panels at {one.middle} and {other.middle} overlap"
        for one, other in combinations(panels, 2)
        if Area(one.low, one.high).meets(Area(other.low, other.high))
    ]
    return found


def markers_drawn(scene: Scene) -> int:
    """Count the outlines' points of all markers on screen."""
    clouds = family(scene.mobjects, (PointCloud,))
    return sum(len(outline.points) for cloud in clouds for outline in cloud)


def written(scene: Scene) -> Iterator[str]:
    """Give all the texts on screen, formulas as the words quoted in them."""
    for mobject in family(scene.mobjects, (Text, MathTypst)):
        if isinstance(mobject, Text):
            yield mobject.original_text
        else:
            yield from QUOTED.findall(PART_NAME.sub("", mobject.typst_code))


def name_of(mobject: Mobject) -> str:
    """Name a mobject in a message, by its words if it has any."""
    words = getattr(mobject, "original_text", None) or getattr(mobject, "typst_code", None)
    return f"{type(mobject).__name__} {words!r}" if words else type(mobject).__name__


@dataclass(frozen=True)
class Performance:
    """What became of a film that was played fast.

    Attributes
    ----------
    faults : list of str
        What was wrong on screen, each once, with the act and the film's second.
    looks : int
        How often the screen was looked at.
    markers : int
        The most that was drawn of the clouds of points.
    seconds : float
        How long it lasted.
    words : set of str
        All that was written on screen.
    timeline : Timeline
    """

    faults: list[str]
    looks: int
    markers: int
    seconds: float
    words: set[str]
    timeline: Timeline


class Looks:
    """Looks at a film's screen again and again, and keeps what is seen there."""

    def __init__(self) -> None:
        self._faults: dict[str, str] = {}
        self._markers: list[int] = []
        self._words: set[str] = set()
        self._acts: list[tuple[str, float]] = []

    def of(self, scene_class: type[Any]) -> type[Any]:
        """Return a film that tells when its acts begin."""
        acts = self._acts

        class Told(scene_class):
            def next_section(self, name: str = "", *args: Any, **kwargs: Any) -> None:
                super().next_section(name, *args, **kwargs)
                acts.append((self.renderer.file_writer.sections[-1].name, self.time))

        return Told

    def look(self, scene: Any) -> None:
        """Look at everything on screen."""
        self._markers.append(markers_drawn(scene))
        self._words.update(written(scene))
        act = self._acts[-1][0] if self._acts else "before the first act"
        for fault in faults(scene):
            self._faults.setdefault(fault, f"{act}, {scene.time:.1f} s: {fault}")

    def performance(self, scene: Any) -> Performance:
        """Return what became of the film, when it has ended."""
        seconds = float(scene.time)
        ends = [begin for _, begin in self._acts[1:]] + [seconds]
        acts = (Section(*act, end) for act, end in zip(self._acts, ends, strict=True))
        timeline = Timeline(seconds, tuple(acts), tuple(getattr(scene, "sentences", ())))
        found, looks = list(self._faults.values()), len(self._markers)
        return Performance(found, looks, max(self._markers), seconds, self._words, timeline)


def frame_height_of(spec: Any) -> float:
    """Give the height of a film's frame, in frame units."""
    across, down = ASPECTS[spec.aspect]
    return STAGE if spec.aspect == WIDE else config.frame_width * down / across


def perform(scene_class: type[Any], spec: Any, results: Any, folder: Path) -> Performance:
    """Play a film of a story fast, looking at its layout."""
    looks = Looks()

    class Watched(looks.of(scene_class)):  # type: ignore[misc]
        def play(self, *animations: Any, run_time: float = 1.0, **options: Any) -> None:
            if not all(isinstance(a, (FadeIn, FadeOut, Drive)) for a in animations):
                super().play(*animations, run_time=run_time, **options)
                looks.look(self)
                return
            began = self.renderer.time
            for animation in animations:
                if animation.mobject not in self.get_mobject_family_members():
                    self.add(animation.mobject)
                if isinstance(animation, FadeOut):
                    self.remove(animation.mobject)
                elif isinstance(animation, Drive):
                    for progress in np.linspace(0, 1, FRAMES):
                        self.renderer.time = began + progress * run_time
                        animation.interpolate_mobject(progress)
                        looks.look(self)
            self.renderer.time = began + run_time
            looks.look(self)

        def wait(self, duration: float = 1.0, *args: Any, **options: Any) -> None:
            self.renderer.time += duration
            looks.look(self)

    Watched.spec, Watched.results = spec, results
    with tempconfig(
        {
            "pixel_width": 854,
            "pixel_height": 480,
            "frame_height": frame_height_of(spec),
            "frame_rate": 30,
            "media_dir": str(folder),
            "progress_bar": "none",
            "verbosity": "ERROR",
            "write_to_movie": False,
            "save_last_frame": True,
        }
    ):
        scene = Watched()
        scene.render()
        return looks.performance(scene)
