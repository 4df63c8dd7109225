"""Surfaces are drawn without seams, in the right light, and move as mobjects do."""

import numpy as np
import pytest
from manim import Camera, FadeIn, ManimColor, Square, ThreeDCamera, Transform

from scenes.camera import canvas
from scenes.camera.camera import FastCamera, FastThreeDCamera
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.surface_mesh import MeshLines, SurfaceMesh
from tests.support.canvas import psnr
from tests.support.meshes import (
    GREY,
    SCALE,
    flat,
    hills,
    looking,
    picture,
    pixel,
)


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


def test_places_that_are_no_numbers_leave_a_hole() -> None:
    sheet = flat([1.0, 0, 0], count=9)
    sheet.points[0] = np.nan
    sheet.points[80, 2] = np.nan
    shown = picture(sheet)
    assert shown[60, 80] == pytest.approx([255, 0, 0])
    assert shown[pixel((-0.9, -0.9))].max() == shown[pixel((0.9, 0.9))].max() == 0
    assert not sheet.hides(np.array([[-0.9, -0.9, -1.0]])).any()
    assert picture(SurfaceMesh(GREY)).max() == 0


@pytest.mark.parametrize("tilt", [0.3, 1.2, np.pi / 2 - 0.01, np.pi / 2])
def test_both_cores_show_the_same_even_of_what_is_seen_edge_on(
    tilt: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numba")
    views = []
    for compiled in (True, False):
        monkeypatch.setattr(canvas, "is_compiled", lambda compiled=compiled: compiled)
        for azimuth in (0.0, np.pi / 2, 0.4):
            views.append(picture(hills(orbit=Orbit(azimuth, tilt), lines=MeshLines(1))))
            views.append(picture(flat((1, 0.5, 0.2), 9, orbit=Orbit(azimuth, tilt))))
    assert psnr(np.array(views[:6]), np.array(views[6:])) > 45


def test_what_hides_points_follows_the_surface_and_the_view() -> None:
    mesh = SurfaceMesh(GREY).set_graph(np.arange(3.0), np.arange(3.0), np.zeros((3, 3)))
    below = np.array([[1.0, 1.0, -1.0]])
    assert mesh.hides(below).tolist() == [True]
    assert mesh.copy().hides(below).tolist() == [True]
    mesh.orbit = Orbit(tilt=np.pi)
    assert mesh.hides(below).tolist() == [False]
    mesh.orbit = Orbit()
    mesh.shift(np.array([5.0, 0, 0]))
    assert mesh.hides(below).tolist() == [False]
