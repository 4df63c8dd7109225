"""Bars are as long as what arrives and what leaves, and stand where nothing else does."""

import numpy as np
import pytest

from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.passage_bars import PassageBars
from scenes.films.activations.mobjects.shape import Shape
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

BOX = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
SIGHT = Sight(BOX, np.array([0.0, 0.6]), np.array([1.8, 2.6]))


def bars(name: str) -> PassageBars | None:
    return PassageBars.on(SIGHT, Shape.of(PICTURED[name]), stage_of_frame(), THEMES["dark"])


@pytest.mark.parametrize("slope", [0.0, 0.045, 0.25, 1.0])
def test_lengths_are_as_1_to_the_slope(slope: float) -> None:
    drawn = bars("sigmoid")
    assert drawn is not None
    drawn.draw(SIGHT, 0.0, slope, 1.0)
    arrives, leaves = (np.ptp(bar.points[:, 0]) for bar in drawn.bars)
    assert leaves == pytest.approx(slope * arrives)
    assert drawn.bars[0].get_left()[0] == pytest.approx(drawn.start)
    assert drawn.bars.get_right()[0] < drawn.panel.get_right()[0] < BOX.high[0]
    assert drawn.panel.get_bottom()[1] > SIGHT.place(np.array([3.0, 1.0]))[1]


def test_there_are_none_where_a_curve_runs_or_a_slope_has_no_room() -> None:
    assert bars("tanh") is not None
    assert bars("softplus") is bars("silu") is bars("elu") is None
