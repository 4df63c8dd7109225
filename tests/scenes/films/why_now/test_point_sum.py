"""The numbers stand under the terms that they are of, and add up as they are written."""

import numpy as np
import pytest

from scenes.films.why_now.point_sum import PointSum
from scenes.languages.numbers import MINUS
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES


def test_each_number_stands_under_its_term() -> None:
    stage = stage_of_frame(BAND)
    shown = PointSum(stage, THEMES["dark"])
    shown.write(-4.46, -4.81)
    assert len(shown.terms) == len(shown.numbers) == 5
    rights = [-np.inf]
    for term, number in zip(shown.terms, shown.numbers, strict=True):
        assert number.get_x() == pytest.approx(term.get_x(), abs=0.1)
        assert number.get_top()[1] < term.get_bottom()[1]
        assert min(term.get_left()[0], number.get_left()[0]) > rights[-1]
        rights.append(max(term.get_right()[0], number.get_right()[0]))
        assert number.get_bottom()[1] >= shown.foot - 0.02
    assert rights[-1] < stage.frame.high[0]


@pytest.mark.parametrize(("signal", "y"), [(5.124, 5.916), (-1.2, -3.114), (0.004, -0.004)])
def test_what_is_written_adds_up(signal: float, y: float, written: list[str]) -> None:
    shown = PointSum(stage_of_frame(BAND), THEMES["dark"])
    written.clear()
    shown.write(signal, y)
    total, equals, first, sign, second = (text.replace(MINUS, "-") for text in written)
    assert equals == "="
    assert float(first) + float(sign + second) == pytest.approx(float(total), abs=1e-9)
    assert float(total) == pytest.approx(y, abs=0.0051)
    assert float(first) == pytest.approx(signal, abs=0.0051)
