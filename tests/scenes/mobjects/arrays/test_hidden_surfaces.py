"""What is near hides what is far, from wherever one looks."""

import numpy as np
import pytest

from scenes.camera.camera import FastThreeDCamera
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.painting import cells
from scenes.mobjects.arrays.surface_mesh import MeshLines, SurfaceMesh
from tests.support.meshes import (
    GREY,
    HEIGHT,
    SCALE,
    VIEWS,
    WIDTH,
    hills,
    looking,
    picture,
    pixel,
    torus,
    wave,
)


def nearest_cells(seen: np.ndarray, nearness: np.ndarray) -> np.ndarray:
    """Find the cell shown in each pixel by a z-buffer of triangles; -1 where there is none.

    Parameters
    ----------
    seen : array (rows, columns, 2)
        In pixels.
    nearness : array (rows, columns)
    """
    buffer, owner = np.full((HEIGHT, WIDTH), -np.inf), np.full((HEIGHT, WIDTH), -1)
    places, depths = cells(seen), cells(nearness[..., None])[..., 0]
    for cell, (corners, depth) in enumerate(zip(places, depths, strict=True)):
        for triangle in ([0, 1, 2], [0, 2, 3]):
            (a, b, c), (za, zb, zc) = corners[triangle], depth[triangle]
            low = np.maximum(np.floor(corners.min(axis=0)), 0).astype(int)
            high = np.minimum(np.ceil(corners.max(axis=0)) + 1, [WIDTH, HEIGHT]).astype(int)
            det = np.cross(np.append(b - a, 0), np.append(c - a, 0))[2]
            if abs(det) < 1e-9 or (high <= low).any():
                continue
            x, y = np.meshgrid(np.arange(low[0], high[0]) + 0.5, np.arange(low[1], high[1]) + 0.5)
            p = ((x - a[0]) * (c - a)[1] - (y - a[1]) * (c - a)[0]) / det
            q = ((b - a)[0] * (y - a[1]) - (b - a)[1] * (x - a[0])) / det
            z = za + p * (zb - za) + q * (zc - za)
            window = np.s_[low[1] : high[1], low[0] : high[0]]
            closer = (p >= 0) & (q >= 0) & (p + q <= 1) & (z > buffer[window])
            buffer[window][closer] = z[closer]
            owner[window][closer] = cell
    return owner


def in_pixels(places: np.ndarray) -> np.ndarray:
    return np.stack([(places[..., 0] + 4) * SCALE, (3 - places[..., 1]) * SCALE], axis=-1)


def coded(vertices: np.ndarray, **options) -> tuple[SurfaceMesh, np.ndarray]:
    """Give a surface each of whose cells has a colour of its own, and those colours."""
    rows, columns = vertices.shape[0] - 1, vertices.shape[1] - 1
    rgbs = np.random.default_rng(0).integers(40, 256, (rows, columns, 3))
    mesh = SurfaceMesh(GREY, ambient=1.0, pivot=np.zeros(3), **options)
    return mesh.set_vertices(vertices, rgbs=rgbs / 255), rgbs.reshape(-1, 3)


def agreement(shown: np.ndarray, owner: np.ndarray, rgbs: np.ndarray) -> float:
    """Measure the share of pixels shown right, leaving aside those on the edge of a cell."""
    same = np.ones(owner.shape, bool)
    for axis in (0, 1):
        for by in (-1, 1, -2, 2):
            same &= owner == np.roll(owner, by, axis)
    want = np.vstack([rgbs, [0, 0, 0]])[owner]
    right = np.abs(shown - want).max(axis=-1) <= 2
    assert same.sum() > 2000
    return right[same].mean()


@pytest.mark.parametrize("shape", ["graph", "torus"])
@pytest.mark.parametrize(("azimuth", "tilt"), VIEWS)
def test_every_pixel_shows_the_cell_that_is_nearest_there(shape, azimuth, tilt) -> None:
    vertices = hills(13).vertices if shape == "graph" else torus()
    orbit = Orbit(azimuth, tilt)
    mesh, rgbs = coded(vertices, orbit=orbit)
    seen, nearness = orbit.see(vertices)
    owner = nearest_cells(in_pixels(seen), nearness)
    assert agreement(picture(mesh), owner, rgbs) > (0.995 if shape == "graph" else 0.98)


@pytest.mark.parametrize(("azimuth", "tilt"), VIEWS)
def test_so_it_does_in_perspective(azimuth, tilt) -> None:
    camera = looking(FastThreeDCamera, azimuth, tilt)
    camera.set_focal_distance(6)
    vertices = hills(13).vertices
    mesh, rgbs = coded(vertices)
    turned = vertices @ camera.get_rotation_matrix().T
    towards = 1 / (6 - turned[..., 2])  # straight on screen, unlike the distance itself
    owner = nearest_cells(in_pixels(turned[..., :2] * 6 * towards[..., None]), towards)
    assert agreement(picture(mesh, camera=camera), owner, rgbs) > 0.995


@pytest.mark.parametrize("angle", np.linspace(0, 6, 7))
def test_a_near_sheet_hides_a_far_one_whichever_way_it_is_turned(angle) -> None:
    side = np.linspace(-1, 1, 9)
    x, y = np.meshgrid(side, side)
    # one folded sheet: blue below, red above, joined far outside on one side
    lower = np.stack([x, y, np.full_like(x, -0.5)], axis=-1)
    upper = np.stack([x, -y, np.full_like(x, 0.5)], axis=-1)
    vertices = np.concatenate([lower, upper])
    rgbs = np.zeros((17, 8, 3))
    rgbs[:8, :, 2], rgbs[9:, :, 0] = 1, 1
    mesh = SurfaceMesh(GREY, Orbit(angle, 0.4), ambient=1.0).set_vertices(vertices, rgbs=rgbs)
    assert picture(mesh)[pixel((0, 0.5 * np.sin(0.4)))] == pytest.approx([255, 0, 0])
    mesh.orbit = Orbit(angle, np.pi - 0.4)  # from below
    assert picture(mesh)[pixel((0, 0.5 * np.sin(0.4)))] == pytest.approx([0, 0, 255])


@pytest.mark.parametrize("way", ["turned", "sheared", "rows reversed", "columns reversed"])
@pytest.mark.parametrize(("azimuth", "tilt"), VIEWS[4::3])
def test_so_it_does_however_the_grid_of_a_graph_lies(way, azimuth, tilt) -> None:
    vertices = hills(13).vertices
    vertices = {
        "turned": vertices @ [[0.8, 0.6, 0], [-0.6, 0.8, 0], [0, 0, 1]] + [0.3, -0.2, 0.1],
        "sheared": vertices @ [[1, 0.4, 0], [0, 1, 0], [0, 0, 1]],
        "rows reversed": vertices[::-1],
        "columns reversed": vertices[:, ::-1],
    }[way]
    orbit = Orbit(azimuth, tilt)
    mesh, rgbs = coded(vertices, orbit=orbit)
    seen, nearness = orbit.see(vertices)
    owner = nearest_cells(in_pixels(seen), nearness)
    assert agreement(picture(mesh), owner, rgbs) > 0.995


def ray_hides(points: np.ndarray, towards: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """March from points (n, 3) towards the eye, and see whether the way dips into the wave."""
    t = 0.1 + np.linspace(0, 1, 4000)[:, None] * (ends - 0.1)
    x, y, z = np.moveaxis(points + t[..., None] * towards, -1, 0)
    height = np.where((np.abs(x) < 2) & (np.abs(y) < 1.8), wave(x, y) - z, np.nan)
    crossed = height[1:] * height[:-1] < 0
    return crossed.any(axis=0)


@pytest.mark.parametrize(("azimuth", "tilt"), VIEWS[1:10])
@pytest.mark.parametrize("perspective", [False, True])
def test_it_hides_what_a_ray_to_the_eye_would_have_to_pass_it_for(
    azimuth, tilt, perspective
) -> None:
    rng = np.random.default_rng(3)
    points = np.column_stack([rng.uniform(-2, 2, 200), rng.uniform(-1.8, 1.8, 200)])
    points = np.column_stack([points, rng.uniform(-2, 1.5, 200)])
    mesh = hills(81, orbit=Orbit(azimuth, tilt))
    if perspective:
        camera = looking(FastThreeDCamera, azimuth, tilt)
        eye = camera.get_rotation_matrix()[2] * camera.get_focal_distance()
        ways = eye - points
        ends = np.minimum(np.linalg.norm(ways, axis=1), 8)
        towards = ways / np.linalg.norm(ways, axis=1, keepdims=True)
        hidden = mesh.hides(points, camera, slack=0.1)
    else:
        towards, ends = np.broadcast_to(mesh.orbit.axes[2], points.shape), np.full(200, 8.0)
        hidden = mesh.hides(points, slack=0.1)
    want = ray_hides(points, towards, ends)
    assert 0.1 < want.mean() < 0.95
    assert (hidden == want).mean() > 0.97


def test_a_path_on_it_is_seen_where_it_is_seen_and_hidden_behind_a_hill() -> None:
    mesh = hills(61, orbit=Orbit(0.0, 1.4))
    x = np.linspace(-1.9, 1.9, 300)
    near = np.column_stack([x, np.full(300, -1.8), wave(x, -1.8)])
    assert not mesh.hides(near).any()
    far = np.column_stack([x, np.full(300, 1.7), wave(x, 1.7) - 0.1])
    assert mesh.hides(far).mean() > 0.5


def test_a_line_behind_a_hill_is_hidden_with_it() -> None:
    line = MeshLines(100, "#00ff00", 1.0, width=6)
    side = np.linspace(-1, 1, 5)
    x, y = np.meshgrid(side, side)
    heights = np.where(np.abs(y) < 0.6, 1.0, 0.0)
    mesh = SurfaceMesh(GREY, Orbit(0, 1.3), np.zeros(3), lines=line, ambient=1.0)
    mesh.set_vertices(np.stack([x, y, heights], axis=-1), rgbs=np.ones((4, 4, 3)))
    shown = picture(mesh)
    for y, is_seen in ((-1.0, True), (1.0, False)):
        at = pixel(mesh.see(np.array([0.25, y, 0.0])))
        assert (shown[at][0] < 120) == is_seen
