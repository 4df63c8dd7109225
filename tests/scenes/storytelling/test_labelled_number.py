"""A labelled number stands in its row, and its label keeps clear of it."""

import pytest
from manim import LEFT, RIGHT, UP

from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import BAND, stage_of_frame


@pytest.mark.parametrize("align", [0.0, 1.0])
def test_it_begins_or_ends_at_its_corner_whatever_the_number(align: float) -> None:
    stage = stage_of_frame(BAND)
    corner = stage.numbers.corner(UP + (RIGHT if align else LEFT))
    shown = LabelledNumber("training error", "#ffffff", "1,272", corner, align, stage)
    words, number = shown
    for text in ("1,272", "0", "48.72"):
        shown.write(text)
        if align:
            assert number.get_right()[0] == pytest.approx(corner[0], abs=0.05)
            assert words.get_right()[0] < number.get_left()[0]
        else:
            assert words.get_left()[0] == pytest.approx(corner[0], abs=0.01)
            assert number.get_left()[0] > words.get_right()[0]
    assert stage.hero.high[1] < number.get_bottom()[1] < corner[1]
