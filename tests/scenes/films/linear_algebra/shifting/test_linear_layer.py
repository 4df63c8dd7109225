"""A linear layer: its weights stand on their lines, its biases beside its outputs."""

from collections.abc import Iterable

import numpy as np
import pytest
from manim import RIGHT, VMobject

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.films.linear_algebra.shifting.linear_layer import LinearLayer, sum_text
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
            assert np.delete(lit, turn).max() < 0.6
    for end in (0.0, 1.0):
        layer.write(end)
        assert opacities(layer.sources) == pytest.approx([1] * 6)


def test_a_weight_stands_on_the_line_from_its_column_s_input_to_its_row_s_output(
    layer: LinearLayer,
) -> None:
    layer.write(1.0)
    lines, units = layer.drawing
    middles = np.array([unit.get_center() for unit in units])
    for row, column in np.ndindex(2, 2):
        start, end = middles[column], middles[2 + row]
        place = layer.numbers[2 * row + column].get_center()
        along = (end - start) / np.linalg.norm(end - start)
        assert np.linalg.norm(np.cross(along, place - start)) < 1e-9
        line = lines[2 * row + column]
        assert line.get_stroke_color().to_hex().lower() == COLOURS[column]


def test_a_bias_stands_beside_its_output(layer: LinearLayer) -> None:
    layer.write(1.0)
    for unit, number in zip(layer.drawing[1][2:], layer.numbers[4:], strict=True):
        place = number.get_center()
        assert place[1] == pytest.approx(unit.get_center()[1])
        assert place[0] > unit.get_right()[0]


def test_values_go_in_and_one_sum_after_the_other_comes_out(
    layer: LinearLayer, written: list[str]
) -> None:
    written.clear()
    matrix, bias = np.array([[0.9, -0.5], [0.3, 0.8]]), np.array([1.2, 0.7])
    layer.take(np.array([0.83, 0.51]), matrix, bias, 2)
    assert written == ["0.83", "0.51", "1.69", "1.36"]
    lit, sums = [], []
    for progress in (0.0, 0.19, 0.5, 0.62, 1.0):
        layer.send(progress)
        lit.append([round(opacity) for opacity in opacities(layer.values)])
        sums.append([round(opacity) for opacity in opacities(layer.sums)])
    assert lit == [[1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]
    assert sums == [[0, 0], [0, 0], [0, 0], [1, 0], [1, 1]]
    layer.send(0.32)
    assert max(opacities(layer.pulses[:2])) == pytest.approx(1)
    assert max(opacities(layer.pulses[2:4])) == 0
    for value in layer.values:
        assert value.width < 2 * layer.ring


def test_values_fly_between_spots_of_the_frame_and_their_units(layer: LinearLayer) -> None:
    layer.take(np.array([0.83, 0.51]), np.eye(2), np.zeros(2), 2)
    spots = np.array([[-3.0, 1.0], [2.0, -1.0]])
    for which in (0, 2):
        for progress in (0.0, 1.0):
            layer.fly(which, spots, progress, 0.1)
            for k in (0, 1):
                home = layer.names[which + k].get_center()[:2]
                value = layer.values[which + k]
                assert value.get_center()[:2] == pytest.approx(home if progress else spots[k])
                assert value.height == pytest.approx(layer.heights[which + k] if progress else 0.1)
        layer.fly(which, spots, 0.5, 0.1)
        homes = [name.get_center()[:2] for name in layer.names[which : which + 2]]
        places = np.array([value.get_center()[:2] for value in layer.values[which : which + 2]])
        home = np.linalg.norm(places - homes, axis=1) < 1e-6
        there = np.linalg.norm(places - spots, axis=1) < 1e-6
        assert home.sum() == there.sum() == 1  # one after the other


def test_a_sum_is_written_out_in_numbers_that_come_to_its_result() -> None:
    text = sum_text("y₁", [0.9, -0.5, 1.2], np.array([0.83, 0.51]), 1.692, 2)
    assert text == "y₁ = 0.90 · 0.83 − 0.50 · 0.51 + 1.20 = 1.69"
    text = sum_text("y₂", [-0.3, 0.8, -0.7], np.array([0.83, -0.51]), -1.357, 2)
    assert text == "y₂ = −0.30 · 0.83 + 0.80 · −0.51 − 0.70 = −1.36"
