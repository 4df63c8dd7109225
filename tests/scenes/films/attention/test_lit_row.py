"""A row of the map is magnified where it stands, with the numbers of a list alone."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.films.attention.lit_row import LitRow
from scenes.films.attention.pair_map import PairMap
from scenes.storytelling.stage import BAND, area_of, stage_of_frame
from scenes.theme.lookup import theme_of

LISTED = np.array([12, 3, 4, 17])
SCORES = np.linspace(-3, 3, 20)


@pytest.fixture
def row() -> LitRow:
    chart = PairMap(20, 4.0, stage_of_frame(BAND), theme_of("dark"))
    lit = LitRow(chart, SCORES, 7, LISTED)
    lit.draw(1.0)
    return lit


def test_the_numbers_of_the_list_stand_in_their_columns(row: LitRow) -> None:
    for cell, number in zip(row.cells, sorted(LISTED), strict=True):
        place = row.chart.centres(np.array(number), np.array(7))
        assert cell.get_center()[:2] == pytest.approx(place)
    assert [number for number, _ in row.numbers] == [17, 12, 4, 3]


def test_the_highest_score_is_ringed(row: LitRow) -> None:
    assert row.best == 17
    assert row.ring.get_center()[0] == pytest.approx(row.cells[3].get_center()[0])


def test_numbers_do_not_touch(row: LitRow) -> None:
    areas = sorted((area_of(each) for _, each in row.numbers), key=lambda a: float(a.low[0]))
    assert all(a.high[0] < b.low[0] for a, b in pairwise(areas))


def test_it_begins_as_the_row_of_the_map(row: LitRow) -> None:
    row.draw(0.0)
    assert row.cells[0].height == pytest.approx(row.chart.pitch[1])
    assert row.cells[0].width == pytest.approx(row.chart.pitch[0])
