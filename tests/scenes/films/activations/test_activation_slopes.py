"""All slopes are seen on one paper."""

import numpy as np
import pytest

from engine.networks.activations import PICTURED
from scenes.films.activations.activation_slopes import slope_sight
from scenes.films.activations.activation_specs import MAIN
from scenes.films.activations.mobjects.coordinate_paper import common_sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.storytelling.stage import stage_of_frame


def test_slopes_fill_the_height_and_none_that_is_near_is_cut_off() -> None:
    home = common_sight(stage_of_frame().hero)
    shapes = [Shape.of(PICTURED[name]) for name in MAIN]
    sight = slope_sight(home, shapes)
    assert sight.seen.size[0] == pytest.approx(home.seen.size[0])
    inside = np.abs(INPUTS) < sight.seen.high[0]
    heights = np.concatenate([shape.slopes[inside] for shape in shapes])
    assert sight.seen.low[1] < heights.min() < heights.max() < sight.seen.high[1]
    assert np.ptp(heights) > 0.6 * sight.seen.size[1]
