"""Pictures of marks and of mobjects, and how alike two pictures are."""

from collections.abc import Callable
from typing import Any

import cairo
import numpy as np
from manim import Camera, Mobject

from scenes.camera.camera import FAST
from scenes.camera.marks import Mark
from scenes.camera.paths import Path as Outlined
from scenes.camera.paths import cairo_paths

SIDE = 40


def drawn(*marks: Mark, side: int = SIDE) -> np.ndarray:
    """Draw marks whose unit is a pixel, int array (side, side, 4), as Cairo keeps it."""
    pixels = np.zeros((side, side, 4), np.uint8)
    surface = cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_ARGB32, side, side)
    context = cairo.Context(surface)
    for mark in marks:
        mark.draw(context)
    surface.flush()
    return pixels.astype(int)


def square(low: float, high: float) -> Outlined:
    """Make the outline of a square."""
    corners = np.array([[low, low], [high, low], [high, high], [low, high]], dtype=float)
    after = np.roll(corners, -1, axis=0)
    shares = np.array([0, 1 / 3, 2 / 3, 1])[:, None]
    curves = corners[:, None] + shares * (after - corners)[:, None]
    return cairo_paths(curves.reshape(-1, 2), np.array([4]))[0]


def told(mark: Mark) -> bytes:
    """Give all that a mark tells of itself."""
    return b"|".join(mark.content())


def pictures(
    kind: type[Camera],
    make: Callable[[], list[Mobject]],
    prepare: Callable[[Any], object] = lambda _: None,
    **options: Any,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw mobjects by the fast camera of a kind, and by Manim's own."""
    both = []
    for camera in (FAST[kind], kind):
        size = {"pixel_width": 320, "pixel_height": 180, "frame_width": 128 / 9, "frame_height": 8}
        view = camera(**size, **options)
        prepare(view)
        view.reset()
        view.capture_mobjects(make())
        both.append(view.pixel_array.copy())
    return both[0], both[1]


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """Compare two pictures, in decibels."""
    error = ((a.astype(float) - b) ** 2).mean()
    return float("inf") if error == 0 else float(10 * np.log10(255**2 / error))
