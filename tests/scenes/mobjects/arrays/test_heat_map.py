"""Heat maps: the right colour in the right place, smooth in between, under any camera."""

import numpy as np
import pytest
from manim import Camera, FadeIn, Square, Transform

from scenes.camera.camera import FastCamera
from scenes.mobjects.arrays.colour_map import ColourMap, blend, decision_colours
from scenes.mobjects.arrays.heat_map import HeatMap, cell_centres
from scenes.theme.theme import THEMES

LOW, HIGH = np.array([-2.0, -1.0]), np.array([2.0, 1.0])
GREY = ColourMap(("#000000", "#ffffff"))
KINDS = (Camera, FastCamera)
SCALE = 20
"""Pixels to a unit of the frame."""


def picture(*mobjects, kind: type[Camera] = FastCamera) -> np.ndarray:
    """Draw mobjects on black, array (120, 160, 3) from 0 to 255."""
    camera = kind(pixel_width=160, pixel_height=120, frame_width=8, frame_height=6)
    camera.capture_mobjects(mobjects)
    return camera.pixel_array[..., :3].astype(float)


def pixel(x: float, y: float) -> tuple[int, int]:
    """Give row and column of the pixel at a place of the frame."""
    return int((3 - y) * SCALE), int((x + 4) * SCALE)


def noise(rows: int = 10, columns: int = 20) -> np.ndarray:
    return np.random.default_rng(0).random((rows, columns))


def red_map() -> HeatMap:
    return HeatMap(LOW, HIGH, GREY).set_pixels(np.full((2, 2, 3), [200, 0, 0], np.uint8))


def step(animation, alpha: float) -> None:
    animation.begin()
    animation.interpolate(alpha)


@pytest.mark.parametrize("kind", KINDS)
def test_each_value_has_its_colour_in_its_cell_and_the_first_row_is_the_lowest(kind) -> None:
    colours = ColourMap(("#ff0000", "#0000ff"), low=-1, high=1)
    heat = HeatMap(LOW, HIGH, colours).set_values(np.array([[-1.0, 1.0], [1.0, 5.0]]))
    shown = picture(heat, kind=kind)
    red, blue = [255, 0, 0], [0, 0, 255]
    for place, colour in {(-1.5, -0.8): red, (1.5, -0.8): blue, (-1.5, 0.8): blue}.items():
        assert shown[pixel(*place)] == pytest.approx(colour, abs=1)
    assert shown[pixel(1.5, 0.8)] == pytest.approx(blue, abs=1)
    assert (shown[pixel(-2.2, 0)] == 0).all()
    assert (shown[pixel(0, 1.2)] == 0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_between_two_cells_it_is_a_straight_ramp(kind) -> None:
    heat = HeatMap(LOW, HIGH, GREY).set_pixels(np.array([[[0] * 3, [200] * 3]], np.uint8))
    row = picture(heat, kind=kind)[pixel(0, 0)[0], :, 0]
    x = (np.arange(160) + 0.5) / SCALE - 4
    inside = np.abs(x) < 2
    assert row[inside] == pytest.approx(np.clip(100 + 100 * x[inside], 0, 200), abs=3)


def test_both_cameras_show_the_same() -> None:
    heat = HeatMap(LOW, HIGH, decision_colours(THEMES["dark"], strength=1.0))
    heat.set_values(noise(9, 13))
    for opacity in (1.0, 0.6):
        heat.set_opacity(opacity)
        stock, fast = picture(heat, kind=Camera), picture(heat)
        assert np.ptp(stock) > 50
        assert np.mean((stock - fast) ** 2) < 255**2 / 10**4  # 40 dB


def test_its_values_stand_at_the_centres_of_cells() -> None:
    centres = cell_centres(LOW, HIGH, (10, 20))
    assert centres[0, 0] == pytest.approx([-1.9, -0.9])
    assert centres[-1, -1] == pytest.approx([1.9, 0.9])
    heat = HeatMap(LOW, HIGH, ColourMap(("#000000", "#ffffff"), -2, 2))
    shown = picture(heat.set_values(centres[..., 0]))
    for x in (-1.5, 0.3, 1.7):
        want = 255 * blend(GREY.stops, np.array([(x + 2) / 4 + 0.5 / SCALE / 4]))[0]
        assert shown[pixel(x, 0)] == pytest.approx(want, abs=2)


@pytest.mark.parametrize("kind", KINDS)
def test_half_opaque_it_shows_half_of_what_is_behind_and_forgets_no_value(kind) -> None:
    heat = red_map()
    behind = Square(1, color="#0000ff", fill_opacity=1, stroke_width=0)
    shown = picture(behind, heat.set_opacity(0.5), kind=kind)
    assert shown[pixel(0, 0)] == pytest.approx([100, 0, 127], abs=2)
    assert shown[pixel(1, 0)] == pytest.approx([100, 0, 0], abs=2)
    assert picture(heat.set_opacity(0), kind=kind).max() == 0
    assert picture(heat.set_opacity(1), kind=kind)[pixel(1, 0)] == pytest.approx([200, 0, 0])


def test_it_can_be_clear_in_places() -> None:
    pixels = np.array([[[200, 0, 0, 255], [200, 0, 0, 0]]], np.uint8)
    shown = picture(HeatMap(LOW, HIGH, GREY).set_pixels(pixels))
    assert shown[pixel(-1.5, 0)] == pytest.approx([200, 0, 0])
    assert (shown[pixel(1.5, 0)] == 0).all()
    unknown = picture(HeatMap(LOW, HIGH, GREY).set_values(np.array([[1.0, np.nan]])))
    assert unknown[pixel(-1.5, 0)].min() == 255
    assert unknown[pixel(1.5, 0)].max() == 0


def test_it_lies_where_its_order_or_its_z_index_says() -> None:
    heat, square = red_map(), Square(1, color="#00ff00", fill_opacity=1, stroke_width=0)
    assert picture(heat, square)[pixel(0, 0)] == pytest.approx([0, 255, 0])
    assert picture(square, heat)[pixel(0, 0)] == pytest.approx([200, 0, 0])
    assert picture(square, heat.set_z_index(-1))[pixel(0, 0)] == pytest.approx([0, 255, 0])


def test_moved_by_a_unit_its_picture_moves_by_as_many_pixels_and_scaled_it_is_larger() -> None:
    heat = HeatMap(LOW, HIGH, GREY).set_values(noise())
    before = picture(heat)
    moved = picture(heat.copy().shift([1.0, 0.5, 0]))
    assert moved == pytest.approx(np.roll(before, (-SCALE // 2, SCALE), axis=(0, 1)))
    grown = picture(red_map().scale(1.5))
    assert (grown[..., 0] > 100).sum() == 1.5**2 * (picture(red_map())[..., 0] > 100).sum()


def test_it_fades_in_and_is_moved_by_manim_s_own_animations() -> None:
    heat = red_map()
    step(FadeIn(heat, rate_func=lambda t: t), 0.25)
    assert picture(heat)[pixel(0, 0)] == pytest.approx([50, 0, 0], abs=1)
    moving = red_map()
    step(moving.animate(rate_func=lambda t: t).shift([2, 0, 0]).set_opacity(0.5).build(), 0.5)
    shown = picture(moving)
    assert shown[pixel(-1.1, 0)].max() == 0
    assert shown[pixel(2.9, 0)] == pytest.approx([150, 0, 0], abs=1)


def test_fading_what_is_half_clear_takes_half_of_that() -> None:
    assert red_map().set_opacity(0.5).fade(0.5).opacity == pytest.approx(0.25)


def test_one_becomes_another_through_a_blend_of_both() -> None:
    first, second = noise(), 1 - noise()
    a, b = (HeatMap(LOW, HIGH, GREY).set_values(v) for v in (first, second))
    halfway = (picture(a) + picture(b)) / 2
    step(Transform(a, b, rate_func=lambda t: t), 0.5)
    assert picture(a) == pytest.approx(halfway, abs=2)


def test_a_copy_has_values_of_its_own() -> None:
    heat = red_map()
    heat.copy().set_color("#00ff00").set_opacity(0.2)
    assert picture(heat)[pixel(0, 0)] == pytest.approx([200, 0, 0])
    pixels = np.full((2, 2, 4), 255, np.uint8)
    HeatMap(LOW, HIGH, GREY).set_pixels(pixels).set_color("#00ff00")
    assert (pixels == 255).all()
