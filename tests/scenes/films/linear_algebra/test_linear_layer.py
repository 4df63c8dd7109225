"""A linear layer: its weights stand on their lines, its biases beside its outputs."""

import numpy as np
import pytest
from manim import RIGHT

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


def test_numbers_start_where_they_are_copied_from_and_end_apart(layer: LinearLayer) -> None:
    layer.fly(0.0)
    places = [number.get_center() for number in layer.numbers]
    assert np.allclose(places, layer.starts)
    layer.fly(1.0)
    places = [number.get_center() for number in layer.numbers]
    assert np.allclose(places, layer.goals)
    gaps = np.linalg.norm(np.array(places)[:, None] - places, axis=2)[~np.eye(6, dtype=bool)]
    assert gaps.min() > 1.5 * max(number.height for number in layer.numbers)


def test_a_weight_stands_on_the_line_from_its_column_s_input_to_its_row_s_output(
    layer: LinearLayer,
) -> None:
    lines, units = layer.drawing
    middles = np.array([unit.get_center() for unit in units])
    for row, column in np.ndindex(2, 2):
        start, end, place = middles[column], middles[2 + row], layer.goals[2 * row + column]
        along = (end - start) / np.linalg.norm(end - start)
        assert np.linalg.norm(np.cross(along, place - start)) < 1e-9
        for part in lines[4 * row + 2 * column : 4 * row + 2 * column + 2]:
            assert part.get_stroke_color().to_hex().lower() == COLOURS[column]


def test_a_bias_stands_beside_its_output(layer: LinearLayer) -> None:
    for unit, place in zip(layer.drawing[1][2:], layer.goals[4:], strict=True):
        assert place[1] == pytest.approx(unit.get_center()[1])
        assert place[0] > unit.get_right()[0]
