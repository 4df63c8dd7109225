"""The tables are the network's own, and the rows below them are those that are marked."""

import numpy as np
import pytest

from scenes.films.attention.learned_tables import FINE, LearnedTables, Looked
from scenes.films.attention.number_bars import REACH
from scenes.storytelling.stage import BAND, area_of, stage_of_frame
from scenes.theme.theme import THEMES

RNG = np.random.default_rng(0)
TABLES = [RNG.normal(size=(20, 8)) for _ in range(3)]


@pytest.fixture
def tables() -> LearnedTables:
    made = LearnedTables(TABLES, 4, 9, stage_of_frame(BAND), THEMES["dark"])
    made.come = Looked(shown=1.0, read=1.0)
    made.draw()
    return made


def test_a_cell_has_the_colour_of_its_number(tables: LearnedTables) -> None:
    for picture, table in zip(tables.pictures, TABLES, strict=True):
        pixels = picture.get_pixel_array()[FINE // 2 :: FINE, FINE // 2 :: FINE]
        np.testing.assert_array_equal(pixels, picture.colours(table))


def test_bars_stand_as_high_as_the_numbers_of_the_marked_row(tables: LearnedTables) -> None:
    low, high = tables.ends
    for bars, table, strip in zip(tables.bars, TABLES, tables.strips, strict=True):
        unit = REACH * strip.size[1] / (high - low)
        assert area_of(bars.above).size[1] == pytest.approx(table[9].max() * unit)
        assert area_of(bars.below).size[1] == pytest.approx(-table[9].min() * unit)


def test_the_asking_number_s_query_takes_the_place_of_the_other_s(tables: LearnedTables) -> None:
    tables.come.parted = 1.0
    tables.draw()
    low, high = tables.ends
    unit = REACH * tables.strips[0].size[1] / (high - low)
    assert area_of(tables.bars[0].above).size[1] == pytest.approx(TABLES[0][4].max() * unit)
    assert [tables.row(k) for k in range(3)] == [4, 9, 9]


def test_nothing_leaves_the_stage(tables: LearnedTables) -> None:
    shown = area_of(tables)
    assert (shown.low >= tables.stage.hero.low - 1e-6).all()
    assert (shown.high <= tables.stage.frame.high).all()
