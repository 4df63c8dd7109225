"""Lines stand as high as bars of their values would."""

import numpy as np
import pytest
from manim import Text

from scenes.films.outputs_and_losses.bars.class_bars import ClassBars
from scenes.films.outputs_and_losses.bars.rungs import FAINT, Rungs
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.lookup import theme_of


def test_a_line_stands_where_a_bar_of_its_value_ends() -> None:
    theme = theme_of("dark")
    bars = ClassBars(["a", "b"], stage_of_frame(BAND), theme, lambda words, *_: Text(words))
    rungs = Rungs(bars)
    rungs.display(250.0, 1.0)
    ten, hundred, thousand = rungs.lines[:3]
    top = bars.upright(np.array([0.4, 1.0]))[0, 1, 1]
    assert hundred.points[:, 1] == pytest.approx(top)
    assert [line.get_stroke_opacity() for line in (ten, hundred, thousand)] == [0, FAINT, 0]
