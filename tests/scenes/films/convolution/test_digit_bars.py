"""Bars are as long as the shares of the digits, and tell them."""

import numpy as np
import pytest

from scenes.films.convolution.digit_bars import DigitBars
from scenes.storytelling.stage import Area, area_of
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")
AREA = Area(np.array([1.0, -2.0]), np.array([5.0, 3.0]))


def test_bars_grow_with_their_shares_and_stay_in_their_area() -> None:
    bars = DigitBars(3, AREA, THEME)
    shares = np.array([0.0, 0.25, 0, 0.5, 0, 0, 0, 0.25, 0, 0])
    bars.display(shares)
    none, quarter, half = (bars.bars[k].width for k in (0, 1, 3))
    assert half - none == pytest.approx(2 * (quarter - none))
    shown = area_of(bars)
    assert (shown.low >= AREA.low - 1e-6).all()
    assert (shown.high <= AREA.high + 1e-6).all()
    for k in range(10):
        row = bars.row(k)
        assert row.low[1] < bars.bars[k].get_y() < row.high[1]
        assert bool(len(bars.shares[k].points)) == (shares[k] > 0)
        if shares[k] > 0:
            beyond = bars.shares[k].get_left()[0] - bars.bars[k].get_right()[0]
            assert 0 < beyond < bars.pitch


def test_the_right_digit_has_the_colour_of_what_is_right() -> None:
    bars = DigitBars(3, AREA, THEME)
    colours = [bar.get_fill_color().to_hex().lower() for bar in bars.bars]
    assert colours[3] == THEME.accuracy.lower()
    assert set(colours) - {colours[3]} == {THEME.muted.lower()}


def test_what_is_written_may_be_what_was_measured_while_bars_are_on_their_way(
    written: list[str],
) -> None:
    bars = DigitBars(3, AREA, THEME)
    measured = np.eye(10)[3]
    written.clear()
    bars.display(np.full(10, 0.1), measured, 0.4)
    assert [text for text in written if text] == ["100%"]
    assert bars.shares[3].get_fill_opacity() == pytest.approx(0.4)
    assert bars.bars[3].width == pytest.approx(bars.bars[4].width)


def test_shares_turn_into_others_and_none_between_is_written(written: list[str]) -> None:
    bars = DigitBars(3, AREA, THEME)
    before, after = np.eye(10)[3], np.full(10, 0.1)
    written.clear()
    for progress in (0.0, 0.2, 0.4, 0.5, 0.7, 1.0):
        bars.turn(before, after, progress)
        assert bars.shares[3].get_fill_opacity() == pytest.approx(abs(1 - 2 * progress))
    assert {text for text in written if text} == {"100%", "10.0%"}
