"""Surfaces: what is near hides what is far, from wherever one looks, in the right light."""

import numpy as np
import pytest
from manim import Camera, FadeIn, ManimColor, Square, ThreeDCamera, Transform

from scenes.camera.camera import FastCamera, FastThreeDCamera
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.painting import cells
from scenes.mobjects.arrays.surface_mesh import MeshLines, SurfaceMesh

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


def test_no_seam_is_left_between_cells() -> None:
    for angle in (0.0, 0.3, 0.9):
        sheet = flat([0.8, 0.8, 0.8], count=15, orbit=Orbit(angle, 0.5))
        shown = picture(sheet)
        hull = shown[50:70, 70:90]
        assert hull.min() > 202


def test_its_edge_is_smooth() -> None:
    shown = picture(flat([1.0, 1, 1], orbit=Orbit(0.3, 0)))[..., 0]
    assert ((shown > 20) & (shown < 235)).sum() > 60
    assert shown.sum() / 255 == pytest.approx((2 * SCALE + 1.2) ** 2, rel=0.01)


@pytest.mark.parametrize("light", [(0, 0, 1), (1, 0, 1), (-0.3, 0.9, 0.5)])
@pytest.mark.parametrize("ambient", [0.0, 0.4])
def test_light_follows_lambert_s_law_on_both_sides(light, ambient) -> None:
    slope = np.array([[[-1, -1, -0.6], [1, -1, 0.6]], [[-1, 1, -0.8], [1, 1, 0.4]]])
    normal = np.cross([2, 0, 1.2], [0, 2, -0.2])
    cosine = normal @ light / np.linalg.norm(normal) / np.linalg.norm(light)
    for tilt, side in ((0.0, 1), (np.pi, -1)):
        mesh = SurfaceMesh(GREY, Orbit(0, tilt), light=light, ambient=ambient)
        mesh.set_vertices(slope, rgbs=np.full((2, 2, 3), 0.735357))  # half of the light
        level = 0.5 * (ambient + (1 - ambient) * max(side * cosine, 0))
        want = 12.92 * level if level < 0.0031308 else 1.055 * level ** (1 / 2.4) - 0.055
        assert picture(mesh)[60, 80] == pytest.approx(np.full(3, 255 * want), abs=1.5)


def test_heights_give_the_colours_unless_others_are_given() -> None:
    mesh = SurfaceMesh(ColourMap(("#ff0000", "#00ff00"), 0, 1), ambient=1.0)
    low, high = np.zeros((2, 2)), np.ones((2, 2))
    side = np.array([-1.0, 1])
    assert picture(mesh.set_graph(side, side, low))[60, 80] == pytest.approx([255, 0, 0])
    assert picture(mesh.set_graph(side, side, high))[60, 80] == pytest.approx([0, 255, 0])
    assert picture(mesh.set_graph(side, side, low, values=high))[60, 80] == pytest.approx(
        [0, 255, 0]
    )
    blue = np.array([[[0.0, 0, 1]]])
    assert picture(mesh.set_vertices(mesh.vertices, rgbs=blue))[60, 80] == pytest.approx(
        [0, 0, 255]
    )


@pytest.mark.parametrize("opacity", [1.0, 0.6])
def test_manim_s_own_cameras_show_the_same(opacity) -> None:
    mesh = hills(lines=MeshLines(4)).set_opacity(opacity)
    square = Square(2, color="#00ff00", fill_opacity=0.5)
    for stock, fast in ((Camera, FastCamera), (ThreeDCamera, FastThreeDCamera)):
        views = [picture(square, mesh, camera=looking(kind, 0.5, 1)) for kind in (stock, fast)]
        assert np.ptp(views[0]) > 100
        assert np.abs(views[0] - views[1]).max() <= 1


def test_half_opaque_it_shows_half_of_what_is_behind_all_of_it_but_not_of_itself() -> None:
    mesh = hills(orbit=Orbit(0.7, 1.3), lines=MeshLines(4))
    whole = picture(mesh)
    assert picture(mesh.set_opacity(0.5)) == pytest.approx(whole / 2, abs=1.5)
    assert picture(mesh.set_opacity(0)).max() == 0
    blue = Square(6, color="#0000ff", fill_opacity=1, stroke_width=0)
    sheet = flat([1.0, 0, 0]).set_opacity(0.25)
    assert picture(blue, sheet)[60, 80] == pytest.approx([64, 0, 191], abs=1.5)


def test_it_lies_where_its_order_or_its_z_index_says() -> None:
    sheet, square = flat([1.0, 0, 0]), Square(1, color="#00ff00", fill_opacity=1, stroke_width=0)
    assert picture(sheet, square)[60, 80] == pytest.approx([0, 255, 0])
    assert picture(square, sheet)[60, 80] == pytest.approx([255, 0, 0])
    assert picture(square, sheet.set_z_index(-1))[60, 80] == pytest.approx([0, 255, 0])


def test_shifted_and_scaled_it_moves_as_one_seen_from_wherever() -> None:
    mesh = hills(orbit=Orbit(0.7, 1.0))
    before = picture(mesh)
    moved = picture(mesh.copy().shift([0.5, -0.25, 0]))
    assert moved == pytest.approx(np.roll(before, (5, 10), axis=(0, 1)), abs=1)
    larger = picture(mesh.copy().scale(1.2, about_point=np.zeros(3)))
    assert (larger.max(axis=-1) > 5).sum() / (before.max(axis=-1) > 5).sum() == pytest.approx(
        1.44, rel=0.03
    )


def step(animation, alpha: float) -> None:
    animation.begin()
    animation.interpolate(alpha)


def test_it_fades_in_and_is_moved_by_manim_s_own_animations() -> None:
    mesh = hills()
    whole = picture(mesh)
    step(FadeIn(mesh, rate_func=lambda t: t), 0.5)
    assert picture(mesh) == pytest.approx(whole / 2, abs=1.5)
    moving = hills()
    step(moving.animate(rate_func=lambda t: t).shift([1, 0, 0]).set_opacity(0).build(), 0.5)
    assert picture(moving) == pytest.approx(np.roll(whole, 10, axis=1) / 2, abs=1.5)


def test_one_becomes_another_of_equal_shape_and_refuses_others() -> None:
    a, b = flat([1.0, 0, 0]), flat([0, 0, 1.0]).shift([1, 0, 0])
    step(Transform(a, b, rate_func=lambda t: t), 0.5)
    assert a.vertices[..., 0].max() == pytest.approx(1.5)
    assert picture(a)[60, 90] == pytest.approx([128, 0, 128], abs=1)
    with pytest.raises(ValueError, match=r"\(2, 2\).*\(5, 5\)"):
        Transform(flat([1.0, 0, 0]), flat([1.0, 0, 0], count=5)).begin()


def test_a_copy_has_vertices_and_colours_of_its_own() -> None:
    sheet = flat([1.0, 0, 0])
    sheet.copy().set_color("#00ff00").shift([2, 0, 0]).set_opacity(0.5)
    assert picture(sheet)[60, 80] == pytest.approx([255, 0, 0])
    assert (sheet.rgbs[0, 0] == [1, 0, 0]).all()


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


def test_points_of_its_space_appear_where_it_is_drawn() -> None:
    for camera in (looking(FastCamera), looking(FastThreeDCamera, 0.4, 0.8)):
        mesh = hills(9, orbit=Orbit(1.2, 0.6)).shift([0.5, 0.2, 0.3])
        row, column = pixel(mesh.see(mesh.vertices, camera)[8, 8])
        before = picture(mesh, camera=camera)
        mesh.points[80] += [0.4, 0.4, 0]
        camera.reset()
        after = picture(mesh, camera=camera)
        changed = np.argwhere(np.abs(after - before).max(axis=-1) > 30)
        assert np.linalg.norm(changed - [row, column], axis=1).min() < 3


def test_lines_run_along_its_grid_and_nowhere_else() -> None:
    red, green = ManimColor("#800000").to_rgb(), "#00ff00"
    plain = picture(flat(red, count=9))
    ruled = picture(flat(red, count=9, lines=MeshLines(4, green, 1.0, width=10)))
    lined = ruled[..., 1] > 120
    assert lined[60, 62:98].all()
    assert lined[42:78, 80].all()
    assert not lined[44:56, 64:76].any()
    assert not lined[44:56, 84:96].any()
    assert (plain[..., 1] == 0).all()


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


def test_places_that_are_no_numbers_leave_a_hole() -> None:
    sheet = flat([1.0, 0, 0], count=9)
    sheet.points[0] = np.nan
    sheet.points[80, 2] = np.nan
    shown = picture(sheet)
    assert shown[60, 80] == pytest.approx([255, 0, 0])
    assert shown[pixel((-0.9, -0.9))].max() == shown[pixel((0.9, 0.9))].max() == 0
    assert not sheet.hides(np.array([[-0.9, -0.9, -1.0]])).any()
    assert picture(SurfaceMesh(GREY)).max() == 0
