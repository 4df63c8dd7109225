"""The scale of what is left: a line for each so many powers of ten."""

import numpy as np
import pytest

from scenes.films.activations.mobjects.size_scale import SizeScale
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES

LEFT = np.array([1e-6, 1e-3, 1.0])
AREA = Area(np.array([-5.0, -2.0]), np.array([5.0, 0.0]))


@pytest.fixture
def scale() -> SizeScale:
    return SizeScale(LEFT, AREA, stage_of_frame(), THEMES["dark"])


def test_all_that_is_left_has_a_place_and_nothing_stands_lowest(scale: SizeScale) -> None:
    heights = scale.heights_of(np.array([0.0, 1e-6, 1e-3, 1.0]))
    assert heights[0] == heights[1] == pytest.approx(AREA.low[1])
    assert heights[2] - heights[1] == pytest.approx(heights[3] - heights[2])
    assert heights[3] <= AREA.high[1]


def test_lines_are_round_powers_across_the_area(scale: SizeScale) -> None:
    assert scale.powers.tolist() == [0, -2, -4, -6]
    heights = scale.grid.points[::4, 1]
    assert heights == pytest.approx(scale.heights_of(10.0**scale.powers))
    assert (scale.grid.points[:, 0].min(), scale.grid.points[:, 0].max()) == (-5, 5)


def test_it_can_stand_elsewhere_and_be_seen_in_part(scale: SizeScale) -> None:
    scale.stand(Area(np.array([-1.0, 0.0]), np.array([1.0, 3.0])))
    assert scale.heights_of(np.array([1e-6]))[0] == 0
    assert (scale.grid.points[:, 0].min(), scale.grid.points[:, 0].max()) == (-1, 1)
    assert all(tick.get_left()[0] > 1 for tick in scale.ticks)
    scale.see(0.0)
    assert scale.grid.get_stroke_opacity() == 0
