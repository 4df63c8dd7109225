"""A gradient leaves a unit as long as the slope, in units of the paper."""

import numpy as np
import pytest

from engine.geometry.box import Box
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.passage import Passage
from scenes.theme.theme import THEMES

BOX = Box(np.array([-7.0, -2.5]), np.array([7.0, 4.0]))
SIGHT = Sight.of(Box(np.array([-4.0, -1.5]), np.array([4.0, 2.0])), BOX)


@pytest.mark.parametrize("slope", [1.0, 0.25, -0.1])
def test_a_gradient_of_1_leaves_as_long_as_the_slope(slope: float) -> None:
    passage = Passage(THEMES["dark"], 1.0)
    passage.draw(SIGHT, 0.5, slope, 1.0)
    arrives, leaves = (np.ptp(part.points[:, 0]) / SIGHT.unit[0] for part in passage)
    assert arrives == pytest.approx(1, abs=0.05)
    assert leaves == pytest.approx(abs(slope))


def test_no_gradient_leaves_where_the_slope_is_0() -> None:
    passage = Passage(THEMES["dark"], 1.0)
    passage.draw(SIGHT, -1.0, 0.0, 1.0)
    assert len(passage.leaves.points) == 0
