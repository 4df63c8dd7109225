"""Columns are as high as scores and shares are, and go to their row of the matrix."""

import math
from itertools import pairwise

import numpy as np
import pytest

from engine.experiments.softmax import softmax
from scenes.films.attention.attention_matrix import AttentionMatrix
from scenes.films.attention.key_bench import KeyBench
from scenes.films.attention.score_columns import ScoreColumns
from scenes.storytelling.stage import area_of, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.sorting_runs import brief


@pytest.fixture
def columns() -> ScoreColumns:
    run, stage, theme = brief(60), stage_of_frame("band"), THEMES["dark"]
    matrix = AttentionMatrix(5, 1.0, stage, theme)
    matrix.put_list(run.lists[0])
    return ScoreColumns(KeyBench(run, run.lists[0], 2, matrix, stage, theme), theme)


def heights(columns: ScoreColumns) -> np.ndarray:
    return np.array([column.height for column in columns.columns])


def test_scores_above_zero_point_up_and_others_down(columns: ScoreColumns) -> None:
    columns.come.scored = 1.0
    columns.draw()
    scores = columns.bench.scores
    highest, lowest = columns.columns[scores.argmax()], columns.columns[scores.argmin()]
    assert scores.max() > 0 > scores.min()
    assert highest.get_bottom()[1] == pytest.approx(lowest.get_top()[1])
    assert heights(columns) / np.abs(scores) == pytest.approx(
        [highest.height / scores.max()] * 5, rel=0.02
    )


def test_shares_stand_on_one_foot_as_high_as_softmax_says(columns: ScoreColumns) -> None:
    columns.come.scored = columns.come.powered = columns.come.shared = 1.0
    columns.draw()
    shares = softmax(columns.bench.scores)
    expected = shares / shares.max() * heights(columns).max()
    assert heights(columns) == pytest.approx(expected, abs=0.03)
    feet = [column.get_bottom()[1] for column in columns.columns]
    assert feet == pytest.approx([feet[0]] * 5, abs=0.01)


def test_each_stands_below_its_number_and_goes_to_its_cell(columns: ScoreColumns) -> None:
    columns.come.scored = columns.come.powered = columns.come.shared = 1.0
    columns.draw()
    matrix, row = columns.matrix, columns.bench.row
    for head, theirs in zip(columns.heads, matrix.heads, strict=True):
        np.testing.assert_allclose(head.points, theirs.points, atol=1e-6)
    columns.come.returned = 1.0
    columns.draw()
    middles, size = matrix.resting()
    for column, middle in zip(columns.columns, middles[row], strict=True):
        assert column.get_center()[:2] == pytest.approx(middle)
        assert [column.width, column.height] == pytest.approx(size)


def test_numbers_sum_and_division_do_not_touch(columns: ScoreColumns) -> None:
    for part in ("scored", "powered", "shared"):
        setattr(columns.come, part, 1.0)
        columns.draw()
        areas = sorted((area_of(each) for each in columns.numbers), key=lambda a: a.low[0])
        assert all(a.high[0] < b.low[0] for a, b in pairwise(areas))
    assert area_of(columns.equation).high[1] < area_of(columns.total).low[1]
    assert (area_of(columns.equation).size <= columns.free.size).all()


def test_the_division_is_that_of_what_stands_below_the_columns(columns: ScoreColumns) -> None:
    power, _, total, sign, share = columns.division()
    powers = [round(math.exp(round(score, 2)), 2) for score in columns.bench.scores.tolist()]
    assert float(power) == max(powers)
    assert float(total) == pytest.approx(sum(powers), abs=1e-9)
    assert sign == "="
    assert float(share.strip("%")) == pytest.approx(100 * max(powers) / sum(powers), abs=0.05)
