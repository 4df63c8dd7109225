"""One circle's sum stands in rows, in the frame."""

import numpy as np
import pytest
from manim import config, tempconfig

from engine.geometry.layers import UnitSum
from scenes.encoding.qualities import ASPECTS
from scenes.films.deep_learning_system.worked_unit import WorkedUnit
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

FOUND = UnitSum(np.array([-0.91, 1.97]), np.array([0.5, -0.25]), 0.1, -0.8475, -0.69)


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("left", [-9.0, -2.0, 6.5])
def test_rows_stand_below_one_another_in_the_frame(aspect: str, left: float) -> None:
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        stage = stage_of_frame()
        worked = WorkedUnit(
            FOUND, "leaky-relu", max(left, stage.hero.low[0]), stage, THEMES["dark"]
        )
    tops = [row.get_top()[1] for row in worked.rows]
    assert tops == sorted(tops, reverse=True)
    assert len(tops) == 5
    assert worked.get_left()[0] >= stage.hero.low[0] - 1e-6
    assert worked.get_right()[0] <= stage.numbers.high[0] + 1e-6
    assert worked.get_top()[1] <= stage.frame.high[1]
