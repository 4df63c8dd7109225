"""Drawing alone, at 1080p: one picture by our mobjects and camera, one by Manim's own.

And what comes after: pixels made into what an encoder takes, by a kernel and by FFmpeg. Each side
makes several frames in a row, as films do: a single one would mostly wait for memory, since the
other side has just filled the processor's caches.
"""

from __future__ import annotations

from collections.abc import Callable

import av
import numpy as np
from manim import BLUE_C, Camera, Dot, ImageMobject, Mobject, VGroup, config, tempconfig
from pictures import FULL_HD, RADIUS, points
from side_by_side import Row, race

from scenes.camera.camera import FastCamera
from scenes.encoding.conversion import BT709, converted, film_frame
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.arrays.point_cloud import Markers, marker_of

MANY = 5_000
HEAT = (270, 480)
FRAMES = 10
"""How many each side makes when it is its turn."""


def in_a_row(make: Callable[[], object]) -> Callable[[], None]:
    """Make several frames in a row."""

    def make_all() -> None:
        for _ in range(FRAMES):
            make()

    return make_all


def shot(camera: Camera, mobject: Mobject) -> Callable[[], np.ndarray]:
    """Make the drawing of one frame."""

    def draw() -> np.ndarray:
        camera.reset()
        camera.capture_mobjects([mobject])
        return camera.pixel_array

    return draw


def psnr(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Compare two pictures, in decibels."""
    error = (ours[..., :3].astype(float) - theirs[..., :3]) ** 2
    return float(10 * np.log10(255**2 / error.mean()))


def cloud() -> tuple[Mobject, Mobject]:
    """Make 5,000 points, ours and Manim's."""
    places = points(MANY)
    ours = Markers(marker_of(0), fill_color=BLUE_C, fill_opacity=1, stroke_width=0)
    ours.set_places(places, RADIUS)
    theirs = VGroup(*(Dot([x, y, 0], RADIUS, color=BLUE_C) for x, y in places))
    return ours, theirs


def heat() -> tuple[Mobject, Mobject]:
    """Make a heat map that fills the frame, ours and Manim's."""
    y, x = np.mgrid[-1 : 1 : HEAT[0] * 1j, -1 : 1 : HEAT[1] * 1j]
    red, blue = (np.uint8(127 + 127 * np.sin(9 * each)) for each in (x, y * x))
    pixels = np.stack([red, np.full_like(red, 90), blue, np.full_like(red, 255)], axis=-1)
    half = np.array([config.frame_width, config.frame_height]) / 2
    ours = HeatMap(-half, half, ColourMap(("#000000", "#ffffff")))
    ours.set_pixels(pixels)
    theirs = ImageMobject(pixels)
    theirs.stretch_to_fit_width(config.frame_width).stretch_to_fit_height(config.frame_height)
    return ours, theirs


def conversion(pixels: np.ndarray) -> Row:
    """Measure how pixels become brightness and colour."""
    result = race(
        in_a_row(lambda: film_frame(pixels, "yuv420p", BT709)),
        in_a_row(
            lambda: converted(av.VideoFrame.from_numpy_buffer(pixels, "rgba"), "yuv420p", BT709)
        ),
        9,
    )
    what, against = "a frame to yuv420p, conversion only", "FFmpeg's scaler"
    return Row(what, against, f"{result.times(1e-3, FRAMES)} a frame", result.cpu, 4)


def rows() -> list[Row]:
    """Measure a cloud and a heat map, and the conversion of the latter."""
    table = []
    cases = (
        (f"{MANY:,} points", f"{MANY:,} Dots", cloud, 100),
        (f"heat map {HEAT[1]}×{HEAT[0]}, full frame", "stock ImageMobject", heat, 60),
    )
    with tempconfig(FULL_HD):
        for what, against, make, target in cases:
            ours, theirs = make()
            left, right = shot(FastCamera(), ours), shot(Camera(), theirs)
            likeness = psnr(left().copy(), right())
            result = race(in_a_row(left), in_a_row(right), 3)
            measured = f"{result.times(1e-3, FRAMES)} a frame, alike to {likeness:.0f} dB"
            table.append(Row(f"{what}, drawing only", against, measured, result.wall, target))
        return [*table, conversion(left().copy())]
