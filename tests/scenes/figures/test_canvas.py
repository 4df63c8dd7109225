"""The canvas of diagrams, and axes in the colours of a theme."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from scenes.figures.canvas import (
    Canvas,
    frame_picture,
    heights_map,
    is_narrow,
    mixed,
    scatter_classes,
    style_axes,
    write_out_powers,
)
from scenes.figures.entry import INCHES_PER_MM
from scenes.figures.style import Style
from scenes.theme.theme import THEMES

STYLE = Style(THEMES["dark"])


def figure_of(width: float, height: float) -> Figure:
    return Figure(figsize=(width * INCHES_PER_MM, height * INCHES_PER_MM))


def test_a_point_of_a_canvas_is_as_far_from_the_corner_as_its_millimetres() -> None:
    figure = figure_of(80, 60)
    canvas = Canvas(figure, STYLE)
    assert (canvas.width, canvas.height) == pytest.approx((80, 60))
    x, y = canvas.axes.transData.transform((20, 30)) / figure.dpi / INCHES_PER_MM
    assert (x, y) == pytest.approx((20, 30))
    assert canvas.narrow
    assert not Canvas(figure_of(139, 60), STYLE).narrow


@pytest.mark.parametrize("width", [80, 139])
def test_text_is_as_large_as_asked_whatever_the_figure(width: float) -> None:
    assert Canvas(figure_of(width, 60), STYLE).write(40, 30, "x", 10).get_fontsize() == 10


def test_the_extent_of_a_text_is_around_its_point_in_millimetres() -> None:
    canvas = Canvas(figure_of(139, 60), STYLE)
    left, bottom, right, top = canvas.extent(canvas.write(70, 30, "words"))
    assert left < 70 < right
    assert bottom < 30 < top
    assert right - left < 20


def test_a_figure_is_narrow_below_120_millimetres() -> None:
    assert is_narrow(figure_of(119, 50))
    assert not is_narrow(figure_of(121, 50))


def test_colours_are_mixed_by_share() -> None:
    assert mixed("#000000", "#ffffff", 0.25) == pytest.approx((0.25, 0.25, 0.25))
    assert to_hex(heights_map(THEMES["dark"])(0.0)) == THEMES["dark"].background


def test_axes_have_two_spines_and_the_labels_that_are_given() -> None:
    axes = style_axes(Figure().add_subplot(), STYLE, "x", "")
    assert [side for side, spine in axes.spines.items() if spine.get_visible()] == [
        "left", "bottom",
    ]  # fmt: skip
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("x", "")


def test_a_picture_has_a_frame_and_no_ticks() -> None:
    axes = frame_picture(Figure().add_subplot(), STYLE)
    assert all(spine.get_visible() for spine in axes.spines.values())
    assert [*axes.get_xticks(), *axes.get_yticks()] == []
    assert axes.get_aspect() == 1


def test_powers_of_ten_are_written_in_full() -> None:
    axes = Figure().add_subplot()
    axes.set_xscale("log")
    write_out_powers(axes.xaxis)
    assert axes.xaxis.get_major_formatter()(10_000, 0) == "10,000"
    assert axes.xaxis.get_minor_formatter()(20_000, 0) == ""


def test_every_class_has_its_own_colour_and_marker() -> None:
    axes = Figure().add_subplot()
    points, labels = np.array([[0.0, 0], [1, 1], [2, 2]]), np.array([0, 1, 1])
    scatter_classes(axes, points, labels, THEMES["dark"])
    assert [len(each.get_offsets()) for each in axes.collections] == [1, 2]
    colours = [to_hex(each.get_facecolor()[0]) for each in axes.collections]
    assert colours == [THEMES["dark"].colour_of(0), THEMES["dark"].colour_of(1)]
    shapes = [len(each.get_paths()[0].vertices) for each in axes.collections]
    assert shapes[0] != shapes[1]
