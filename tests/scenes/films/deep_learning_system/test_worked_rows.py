"""A computation stands in rows, in the frame, and ends in its result."""

import pytest
from manim import config, tempconfig

from scenes.encoding.qualities import ASPECTS
from scenes.films.deep_learning_system.worked_rows import WorkedRows
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

LINES = ["0.50 × (−0.91)", "+ (−0.25) × 1.97", "+ 0.10", "= −0.85", "(−0.85) = −0.69"]


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("left", [-9.0, -2.0, 6.5])
def test_rows_stand_below_one_another_in_the_frame(aspect: str, left: float) -> None:
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        stage = stage_of_frame()
        start = max(left, stage.hero.low[0])
        worked = WorkedRows(LINES, start, stage, THEMES["dark"], name="leaky-relu")
    tops = [row.get_top()[1] for row in worked.rows]
    assert tops == sorted(tops, reverse=True)
    assert len(tops) == 5
    assert worked.get_left()[0] >= stage.hero.low[0] - 1e-6
    assert worked.get_right()[0] <= stage.numbers.high[0] + 1e-6
    assert worked.get_top()[1] <= stage.frame.high[1]


def test_an_exponent_stands_higher_than_its_base_and_is_smaller() -> None:
    with tempconfig({"frame_height": 8.0}):
        rows = WorkedRows(["e^−0.26 = 0.77", "= 0.45"], -7.0, stage_of_frame(), THEMES["dark"]).rows
    base, raised, rest = rows[0]
    assert raised.get_bottom()[1] > base.get_bottom()[1]
    assert raised.height < rest.height
    assert base.get_right()[0] < raised.get_left()[0] < raised.get_right()[0] < rest.get_left()[0]
