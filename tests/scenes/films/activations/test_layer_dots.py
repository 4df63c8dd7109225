"""Dots stand as low as little is left, and a line joins them as the pulse passes."""

import numpy as np
import pytest
from manim import Square

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.layer_dots import LayerDots
from scenes.films.activations.mobjects.size_scale import SizeScale
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layer_health import health_of

XS = np.array([-4.0, 0.0, 4.0])
LEFT = np.array([1e-6, 1e-3, 1.0])
FLOW = GradientFlow(0, np.ones((3, 2)), LEFT, LEFT, LEFT, np.ones((2, 2, 2)))
AREA = Area(np.array([-5.0, -2.0]), np.array([5.0, 0.0]))


@pytest.fixture
def dots() -> LayerDots:
    stage, theme = stage_of_frame(), THEMES["dark"]
    return LayerDots(XS, SizeScale([health_of(FLOW)], AREA, stage, theme), stage, theme)


def middles(dots: LayerDots) -> list[np.ndarray]:
    """Return the places of all dots, from the last layer on."""
    points = dots.dots.points[:, :2].reshape(-1, len(dots.dots.points) // shown(dots), 2)
    return [(each.min(axis=0) + each.max(axis=0)) / 2 for each in points]


def shown(dots: LayerDots) -> int:
    return len({round(float(x)) for x in dots.dots.points[:, 0]})


def test_equal_factors_are_equal_steps_down(dots: LayerDots) -> None:
    dots.draw(FLOW, 2.5)
    last, middle, first = middles(dots)
    assert (last[0], middle[0], first[0]) == pytest.approx((4, 0, -4), abs=1e-6)
    assert last[1] - middle[1] == pytest.approx(middle[1] - first[1])
    assert first[1] == pytest.approx(AREA.low[1])


def test_dots_come_with_the_pulse_and_the_line_with_them(dots: LayerDots) -> None:
    dots.draw(FLOW, 0.5)
    assert shown(dots) == 1
    assert len(dots.line.points) == 0
    dots.draw(FLOW, 1.25)
    assert shown(dots) == 2
    assert dots.line.points[:, 0].min() == pytest.approx(2.0)


def test_what_was_left_before_stays_as_a_line_below_which_its_name_stands(dots: LayerDots) -> None:
    name = Square(0.3, color="#ff0000")
    dots.leave(FLOW, name)
    assert dots.before.get_stroke_color().to_hex().lower() == "#ff0000"
    heights = np.interp(name.points[:, 0], XS, dots.scale_of_sizes.heights_of(LEFT))
    assert (name.points[:, 1] < heights).all()
