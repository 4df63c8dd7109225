"""A perceptron's line in the plane: on either side of it lies what it says."""

import numpy as np
import pytest

from engine.experiments.perceptron import GATE_INPUTS, XOR, XOR_UNITS, heaviside, with_one
from scenes.films.perceptron.line_panel import LinePanel
from scenes.theme.theme import THEMES

POINTS = np.array([[0.0, 0.0], [0.0, 2.0], [2.0, 0.0], [2.0, 2.0]])
WEIGHTS = np.array([-1.25, 1.0, 0.5])


@pytest.fixture
def panel() -> LinePanel:
    labels = np.array([0, 1, 1, 0])
    return LinePanel(POINTS, labels, THEMES["dark"], np.array([1.0, 0.0]), 6.0, 5.0)


def inside(outline: np.ndarray, place: np.ndarray) -> bool:
    """Whether a place lies in a convex outline of Béziers."""
    corners = outline[::4, :2]
    along = np.roll(corners, -1, axis=0) - corners
    towards = place - corners
    turns = along[:, 0] * towards[:, 1] - along[:, 1] * towards[:, 0]
    return bool((turns >= -1e-9).all() or (turns <= 1e-9).all())


def test_the_line_is_where_the_sum_is_zero(panel: LinePanel) -> None:
    panel.draw(WEIGHTS)
    drawn = panel.panel.separator.points[[0, -1], :2]
    box = panel.box
    back = box.low + (drawn - panel.panel.low) / panel.panel.room * box.size
    assert with_one(back) @ WEIGHTS == pytest.approx(0, abs=1e-6)


def test_each_side_has_the_colour_of_its_answer(panel: LinePanel) -> None:
    panel.draw(WEIGHTS)
    said = heaviside(with_one(POINTS) @ WEIGHTS)
    for place, answer in zip(panel.place(POINTS), said, strict=True):
        for label, region in enumerate(panel.panel.regions[:2]):
            assert inside(region.points, place) == (label == answer)


def test_without_weights_there_is_no_line_and_with_zeros_all_is_class_one(
    panel: LinePanel,
) -> None:
    panel.draw(np.zeros(3))
    assert len(panel.panel.separator.points) == 0
    zero, one, _ = panel.panel.regions
    assert len(zero.points) == 0
    assert all(inside(one.points, place) for place in panel.place(POINTS))
    panel.draw(WEIGHTS)
    panel.draw(None)
    assert not any(len(part.points) for part in (panel.panel.separator, zero, one))


def test_the_first_line_appears_out_of_what_was_all_class_one(panel: LinePanel) -> None:
    def opacities(shown: float) -> list[float]:
        panel.draw(WEIGHTS, shown=shown)
        return [region.get_fill_opacity() for region in panel.panel.regions]

    assert opacities(0.0) == pytest.approx([0, panel.tint, panel.tint])
    assert panel.panel.separator.get_stroke_opacity() == 0
    assert opacities(1.0) == pytest.approx([panel.tint, panel.tint, 0])
    zero, _, before = panel.panel.regions
    assert np.array_equal(before.points, zero.points)
    assert before.get_fill_color() == panel.panel.regions[1].get_fill_color()


def test_the_ring_closes_in_on_its_point(panel: LinePanel) -> None:
    panel.mark(POINTS[1], 0.2)
    wide = panel.ring.width
    panel.mark(POINTS[1], 1.0)
    assert panel.ring.width < wide
    assert panel.ring.get_center()[:2] == pytest.approx(panel.place(POINTS[1]))
    assert panel.ring.get_stroke_opacity() == 1
    panel.unmark()
    assert panel.ring.get_stroke_opacity() == 0


def test_between_the_lines_of_two_units_lies_xor() -> None:
    panel = LinePanel(GATE_INPUTS, XOR, THEMES["dark"], np.zeros(2), 6.0, 5.0, margin=0.4)
    panel.draw_two(XOR_UNITS, [1.0, 1.0], 1.0, 1.0)
    zero, one, _ = panel.panel.regions
    corners = [part.get_subpaths() for part in (zero, one)]
    for place, label in zip(panel.place(GATE_INPUTS), XOR, strict=True):
        for answer, outlines in enumerate(corners):
            found = any(inside(outline, place) for outline in outlines)
            assert found == (answer == label)
    assert len(panel.panel.separator.get_subpaths()) == 2
    panel.draw_two(XOR_UNITS, [1.0, 0.0], 0.0, 0.0)
    assert zero.get_fill_opacity() == one.get_fill_opacity() == 0
    assert len(panel.panel.separator.get_subpaths()) == 1


def test_before_the_third_unit_all_beyond_the_first_line_is_class_one() -> None:
    panel = LinePanel(GATE_INPUTS, XOR, THEMES["dark"], np.zeros(2), 6.0, 5.0, margin=0.4)
    panel.draw_two(XOR_UNITS, [1.0, 1.0], 1.0, 0.0)
    one = panel.panel.regions[1].get_subpaths()
    for place, inputs in zip(panel.place(GATE_INPUTS), GATE_INPUTS, strict=True):
        assert any(inside(outline, place) for outline in one) == bool(inputs.any())


def test_a_point_is_dropped_onto_both_axes(panel: LinePanel) -> None:
    point = np.array([2.0, 1.0])
    assert panel.feet(point).tolist() == [[2.0, 0.0], [0.0, 1.0]]
    panel.drop(point, 0.5)
    ends = panel.drops.points[[3, 7], :2]
    np.testing.assert_allclose(ends, panel.place(np.array([[2.0, 0.5], [1.0, 1.0]])), atol=1e-9)


def test_points_of_the_line_have_the_sum_zero(panel: LinePanel) -> None:
    places = panel.line_points(WEIGHTS)
    back = panel.box.low + (places - panel.panel.low) / panel.panel.room * panel.box.size
    assert with_one(back) @ WEIGHTS == pytest.approx(0, abs=1e-6)
    assert len(panel.line_points(np.zeros(3))) == 0
