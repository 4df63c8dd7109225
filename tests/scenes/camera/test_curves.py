"""Many curves: drawn as Manim would, whichever core draws, and telling all that decides it."""

from dataclasses import replace
from itertools import pairwise

import cairo
import numpy as np
import pytest
from manim import Camera, Mobject, Text, ThreeDCamera, VMobject

from scenes.camera.camera import FastCamera
from scenes.camera.curves import Curves
from scenes.camera.marks import Layer, Mark, Outline, Paint, Stroke
from scenes.mobjects.arrays.bezier import as_points, smooth_curves
from tests.support.canvas import drawn, pictures, psnr, square, told

RED = Paint(np.array([[1.0, 0, 0, 1]]))
PEN = Stroke(RED, 2.0, cairo.LineJoin.MITER, cairo.LineCap.BUTT)
LINES = np.array([[[2, 20], [10, 20], [30, 20], [38, 20]], [[20, 2], [20, 10], [20, 30], [20, 38]]])
CROSS = Curves(LINES.astype(float), PEN)


def grid(lines: int = 20, **looks: float) -> Mobject:
    """Make bent lines of 29 curves across the frame."""
    x, y = np.meshgrid(np.linspace(-6, 6, 30), np.linspace(-3.5, 3.5, lines))
    bent = np.stack([x + 0.3 * np.sin(2 * y), y + 0.4 * np.sin(x)], axis=-1)
    made = VMobject(stroke_color="#3399ff", stroke_width=4, **looks)
    made.points = as_points(smooth_curves(bent))
    return made


@pytest.mark.parametrize("opacity", [1.0, 0.4])
@pytest.mark.parametrize("kind", [Camera, ThreeDCamera])
def test_they_are_what_manim_draws(core: str, kind: type[Camera], opacity: float) -> None:
    ours, theirs = pictures(kind, lambda: [grid(stroke_opacity=opacity)])
    assert np.ptp(theirs[..., :3]) > 50
    assert psnr(ours, theirs) > 40


def test_only_many_curves_that_are_stroked_in_one_colour_are_drawn_in_this_way() -> None:
    heard: list[Mark] = []
    camera = FastCamera()
    camera.on_mark = lambda mark: bool(heard.append(mark))
    lines = [grid() for _ in range(4)]
    lines[1].set_fill("#ffffff", 1)
    lines[2].set_stroke(["#ff0000", "#00ff00"])
    lines[3].set_stroke(opacity=0)
    camera.capture_mobjects([*lines, grid(lines=2)])
    assert [type(mark) for mark in heard] == [Curves, Outline, Outline, Outline, Outline]


def lines(opacity: float = 1.0) -> list[Mobject]:
    """Make forty bent lines, each a mobject of its own."""
    made = []
    for height in np.linspace(-3, 3, 40):
        line = VMobject(stroke_color="#3399ff", stroke_width=4, stroke_opacity=opacity)
        x = np.linspace(-6, 6, 5)
        line.points = as_points(smooth_curves(np.stack([x, height + np.sin(x)], axis=-1)[None])[0])
        made.append(line)
    return made


@pytest.mark.parametrize("kind", [Camera, ThreeDCamera])
def test_lines_in_a_row_are_drawn_as_one_and_as_manim_does(core: str, kind: type[Camera]) -> None:
    ours, theirs = pictures(kind, lines)
    assert np.ptp(theirs[..., :3]) > 50
    assert psnr(ours, theirs) > 40


def test_lines_are_drawn_as_one_only_where_that_makes_no_difference() -> None:
    heard: list[Mark] = []
    camera = FastCamera()
    camera.on_mark = lambda mark: bool(heard.append(mark))
    camera.capture_mobjects([grid(), Text("a"), *lines()])
    assert [type(mark) for mark in heard] == [Curves, Outline, Curves]
    heard.clear()
    camera.capture_mobjects(lines(opacity=0.5))
    assert [type(mark) for mark in heard] == [Outline] * 40
    heard.clear()
    chain = lines()
    for line, after in pairwise(chain):
        line.points[-1] = after.points[0]
    camera.capture_mobjects(chain)
    assert [type(mark) for mark in heard] == [Outline] * 40


def test_where_they_cross_they_are_as_clear_as_elsewhere(core: str) -> None:
    half = replace(PEN, paint=Paint(np.array([[1, 0, 0, 0.5]])), width=6.0)
    picture = drawn(replace(CROSS, stroke=half))
    assert picture[20, 20, 3] == picture[20, 5, 3] == pytest.approx(128, abs=1)


def test_their_colour_is_manim_s(core: str) -> None:
    orange = replace(PEN, paint=Paint(np.array([[1, 0.6, 0.2, 1]])))
    assert drawn(replace(CROSS, stroke=orange))[20, 10].tolist() == [255, 153, 51, 255]


def test_they_lie_over_what_was_drawn_before_and_below_what_comes_after(core: str) -> None:
    blue, green = (Paint(np.eye(3, 4)[[k]] + [[0, 0, 0, 1]]) for k in (2, 1))
    picture = drawn(Outline(square(0, 40), fill=blue), CROSS, Outline(square(0, 10), fill=green))
    assert picture[20, 15].tolist() == [255, 0, 0, 255]
    assert picture[15, 15].tolist() == [0, 0, 255, 255]
    assert picture[5, 5].tolist() == [0, 255, 0, 255]


def test_in_a_layer_they_are_seen_through_as_one(core: str) -> None:
    whole, half = (drawn(mark) for mark in (CROSS, Layer((CROSS, CROSS), 0.5)))
    assert np.abs(half - whole / 2).max() <= 40  # their edges lie over one another
    assert np.abs(half - whole / 2)[20, 3:37].max() <= 1


def test_they_keep_to_the_clip_of_the_context(core: str) -> None:
    pixels = np.zeros((40, 40, 4), np.uint8)
    surface = cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_ARGB32, 40, 40)
    context = cairo.Context(surface)
    context.rectangle(10, 5, 20, 30)
    context.clip()
    CROSS.draw(context)
    surface.flush()
    assert np.flatnonzero(pixels[20, :, 3]).tolist() == [*range(10, 30)]
    assert np.flatnonzero(pixels[:, 20, 3]).tolist() == [*range(5, 35)]


def test_they_tell_everything_that_decides_how_they_look() -> None:
    others = [
        replace(CROSS, curves=CROSS.curves + 0.1),
        replace(CROSS, stroke=replace(PEN, width=3.0)),
        replace(CROSS, tolerance=0.1),
    ]
    assert told(CROSS) == told(replace(CROSS))
    assert all(told(CROSS) != told(other) for other in others)
