"""A linear layer: its weights stand on their lines, its biases beside its outputs."""

from collections.abc import Iterable

import numpy as np
import pytest
from manim import RIGHT, VMobject

from scenes.films.linear_algebra.linear_layer import LinearLayer
from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
COLOURS = THEME.positive, THEME.negative


@pytest.fixture
def layer() -> LinearLayer:
    stage = stage_of_frame()
    size = stage.text_size(28)
    weights = MatrixEntries(size, COLOURS, THEME.muted)
    biases = MatrixEntries(size, (THEME.text,), THEME.muted)
    weights.write(np.array([[0.9, -0.5], [0.3, 0.8]]))
    biases.shift(3 * RIGHT).write(np.array([[1.2], [0.7]]))
    return LinearLayer(weights, biases, stage.hero, THEME, stage)


def opacities(numbers: Iterable[VMobject]) -> list[float]:
    return [max(part.get_fill_opacity() for part in each.get_family()) for each in numbers]


def test_numbers_are_written_one_by_one_apart_from_each_other(layer: LinearLayer) -> None:
    shown = []
    for progress in np.linspace(0, 1, 7).tolist():
        layer.write(progress)
        shown.append(sum(opacity > 0.99 for opacity in opacities(layer.numbers)))
    assert shown == list(range(7))
    places = np.array([number.get_center() for number in layer.numbers])
    gaps = np.linalg.norm(places[:, None] - places, axis=2)[~np.eye(6, dtype=bool)]
    assert gaps.min() > 1.5 * max(number.height for number in layer.numbers)


def test_the_number_that_is_written_stands_out_in_its_matrix(layer: LinearLayer) -> None:
    for turn in range(6):
        layer.write((turn + 0.5) / 6)
        lit = np.array(opacities(layer.sources))
        assert lit[turn] == pytest.approx(1)
        if 0 < turn < 5:
            assert np.delete(lit, turn).max() < 0.5
    for end in (0.0, 1.0):
        layer.write(end)
        assert opacities(layer.sources) == pytest.approx([1] * 6)


def test_a_weight_stands_on_the_line_from_its_column_s_input_to_its_row_s_output(
    layer: LinearLayer,
) -> None:
    lines, units = layer.drawing
    middles = np.array([unit.get_center() for unit in units])
    for row, column in np.ndindex(2, 2):
        start, end = middles[column], middles[2 + row]
        place = layer.numbers[2 * row + column].get_center()
        along = (end - start) / np.linalg.norm(end - start)
        assert np.linalg.norm(np.cross(along, place - start)) < 1e-9
        for part in lines[4 * row + 2 * column : 4 * row + 2 * column + 2]:
            assert part.get_stroke_color().to_hex().lower() == COLOURS[column]


def test_a_bias_stands_beside_its_output(layer: LinearLayer) -> None:
    for unit, number in zip(layer.drawing[1][2:], layer.numbers[4:], strict=True):
        place = number.get_center()
        assert place[1] == pytest.approx(unit.get_center()[1])
        assert place[0] > unit.get_right()[0]


def test_values_go_in_flow_and_come_out(layer: LinearLayer, written: list[str]) -> None:
    written.clear()
    layer.take(np.array([0.83, 0.51]), np.array([1.692, 1.357]), 2)
    assert written == ["0.83", "0.51", "1.69", "1.36"]
    lit = []
    for progress in (0.0, 0.25, 0.5, 1.0):
        layer.send(progress)
        lit.append([round(opacity) for opacity in opacities([*layer.values, *layer.names])])
        pulses = max(opacities(layer.pulses))
        assert pulses == pytest.approx(float(progress == 0.5), abs=0.01)
    before, given, flowing, after = lit
    assert before == [0, 0, 0, 0, 1, 1, 1, 1]
    assert given == flowing == [1, 1, 0, 0, 0, 0, 1, 1]
    assert after == [1, 1, 1, 1, 0, 0, 0, 0]
    for value in layer.values:
        assert value.width < 2 * layer.ring
