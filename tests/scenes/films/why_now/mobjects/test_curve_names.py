"""Names stand at the ends of their curves, with the errors there."""

import numpy as np
import pytest

from scenes.films.why_now.mobjects.curve_names import CurveNames
from scenes.storytelling.stage import BAND, Area, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.learning_curves import made_up

AREA = Area(np.array([-5.0, -2.0]), np.array([4.0, 2.0]))


@pytest.fixture
def names() -> CurveNames:
    return CurveNames(made_up(), stage_of_frame(BAND), THEMES["dark"])


def test_they_line_up_apart_from_each_other_with_their_errors(
    names: CurveNames, written: list[str]
) -> None:
    written.clear()
    names.line_up(np.array([[0.0, -1.99], [0.0, -1.9], [0.0, 1.9], [0.0, -2.0]]), 100.0, AREA)
    assert written == ["1.10", "2.20", "9.00", "2.60"]
    lefts = [name.get_left()[0] for name in names]
    assert lefts == pytest.approx([lefts[0]] * 4, abs=0.03)
    assert np.diff(sorted(name.get_y() for name in names)).min() > 0.4
    assert names.rows["flexible"] == pytest.approx(1.9)
    middles = [(line.points[0, 1], line.points[-1, 1]) for line in names.leaders]
    assert [begin for begin, _ in middles] == pytest.approx([-1.99, -1.9, 1.9, -2.0])
    assert [end for _, end in middles] == pytest.approx([*names.rows.values()])
    assert min(name.get_bottom()[1] for name in names) > AREA.low[1]
