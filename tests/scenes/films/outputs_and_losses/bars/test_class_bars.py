"""Bars of classes: as long as what they stand for, upright or end to end."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from scenes.films.outputs_and_losses.bars.class_bars import (
    LOWER,
    UPPER,
    ClassBars,
    ScoreOutlines,
    number_text,
    share_text,
)
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES

SHARES = np.array([0.2, 0.5, 0.3])


@pytest.fixture
def bars(tmp_path: Path) -> Iterator[ClassBars]:
    with tempconfig({"media_dir": str(tmp_path)}):
        yield ClassBars(("a", "b", "c"), stage_of_frame(BAND), THEMES["dark"], sentence)


def test_upright_bars_are_as_high_as_their_shares(bars: ClassBars) -> None:
    boxes = bars.upright(SHARES)
    heights = (boxes[:, 1] - boxes[:, 0])[:, 1]
    assert heights == pytest.approx(SHARES * bars.tallest)


def test_end_to_end_they_fill_the_width_without_a_gap(bars: ClassBars) -> None:
    boxes = bars.strip(SHARES)
    assert boxes[1:, 0, 0] == pytest.approx(boxes[:-1, 1, 0])
    widths = (boxes[:, 1] - boxes[:, 0])[:, 0]
    assert widths == pytest.approx(SHARES * (bars.high - bars.low)[0])


def test_scores_below_0_hang_from_the_line_at_0(bars: ClassBars) -> None:
    boxes = bars.for_scores(np.array([2.0, -1.0, 0.0]))
    zero = boxes[0, 0, 1]
    assert boxes[1, 1, 1] == pytest.approx(zero)
    assert boxes[0, 1, 1] - zero == pytest.approx(2 * (zero - boxes[1, 0, 1]))


def test_a_number_is_left_out_where_it_has_no_room(bars: ClassBars) -> None:
    bars.display(
        bars.strip(np.array([0.01, 0.49, 0.5])), ["0.010", "0.490", "0.500"], only_where_room=True
    )
    assert [len(number.points) > 0 for number in bars.numbers] == [False, True, True]


def test_outlines_sink_together(bars: ClassBars) -> None:
    outlines = ScoreOutlines(bars, -2.0, 2.0)
    tops = []
    for shift in (0.0, 2.0):
        outlines.display(np.array([2.0, 1.0, 0.5]) - shift)
        tops.append([float(each.points[:, 1].max()) for each in outlines.outlines])
    assert tops[0][0] == pytest.approx(bars.low[1] + LOWER * bars.tallest)
    assert tops[1] == pytest.approx([outlines.height_of(0.0)] * 3)


def test_outlines_stand_in_a_row_below_that_of_probabilities(bars: ClassBars) -> None:
    bars.stand_on(UPPER)
    ground = bars.upright(SHARES)[:, 0, 1]
    assert bars.ground.points[:, 1] == pytest.approx(ground[0])
    for low, high in ((-2.0, 2.0), (-1.0, 4.0), (0.0, 3.0), (-5.0, 0.0)):
        outlines = ScoreOutlines(bars, low, high)
        assert outlines.height_of(low) >= bars.low[1] - 1e-9
        assert outlines.height_of(high) < ground.min()


def test_numbers_of_any_size_are_brief() -> None:
    assert [number_text(x) for x in (0.0, 0.5, -9.94, 12.345, 123.45, 20743.9)] == [
        "0.000", "0.500", "−9.940", "12.35", "123.5", "20,744",
    ]  # fmt: skip
    assert [number_text(x) for x in (2.7e43, 1.9e-12)] == ["2.7 × 10⁴³", "1.9 × 10⁻¹²"]


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0.000"), (4e-5, "<0.001"), (0.00051, "0.001"), (0.9996, ">0.999"), (1.0, "1.000")],
)
def test_a_probability_that_is_not_0_or_1_is_not_printed_as_that(share: float, text: str) -> None:
    assert share_text(share) == text
