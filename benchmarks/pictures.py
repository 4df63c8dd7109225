"""The pictures that benchmarks film: each drawn by our array mobjects, and by Manim's own way."""

from __future__ import annotations

import numpy as np
from manim import (
    BLACK,
    BLUE_C,
    BLUE_D,
    BLUE_E,
    DEGREES,
    GREY_B,
    ORANGE,
    ORIGIN,
    TEAL_C,
    Dot,
    Mobject,
    Scene,
    Surface,
    ThreeDScene,
    Transform,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
    linear,
)

from scenes.mobjects.arrays.bezier import as_points, smooth_curves
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.arrays.surface_mesh import MeshLines, SurfaceMesh

FULL_HD = {"pixel_width": 1920, "pixel_height": 1080, "frame_rate": 60}
"""Manim's settings for the films compared."""
CURVES, SAMPLES, POINTS = 41, 61, 600
"""Curves of each of two families, samples along each, points."""
SECONDS, BEGUN = 1.0, 0.75
"""Of film, and the share of the bending that is done when it begins: the rest takes all of it."""
RADIUS, EDGE = 0.055, 0.6
COLOURS = (BLUE_C, ORANGE)


def warp(plane: np.ndarray) -> np.ndarray:
    """Bend the plane."""
    far = np.linalg.norm(plane, axis=-1, keepdims=True)
    angle = 1.2 * np.exp(-far / 4)[..., 0]
    c, s = np.cos(angle), np.sin(angle)
    x, y = plane[..., 0], plane[..., 1]
    turned = np.stack([c * x - s * y, s * x + c * y], axis=-1)
    return turned + 0.3 * np.tanh(turned)


def families() -> tuple[np.ndarray, np.ndarray]:
    """Give two families of straight lines (curves, samples, 2)."""
    x, y = np.linspace(-6, 6, SAMPLES), np.linspace(-3.4, 3.4, SAMPLES)
    across, along = np.linspace(-3.4, 3.4, CURVES), np.linspace(-6, 6, CURVES)
    level = np.stack(np.broadcast_arrays(x, across[:, None]), axis=-1)
    upright = np.stack(np.broadcast_arrays(along[:, None], y), axis=-1)
    return level, upright


def points(count: int = POINTS) -> np.ndarray:
    """Give points (count, 2) of the plane, the same every time."""
    return np.random.default_rng(0).uniform(-1, 1, (count, 2)) * [5.8, 3.2]


def blend(rest: np.ndarray, progress: float) -> np.ndarray:
    """Give what has been bent for a share of the way."""
    return (1 - progress) * rest + progress * warp(rest)


class OurGrid(Scene):
    """82 curves and 600 points: a curve grid, and two sets of markers."""

    def construct(self) -> None:
        level, upright = families()
        places = points()
        low, high = np.array([-20.0, -20.0]), np.array([20.0, 20.0])
        grid = CurveGrid((TEAL_C, GREY_B), low, high)
        clouds = [
            Markers(marker_of(0), fill_color=colour, fill_opacity=1, stroke_width=EDGE)
            .set_stroke(BLACK)
            for colour in COLOURS
        ]  # fmt: skip
        group = VGroup(grid, *clouds)

        def draw(_: VMobject, progress: float) -> None:
            share = BEGUN + (1 - BEGUN) * progress
            grid.set_curves(blend(level, share), blend(upright, share))
            now = blend(places, share)
            for k, cloud in enumerate(clouds):
                cloud.set_places(now[k::2], RADIUS)

        draw(group, 0)
        self.add(group)
        self.play(UpdateFromAlphaFunc(group, draw, rate_func=linear, run_time=SECONDS))


class StockGrid(Scene):
    """The same as Manim's documentation would have it: a group of curves, a group of dots."""

    def construct(self) -> None:
        group, target = (self.objects(share) for share in (BEGUN, 1))
        self.add(group)
        self.play(Transform(group, target, rate_func=linear, run_time=SECONDS))

    def objects(self, share: float) -> VGroup:
        """Make all objects at a share of the way."""
        group = VGroup()
        for colour, family in zip((TEAL_C, GREY_B), families(), strict=True):
            for curve in smooth_curves(blend(family, share)):
                line = VMobject(stroke_color=colour, stroke_width=1.6)
                line.points = as_points(curve)
                group.add(line)
        now = blend(points(), share)
        for k, colour in enumerate(COLOURS):
            for x, y in now[k::2]:
                dot = Dot(ORIGIN + [x, y, 0], RADIUS, color=colour)
                group.add(dot.set_stroke(BLACK, EDGE))
        return group


CELLS = 40
"""Of the surface, each way."""


def height(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Give the surface's height."""
    heights: np.ndarray = np.sin(1.5 * x) * np.cos(1.5 * y)
    return heights


class Turning(ThreeDScene):
    """A surface that the camera goes around for half a second."""

    def construct(self) -> None:
        self.set_camera_orientation(phi=60 * DEGREES, theta=-45 * DEGREES)
        self.add(self.surface())
        self.begin_ambient_camera_rotation(rate=0.5)
        self.wait(0.5)

    def surface(self) -> Mobject:
        """Make the surface."""
        raise NotImplementedError


class OurSurface(Turning):
    """A mesh."""

    def surface(self) -> Mobject:
        """Make the surface."""
        x = np.linspace(-3, 3, CELLS + 1)
        colours = ColourMap((str(BLUE_D), str(BLUE_E)), -1, 1)
        mesh = SurfaceMesh(colours, lines=MeshLines(every=1))
        return mesh.set_graph(x, x, height(*np.meshgrid(x, x)))


class StockSurface(Turning):
    """Manim's, with its defaults."""

    def surface(self) -> Mobject:
        """Make the surface."""
        return Surface(
            lambda u, v: np.array([u, v, height(u, v)]),
            u_range=[-3, 3],
            v_range=[-3, 3],
            resolution=CELLS,
        )
