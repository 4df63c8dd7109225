"""What is written on screen: which words, where, in which colours, and what is no writing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from manim import (
    DecimalNumber,
    MarkupText,
    Mobject,
    Paragraph,
    SingleStringMathTex,
    Text,
    ThreeDCamera,
    Typst,
    VMobject,
)
from manim.utils.family import extract_mobject_family_members

from scenes.camera.following import FollowingCamera
from scenes.languages.language import LANGUAGES
from scenes.mobjects.text import LiveNumber

WRITTEN = (Text, MarkupText, Paragraph, SingleStringMathTex, Typst, DecimalNumber, LiveNumber)
SOLID = 0.6
"""Opacity from which on writing is to be read; below, it comes or goes."""


def writing_on(scene: Any) -> list[Mobject]:
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


def unwritten(mobjects: list[Mobject]) -> Iterator[Mobject]:
    """Yield all parts with points of mobjects, but for writing and its parts."""
    for mobject in mobjects:
        if isinstance(mobject, WRITTEN):
            continue
        if not mobject.submobjects:
            yield mobject
        else:
            if len(mobject.points):
                yield _alone(mobject)
            yield from unwritten(mobject.submobjects)


def _alone(mobject: Mobject) -> Mobject:
    """Return a mobject without its parts."""
    alone = mobject.copy()
    alone.submobjects = []
    return alone


def sentence_of(scene: Any, mobject: Mobject) -> bool:
    """Return whether a mobject is the sentence at the foot, also while it comes or goes."""
    said = {each.text for each in getattr(scene, "sentences", [])[-1:]}
    return isinstance(mobject, Text) and mobject.original_text in said


def reading_time(scene: Any) -> float:
    """Return how long it takes to read the sentence on screen, in seconds of the film."""
    if getattr(scene, "said", None) is None:
        return 0.0
    speed = LANGUAGES.find(scene.spec.lang).speed
    return len(scene.said.original_text) / speed / scene.spec.tempo


def goes_past(scene: Any, mobject: Mobject) -> bool:
    """Return whether the camera is close, and may cut off writing that is not fixed."""
    camera = scene.renderer.camera
    if not isinstance(camera, FollowingCamera) or abs(camera.zoom - 1) < 1e-6:
        return False
    return all(mobject is not each for each in extract_mobject_family_members(camera.fixed))


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
    elif isinstance(camera, ThreeDCamera):
        points = camera.transform_points_pre_display(mobject, points)
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return low, high, sorted({part.get_fill_color().to_hex() for part in parts})


def name_of(mobject: Mobject) -> str:
    """Name writing by its words, or by its place if they change."""
    for name in ("original_text", "typst_code", "tex_string"):
        if words := getattr(mobject, name, None):
            return repr(words)
    x, y = mobject.get_center()[:2]
    return f"the number at ({x:.1f}, {y:.1f})"
