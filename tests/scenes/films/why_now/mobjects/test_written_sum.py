"""The numbers of a sum stand under the terms that they are of."""

import numpy as np
import pytest

from scenes.films.why_now.mobjects.error_parts import ErrorParts
from scenes.films.why_now.mobjects.point_sum import PointSum
from scenes.films.why_now.mobjects.written_sum import WrittenSum
from scenes.storytelling.stage import BAND, Stage, stage_of_frame
from scenes.theme.theme import THEMES


def of_a_point(stage: Stage) -> WrittenSum:
    shown = PointSum(stage, THEMES["dark"])
    shown.write(-4.46, -4.81)
    return shown


def of_an_error(stage: Stage) -> WrittenSum:
    parts = ErrorParts(3.0, stage, THEMES["dark"])
    parts.write_error(21_000.25, 48_000.5)
    return parts.sum


@pytest.mark.parametrize("made", [of_a_point, of_an_error])
def test_each_number_stands_under_its_term(made) -> None:
    stage = stage_of_frame(BAND)
    shown = made(stage)
    right = -np.inf
    for term, number in zip(shown.terms, shown.numbers, strict=True):
        ends = [number.get_left()[0], number.get_right()[0]]
        if term.width:
            assert number.get_x() == pytest.approx(term.get_x(), abs=0.1)
            assert number.get_top()[1] < term.get_bottom()[1]
            ends += [term.get_left()[0], term.get_right()[0]]
        assert min(ends) > right
        right = max(ends)
        assert number.get_bottom()[1] >= shown.foot - 0.1
    assert right < stage.frame.high[0]
