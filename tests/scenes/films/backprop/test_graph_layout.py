"""The graph's layout: it fills its area, whatever the shape."""

import numpy as np
import pytest

from scenes.films.backprop.graph_layout import layout_in
from scenes.storytelling.stage import Area

WIDE = Area(np.array([-6.8, -2.7]), np.array([6.8, 2.4]))
SQUARE = Area(np.array([-6.8, -4.0]), np.array([6.8, 5.6]))
HIGH = Area(np.array([-6.7, -8.0]), np.array([6.7, 10.0]))


@pytest.mark.parametrize("layers", [5, 6])
@pytest.mark.parametrize("rows", [2, 3])
@pytest.mark.parametrize("area", [WIDE, SQUARE, HIGH])
def test_units_are_inside_from_one_end_to_the_other(area: Area, rows: int, layers: int) -> None:
    layout = layout_in(area, rows, layers)
    axis = 1 if layout.downwards else 0
    ends = np.sort(layout.layers[[0, -1]])
    assert ends - layout.radius * np.array([1, -1]) == pytest.approx(
        [layout.box.low[axis], layout.box.high[axis]]
    )
    assert (layout.box.low >= area.low).all()
    assert (layout.box.high <= area.high).all()
    assert np.abs(np.diff(layout.layers)).min() > 2.5 * layout.radius


def test_only_what_is_high_runs_downwards() -> None:
    assert [layout_in(area, 2, 5).downwards for area in (WIDE, SQUARE, HIGH)] == [
        False, False, True,
    ]  # fmt: skip
