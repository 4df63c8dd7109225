"""Bars are as long as their counts, stand below their names, and stay in their place."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.films.probed_networks.count_bars import CountBars
from scenes.storytelling.stage import Area, area_of, stage_of_frame
from scenes.theme.lookup import theme_of

AREA = Area(np.array([1.0, -3.0]), np.array([6.0, 3.0]))


@pytest.fixture
def bars() -> CountBars:
    names = ["64 pixels", "hidden, untrained", "hidden, trained"]
    return CountBars(names, [40, 160, 20], AREA, stage_of_frame(), theme_of("dark"))


def test_a_row_is_not_seen_before_it_comes(bars: CountBars) -> None:
    bars.grow(0, 1.0)
    assert [bar.get_fill_opacity() for bar in bars.bars] == [1, 0, 0]
    assert [name.get_fill_opacity() for name in bars.names] == [1, 0, 0]
    assert [bool(len(number.points)) for number in bars.numbers] == [True, False, False]


def test_lengths_are_in_proportion_to_counts_and_all_stay_in_their_place(bars: CountBars) -> None:
    for row in range(3):
        bars.grow(row, 1.0)
    lengths = [bar.width for bar in bars.bars]
    assert lengths[1] == pytest.approx(4 * lengths[0])
    assert lengths[0] == pytest.approx(2 * lengths[2])
    shown = area_of(bars)
    assert (shown.low >= AREA.low - 1e-6).all()
    assert (shown.high <= AREA.high + 1e-6).all()
    parts = [part for row in zip(bars.names, bars.bars, strict=True) for part in row]
    for upper, lower in pairwise(parts):
        assert upper.get_bottom()[1] > lower.get_top()[1]
    for bar, number in zip(bars.bars, bars.numbers, strict=True):
        assert number.get_left()[0] > bar.get_right()[0]
        assert number.get_y() == pytest.approx(bar.get_y(), abs=0.05)


def test_a_row_turns_pale_when_another_is_spoken_of(bars: CountBars) -> None:
    bars.grow(1, 1.0)
    bars.rest(1, 1.0)
    assert bars.bars[1].get_fill_opacity() < 0.5
    assert bars.numbers[1].get_fill_opacity() == 1


def test_a_number_is_written_once_its_bar_has_come(bars: CountBars, written: list[str]) -> None:
    written.clear()
    for progress in (0.25, 0.5, 1.0):
        bars.grow(1, progress)
    assert written == ["", "", "160"]
