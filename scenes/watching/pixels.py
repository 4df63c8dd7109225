"""What is drawn on a frame: whether it is a picture, how far it reaches, how words stand out."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.camera.following import FollowingCamera
from scenes.theme.contrast import ratio
from scenes.watching.playing import draw
from scenes.watching.writing import area_of, sentence_of

CLEAR = 24
"""Of 255: how much a pixel that is drawn differs from the background."""
SPECK = 0.0005
"""Least share of the frame's pixels that makes a picture."""
DOT = 4
"""Pixels, fewer than which are nothing."""


def drawn_on(scene: Any, picture: np.ndarray) -> np.ndarray:
    """Return which pixels of a frame differ from the background, bool array (height, width)."""
    background = scene.renderer.camera.background[..., :3]
    more = np.maximum(picture, background) - np.minimum(picture, background)
    drawn: np.ndarray = more.max(axis=-1) > CLEAR
    return drawn


def is_empty(scene: Any, picture: np.ndarray) -> bool:
    """Return whether nothing at all is drawn on a frame."""
    return int(drawn_on(scene, picture).sum()) < DOT


def has_picture(scene: Any, picture: np.ndarray) -> bool:
    """Return whether anything is drawn on a frame beside the sentence at the foot."""
    drawn = drawn_on(scene, picture)
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
