"""The pixels below a context: those that Cairo draws on, in the same place."""

import cairo
import numpy as np
import pytest

from scenes.camera import canvas
from scenes.camera.canvas import compiled_canvas, packed


@pytest.fixture
def surface(monkeypatch: pytest.MonkeyPatch) -> cairo.ImageSurface:
    monkeypatch.setattr(canvas, "is_compiled", lambda: True)
    return cairo.ImageSurface(cairo.FORMAT_ARGB32, 30, 20)


def test_painting_it_paints_the_surface(surface: cairo.ImageSurface) -> None:
    context = cairo.Context(surface)
    with compiled_canvas(context) as found:
        assert found is not None
        assert found.pixels.shape == (20, 30)
        found.pixels[3, 5] = 0xFF102030
    assert bytes(surface.get_data())[4 * (30 * 3 + 5) :][:4] == bytes([0x30, 0x20, 0x10, 0xFF])


@pytest.mark.parametrize("clipped", [False, True])
@pytest.mark.parametrize("grouped", [False, True])
def test_a_place_is_where_cairo_has_it(
    surface: cairo.ImageSurface, clipped: bool, grouped: bool
) -> None:
    context = cairo.Context(surface)
    context.set_matrix(cairo.Matrix(2, 0, 0, -2, 10, 12))
    if clipped:
        context.rectangle(1, 1, 4, 4)
        context.clip()
    if grouped:
        context.push_group()
    with compiled_canvas(context) as found:
        assert found is not None
        x, y = (np.array([3, 2]) * found.scale + found.origin).astype(int)
        found.pixels[y, x] = 0xFFFFFFFF
        assert found.unit == 2
    if grouped:
        context.pop_group_to_source()
        context.paint()
    surface.flush()
    pixels = np.frombuffer(surface.get_data(), np.uint32).reshape(20, 30)
    assert np.argwhere(pixels).tolist() == [[8, 16]]
    if clipped:
        assert found.pixels.shape == (8, 8)


def test_cairo_draws_on_what_is_no_picture_of_pixels_or_is_turned(
    surface: cairo.ImageSurface, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = cairo.RecordingSurface(cairo.CONTENT_COLOR_ALPHA, None)
    mask = cairo.ImageSurface(cairo.FORMAT_A8, 8, 8)
    turned, plain = cairo.Context(surface), cairo.Context(surface)
    turned.rotate(0.1)
    for context in (cairo.Context(recording), cairo.Context(mask), turned):
        with compiled_canvas(context) as found:
            assert found is None
    monkeypatch.setattr(canvas, "is_compiled", lambda: False)
    with compiled_canvas(plain) as found:
        assert found is None


def test_colours_are_multiplied_by_alpha_and_in_manim_s_order() -> None:
    pixels = packed(np.array([[1, 0.5, 0, 1], [1, 0.5, 0, 0.5]]))
    assert pixels.view(np.uint8).tolist() == [255, 128, 0, 255, 128, 64, 0, 128]
