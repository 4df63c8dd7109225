"""The matrix shows what it is given: numbers where they belong, cells as bright as attention."""

import numpy as np
import pytest

from scenes.films.attention.attention_matrix import AttentionMatrix
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")
NUMBERS = np.array([7, 12, 3])


@pytest.fixture
def matrix() -> AttentionMatrix:
    matrix = AttentionMatrix(3, 5.0, stage_of_frame(BAND), THEME)
    matrix.put_list(NUMBERS)
    return matrix


def cell(matrix: AttentionMatrix, row: int, column: int) -> np.ndarray:
    return np.array(matrix.cells[3 * row + column].get_center()[:2])


def test_the_heads_stand_above_their_columns_and_follow_them(matrix: AttentionMatrix) -> None:
    for places in ([0, 1, 2], [1, 2, 0]):
        matrix.put_columns(np.array(places, dtype=float))
        for column, head in enumerate(matrix.heads):
            x, y = cell(matrix, 0, column)
            assert head.get_x() == pytest.approx(x, abs=0.05)
            assert head.get_bottom()[1] > y + matrix.pitch[1] / 2
    assert cell(matrix, 0, 2)[0] < cell(matrix, 0, 0)[0] < cell(matrix, 0, 1)[0]


def test_rows_follow_on_the_numbers_of_the_list_in_rising_order(matrix: AttentionMatrix) -> None:
    first, second, third = matrix.asked
    assert len(first.points) == 0  # the start has a word
    assert second.get_y() == pytest.approx(cell(matrix, 1, 0)[1], abs=0.05)
    assert third.width > 0
    expected = AttentionMatrix(3, 5.0, stage_of_frame(BAND), THEME)
    expected.put_list(np.array([3, 7, 12]))
    assert np.allclose(third.points, expected.asked[2].points)


def test_rows_come_one_by_one_and_are_then_as_they_are_shown(matrix: AttentionMatrix) -> None:
    weights = np.array([[0.1, 0.2, 0.7], [0.8, 0.1, 0.1], [0.3, 0.3, 0.4]])
    matrix.write_next(np.sort(NUMBERS), np.sort(NUMBERS))
    matrix.reveal(weights, 1.5)
    begun = matrix.colours.copy()
    seen = [number.get_fill_opacity() for number in matrix.written]
    assert seen == pytest.approx([1, 0, 0])
    assert np.ptp(begun[2]) == pytest.approx(np.ptp(begun[2, 0]))
    matrix.reveal(weights, 3.0)
    assert all(number.get_fill_opacity() == 1 for number in matrix.written)
    revealed = matrix.colours.copy()
    matrix.show_shares(weights)
    assert revealed == pytest.approx(matrix.colours)
    assert begun[0] == pytest.approx(revealed[0])


def test_the_brightest_cell_is_the_one_that_is_looked_at_most(matrix: AttentionMatrix) -> None:
    weights = np.array([[0.1, 0.2, 0.7], [0.8, 0.1, 0.1], [0.0, 1.0, 0.0]])
    matrix.show_shares(weights)
    highlight, panel = (
        np.array([int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        for c in (THEME.highlight, THEME.panel)
    )
    assert matrix.colours[2, 1] == pytest.approx(highlight, abs=0.01)
    assert matrix.colours[2, 0] == pytest.approx(panel, abs=0.01)
    away = np.linalg.norm(matrix.colours - highlight, axis=2)
    assert away.argmin(axis=1).tolist() == weights.argmax(axis=1).tolist()


def test_turning_to_scores_begins_with_shares_and_ends_with_the_colours_of_signs(
    matrix: AttentionMatrix,
) -> None:
    weights, scores = np.full((3, 3), 1 / 3), np.array([[5.0, -5.0, 0.0]] * 3)
    matrix.show_shares(weights)
    start = matrix.colours
    matrix.turn_to_scores(weights, scores, 0.0)
    assert np.array_equal(matrix.colours, start)
    matrix.turn_to_scores(weights, scores, 1.0)
    shown = ["#" + "".join(f"{round(255 * v):02x}" for v in c) for c in matrix.colours[0]]
    assert shown[:2] == [THEME.positive, THEME.negative]


def test_what_is_written_wrongly_is_in_the_colour_of_losses(matrix: AttentionMatrix) -> None:
    matrix.write_next(np.array([3, 7, 9]), np.array([3, 7, 12]))
    shown = [number.get_fill_color().to_hex().lower() for number in matrix.written]
    assert shown == [THEME.accuracy, THEME.accuracy, THEME.loss]
