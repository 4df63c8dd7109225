"""Bars are as high as what is left, measured from their floor to the line of 1."""

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.layer_bars import LayerBars
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES

XS = np.array([-4.0, 0.0, 4.0])
LEFT = np.array([0.1, 0.5, 1.25])
FLOW = GradientFlow(0, np.ones((3, 2)), LEFT, LEFT, LEFT, np.ones((2, 2, 2)))


@pytest.fixture
def bars() -> LayerBars:
    area = Area(np.array([-5.0, -2.0]), np.array([5.0, 0.0]))
    return LayerBars(XS, area, 1.25, stage_of_frame(), THEMES["dark"])


def heights(bars: LayerBars) -> np.ndarray:
    """Return how high the bar at each layer is drawn, in lines of 1."""
    points = bars.bars.points
    tops = [points[np.abs(points[:, 0] - x) <= bars.wide / 2 + 1e-9, 1].max() for x in XS]
    return (np.array(tops) - bars.floor) / bars.unit


def test_bars_are_as_high_as_what_is_left(bars: LayerBars) -> None:
    bars.draw(FLOW, 2.5)
    assert heights(bars) == pytest.approx(LEFT)


def test_bars_grow_one_after_the_other_out_of_those_before(bars: LayerBars) -> None:
    bars.draw(FLOW, 1.25)
    assert heights(bars) == pytest.approx([0, 0.25, 1.25])
    older = GradientFlow(0, np.ones((3, 2)), LEFT, np.ones(3), LEFT, np.ones((2, 2, 2)))
    bars.draw(FLOW, 0.5, under=older)
    assert heights(bars) == pytest.approx([1, 1, 1.25])
