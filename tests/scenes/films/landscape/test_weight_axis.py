"""A weight's values stand below the places of its curve."""

import numpy as np
import pytest

from scenes.films.landscape.landscape_panel import LandscapePanel
from scenes.films.landscape.weight_axis import WeightAxis
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.orbit import Orbit
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def test_values_stand_below_their_places_and_the_dot_is_led_down_to_its_own() -> None:
    values = np.linspace(-1.7, 1.5, 21)
    place = (np.zeros(2), 6.0, 2.0)
    panel = LandscapePanel(
        np.ones((21, 21)), place, ColourMap(("#000088", "#ffee88")), THEMES["dark"]
    )
    panel.look(Orbit(0.0, np.pi / 2))
    axis = WeightAxis(values, panel, stage_of_frame(), THEMES["dark"])
    assert {-1.0, 0.0, 1.0} <= set(axis.ticks)
    for value, x in axis.ticks.items():
        plan = 2 * (value - values[0]) / (values[-1] - values[0]) - 1
        spot = panel.mesh.see(panel.place(np.array([[plan, 0.0, 0.0]])))[0]
        assert x == pytest.approx(spot[0])
        assert axis.level < spot[1]
    axis.drop_from(np.array([0.4, 1.0, 0.0]))
    assert axis.drop.points[:, 0] == pytest.approx(0.4)
    assert axis.drop.points[:, 1].max() == pytest.approx(1.0, abs=0.05)
    assert axis.drop.points[:, 1].min() == pytest.approx(axis.level, abs=0.1)
