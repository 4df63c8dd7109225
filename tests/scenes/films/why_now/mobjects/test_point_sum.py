"""What is written of a point adds up."""

import pytest

from scenes.films.why_now.mobjects.point_sum import PointSum
from scenes.languages.numbers import MINUS
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES


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
