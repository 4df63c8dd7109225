"""Marks: drawn as Cairo would by hand, and telling all that decides it."""

from collections.abc import Callable
from dataclasses import replace

import cairo
import numpy as np
import pytest

from scenes.camera.marks import Faces, Layer, Mark, Outline, Paint, Stroke
from scenes.camera.paths import cairo_paths
from tests.support.canvas import drawn, square, told

RED, GREEN, BLUE = (Paint(np.eye(3, 4, k=0)[[k]] + [[0, 0, 0, 1]]) for k in range(3))
ROUND = {"join": cairo.LineJoin.ROUND, "cap": cairo.LineCap.ROUND}


def pen(paint: Paint, width: float) -> Stroke:
    return Stroke(paint, width, **ROUND)


def test_a_fill_covers_the_inside_in_its_colour() -> None:
    picture = drawn(Outline(square(10, 30), fill=RED))
    assert (picture[10:30, 10:30] == [255, 0, 0, 255]).all()
    picture[10:30, 10:30] = 0
    assert not picture.any()


def test_a_stroke_lies_over_the_fill_and_a_background_stroke_below() -> None:
    picture = drawn(Outline(square(10, 30), behind=pen(GREEN, 8), fill=RED, stroke=pen(BLUE, 2)))
    row = picture[20, :, :3].tolist()
    assert row[7] == [0, 255, 0]
    assert row[9] == row[10] == [0, 0, 255]
    assert row[12] == [255, 0, 0]


def test_what_is_half_clear_shows_half_of_what_is_below() -> None:
    half = Paint(np.array([[0, 1, 0, 0.5]]))
    picture = drawn(Outline(square(0, 40), fill=RED), Outline(square(10, 30), fill=half))
    assert picture[20, 20] == pytest.approx([127.5, 127.5, 0, 255], abs=1)


def test_a_gradient_goes_from_one_end_to_the_other() -> None:
    paint = Paint(
        np.array([[1.0, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 1]]), np.array([[0, 0], [40, 0]])
    )
    row = drawn(Outline(square(0, 40), fill=paint))[20].astype(float)
    assert row[0] == pytest.approx([255, 0, 0, 255], abs=8)
    assert row[20] == pytest.approx([0, 255, 0, 255], abs=8)
    assert row[39] == pytest.approx([0, 0, 255, 255], abs=8)
    assert row[10] == pytest.approx([127, 127, 0, 255], abs=8)


def test_parts_of_an_opaque_line_look_the_same_drawn_one_by_one() -> None:
    rng = np.random.default_rng(0)
    points, counts = rng.uniform(0, 40, (16, 2)), np.array([4])
    (path,) = cairo_paths(points, counts)
    assert len(path.parts()) == 4
    line = Outline(path, stroke=pen(RED, 2))
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 40, 40))
    RED.use(context)
    context.set_line_width(2)
    context.set_line_join(cairo.LineJoin.ROUND)
    context.set_line_cap(cairo.LineCap.ROUND)
    for a, b, c, d in points.reshape(-1, 4, 2):
        context.move_to(*a)
        context.curve_to(*b, *c, *d)
    context.stroke()
    whole = np.frombuffer(context.get_target().get_data(), np.uint8).reshape(40, 40, 4)
    assert np.abs(drawn(line) - whole).max() <= 64  # only edges that cross
    assert np.abs(drawn(line) - whole).mean() < 0.5


def test_where_parts_of_a_clear_line_cross_it_is_as_clear_as_elsewhere() -> None:
    lines = np.array([[0, 20], [10, 20], [30, 20], [40, 20], [20, 0], [20, 10], [20, 30], [20, 40]])
    (path,) = cairo_paths(lines.astype(float), np.array([2]))
    half = Paint(np.array([[1, 0, 0, 0.5]]))
    picture = drawn(Outline(path, stroke=pen(half, 6)))
    assert picture[20, 20, 3] == picture[20, 5, 3] == pytest.approx(127, abs=1)


def test_faces_are_painted_in_their_order(core: str) -> None:
    corners = np.array(
        [[[5, 5], [25, 5], [25, 25], [5, 25]], [[15, 15], [35, 15], [35, 35], [15, 35]]]
    ).astype(float)
    picture = drawn(Faces(corners, np.array([[1, 0, 0, 1], [0, 0, 1, 1]])))
    assert picture[10, 10].tolist() == [255, 0, 0, 255]
    assert picture[20, 20].tolist() == [0, 0, 255, 255]


def test_a_layer_is_seen_through_as_one(core: str) -> None:
    both = (Outline(square(5, 25), fill=RED), Outline(square(15, 35), fill=BLUE))
    picture = drawn(Layer(both, 0.5))
    assert picture[20, 20] == pytest.approx([0, 0, 127, 127], abs=1)  # nothing red shines through
    assert picture[10, 10] == pytest.approx([127, 0, 0, 127], abs=1)


OUTLINE = Outline(square(1, 2), pen(GREEN, 3), RED, pen(BLUE, 1))
FACES = Faces(np.ones((1, 3, 2)), np.ones((1, 4)))
CHANGES: dict[str, tuple[Mark, Callable[[], Mark]]] = {
    "path": (OUTLINE, lambda: replace(OUTLINE, path=square(1, 2.5))),
    "fill": (OUTLINE, lambda: replace(OUTLINE, fill=BLUE)),
    "no fill": (OUTLINE, lambda: replace(OUTLINE, fill=None)),
    "stroke": (OUTLINE, lambda: replace(OUTLINE, stroke=pen(BLUE, 2))),
    "stroke behind": (OUTLINE, lambda: replace(OUTLINE, behind=None, stroke=pen(GREEN, 3))),
    "joints": (
        OUTLINE,
        lambda: replace(OUTLINE, stroke=Stroke(BLUE, 1, cairo.LineJoin.BEVEL, cairo.LineCap.ROUND)),
    ),
    "gradient": (
        OUTLINE,
        lambda: replace(OUTLINE, fill=Paint(RED.rgbas, np.array([[0.0, 0], [1, 1]]))),
    ),
    "corners": (FACES, lambda: replace(FACES, corners=np.zeros((1, 3, 2)))),
    "colours": (FACES, lambda: replace(FACES, rgbas=np.zeros((1, 4)))),
    "opacity": (Layer((FACES,), 0.5), lambda: Layer((FACES,), 0.4)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_mark_tells_everything_that_decides_how_it_looks(name: str) -> None:
    mark, change = CHANGES[name]
    assert told(mark) == told(mark)
    assert told(mark) != told(change())
