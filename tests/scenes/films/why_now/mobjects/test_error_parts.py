"""The bar is as long as the error, and its parts add up as they are written."""

import numpy as np
import pytest

from scenes.films.why_now.mobjects.error_parts import ErrorParts
from scenes.languages.numbers import read_number
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES


@pytest.fixture
def parts() -> ErrorParts:
    return ErrorParts(3.0, stage_of_frame(BAND), THEMES["dark"])


@pytest.mark.parametrize(
    ("missed", "added"), [(0.874, 0.0), (6.384, 3.928), (0.4, 48.04), (25.3, 5331.2), (0, 0)]
)
def test_what_is_written_adds_up_to_the_error(
    parts: ErrorParts, missed: float, added: float, written: list[str]
) -> None:
    written.clear()
    parts.write_error(missed, added)
    total, equals, noise, plus, first, and_, second = written[:7]
    assert (equals, plus, and_) == ("=", "+", "+")
    terms = [read_number(each) for each in (noise, first, second)]
    assert sum(terms) == pytest.approx(read_number(total), abs=1e-9)
    assert read_number(total) == pytest.approx(1 + missed + added, rel=0.005)
    assert terms == pytest.approx([1, added, missed], abs=1 if added > 100 else 0.06)


def test_an_enormous_error_is_a_power_of_ten(parts: ErrorParts, written: list[str]) -> None:
    written.clear()
    parts.write_error(557.0, 200_000.0)
    assert written[:7] == ["2 × 10⁵", "=", "1", "+", "2 × 10⁵", "+", "557"]


@pytest.mark.parametrize(("missed", "added"), [(0.87, 0.0), (10.0, 0.0), (3.0, 5.0)])
def test_each_part_has_its_share_of_the_bar(parts: ErrorParts, missed: float, added: float) -> None:
    parts.draw_error(missed, added)
    lengths = np.array([bar.width for bar in parts.bars])
    assert lengths / parts.unit == pytest.approx([1, added, missed], abs=0.01)
    assert [bar.get_left()[0] for bar in parts.bars] == pytest.approx(
        parts.left + np.cumsum([0, *lengths[:-1]]), abs=1e-3
    )
    assert parts.bars.get_right()[0] <= parts.stage.hero.high[0]


def test_the_bar_of_a_very_large_error_fills_its_room_at_a_smaller_scale(
    parts: ErrorParts,
) -> None:
    parts.draw_error(25.0, 5_000.0)
    lengths = np.array([bar.width for bar in parts.bars])
    assert lengths.sum() == pytest.approx(parts.end - parts.left)
    assert lengths / lengths.sum() == pytest.approx(np.array([1, 5_000, 25]) / 5_026, rel=1e-3)
    parts.draw_error(10.0, 0.0)
    assert parts.bars[0].width == pytest.approx(parts.unit)


@pytest.mark.parametrize(("added", "small"), [(5.0, ""), (200.0, "17"), (200_000.0, "17,000")])
def test_a_bar_drawn_much_smaller_says_by_how_much(
    parts: ErrorParts, added: float, small: str, written: list[str]
) -> None:
    written.clear()
    parts.write_error(1.0, added)
    parts.draw_error(1.0, added)
    assert written[-1] == small
    if small:
        assert int(small.replace(",", "")) == pytest.approx(1 / parts.shrunk, rel=0.05)
    assert {part.get_fill_opacity() for part in parts.smaller} == {float(bool(small))}


def test_a_rivals_mark_stands_at_its_error(parts: ErrorParts) -> None:
    line, name = parts.compare("expert", "#ffffff")
    for error, added in ((3.9, 0.0), (2.0, 0.0), (3.9, 200.0)):
        parts.draw_error(1.0, added)
        parts.put_rival(error)
        drawn = parts.left + error * parts.unit * parts.shrunk
        assert line.get_x() == pytest.approx(drawn)
        assert name.get_left()[0] >= parts.left - 1e-9
        assert name.get_top()[1] < parts.low
        assert name.get_bottom()[1] > parts.foot


def test_bar_mark_and_numbers_go_out_and_the_words_stay(parts: ErrorParts) -> None:
    rival = parts.compare("expert", "#ffffff")
    parts.appear(0.0)
    shown = (*parts.bars, *rival, *parts.sum.numbers)
    assert {part.get_fill_opacity() for part in shown} == {0}
    assert parts.sum.terms[0].get_fill_opacity() == 1
