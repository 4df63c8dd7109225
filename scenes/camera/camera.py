"""Cameras that draw what Manim's draw, several times faster, one for each of Manim's kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Camera, MovingCamera, Scene, ThreeDCamera
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.vectorized_mobject import VMobject

from scenes.camera.fast_drawing import FastDrawing


class FastCamera(FastDrawing, Camera):  # type: ignore[misc]
    """Manim's `Camera`, faster."""


class FastMovingCamera(FastDrawing, MovingCamera):  # type: ignore[misc]
    """Manim's `MovingCamera`, faster."""


class FastThreeDCamera(FastDrawing, ThreeDCamera):  # type: ignore[misc]
    """Manim's `ThreeDCamera`, faster."""

    def seen(
        self, vmobjects: Sequence[VMobject], points: np.ndarray, counts: np.ndarray
    ) -> np.ndarray:
        """Project all that is not fixed to the frame at once."""
        fixed = [
            each in self.fixed_in_frame_mobjects or each in self.fixed_orientation_mobjects
            for each in vmobjects
        ]
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            projected = self.project_points(points)
        edges = np.append(0, np.cumsum(counts))
        for i in np.flatnonzero(fixed).tolist():
            part = slice(edges[i], edges[i + 1])
            projected[part] = self._transformed(vmobjects[i], points[part])
        return projected


FAST: dict[type, type] = {
    Camera: FastCamera,
    MovingCamera: FastMovingCamera,
    ThreeDCamera: FastThreeDCamera,
}
"""Which camera takes the place of which."""


def honour_marks(kind: type[Camera] = Camera) -> None:
    """Patch Manim's own cameras to draw an image that has marks by these marks.

    Its camera hands an image neither itself nor its view, so that without this an image could not
    turn with the camera. All other images are drawn as ever.
    """
    stock = kind.display_image_mobject
    if hasattr(stock, "honours_marks"):
        return

    def display_image_mobject(self: Any, image: AbstractImageMobject, pixels: np.ndarray) -> None:
        if not hasattr(image, "marks"):
            stock(self, image, pixels)
            return
        context = self.get_cairo_context(pixels)
        for mark in image.marks(self):
            mark.draw(context)

    display_image_mobject.honours_marks = True  # type: ignore[attr-defined]
    kind.display_image_mobject = display_image_mobject  # type: ignore[assignment,method-assign]


def speed_up(scene: Scene) -> None:
    """Replace a scene's camera by the fast one of its kind; keep a camera of an unknown kind."""
    camera: Any = scene.renderer.camera
    fast = FAST.get(type(camera))
    if fast is not None:
        camera.__class__ = fast
