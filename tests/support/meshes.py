"""Surfaces to draw, and small pictures of them."""

import numpy as np
from manim import Camera, ThreeDCamera

from scenes.camera.camera import FastCamera
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.surface_mesh import SurfaceMesh

GREY = ColourMap(("#000000", "#ffffff"))
WIDTH, HEIGHT, SCALE = 160, 120, 20
VIEWS = [(azimuth, tilt) for azimuth in (0.0, 0.7, 2.5, 3.9, 5.5) for tilt in (0.3, 1.0, 1.5)]


def looking(kind: type[Camera], azimuth: float = 0.0, tilt: float = 0.0) -> Camera:
    """Give a camera of 160 × 120 pixels, 20 to a unit."""
    camera = kind(pixel_width=WIDTH, pixel_height=HEIGHT, frame_width=8, frame_height=6)
    if isinstance(camera, ThreeDCamera):
        camera.set_phi(tilt)
        camera.set_theta(azimuth)
        camera.reset_rotation_matrix()
    return camera


def picture(*mobjects, camera: Camera | None = None) -> np.ndarray:
    """Draw mobjects on black, array (120, 160, 3) from 0 to 255."""
    camera = camera or looking(FastCamera)
    camera.capture_mobjects(mobjects)
    return camera.pixel_array[..., :3].astype(float)


def pixel(place) -> tuple[int, int]:
    return int((3 - place[1]) * SCALE), int((place[0] + 4) * SCALE)


def wave(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return 0.8 * np.sin(2.2 * x) * np.cos(1.7 * y) + 0.15 * x * y


ASLANT = Orbit(0.7, 1.0)


def hills(count: int = 25, orbit: Orbit = ASLANT, **options) -> SurfaceMesh:
    x = np.linspace(-2, 2, count)
    mesh = SurfaceMesh(ColourMap(("#2255ff", "#ff3322"), -1, 1), orbit, np.zeros(3), **options)
    return mesh.set_graph(x, 0.9 * x, wave(*np.meshgrid(x, 0.9 * x)))


def torus(around: int = 40, across: int = 24) -> np.ndarray:
    u, v = np.meshgrid(np.linspace(0, 2 * np.pi, across), np.linspace(0, 2 * np.pi, around))
    ring = 1.6 + 0.7 * np.cos(u)
    return np.stack([ring * np.cos(v), ring * np.sin(v), 0.7 * np.sin(u)], axis=-1)


def flat(rgb, count: int = 2, z: float = 0.0, **options) -> SurfaceMesh:
    """Lay a square of one colour, all in the ambient light."""
    side = np.linspace(-1, 1, count)
    vertices = np.stack([*np.meshgrid(side, side), np.full((count, count), z)], axis=-1)
    mesh = SurfaceMesh(GREY, ambient=1.0, **options)
    return mesh.set_vertices(vertices, rgbs=np.broadcast_to(rgb, vertices.shape))
