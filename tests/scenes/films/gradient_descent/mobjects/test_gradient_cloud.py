"""A cloud of gradients: dots where the chart says, and the arrow of their mean."""

import numpy as np

from scenes.films.gradient_descent.mobjects.gradient_cloud import GradientCloud
from scenes.mobjects.chart import Axis, Chart
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
GRADIENTS = np.array([[1.0, 2.0], [3.0, -1.0], [-1.0, 2.0]])


def cloud() -> GradientCloud:
    chart = Chart(np.array([-2.0, -2.0]), np.array([2.0, 2.0]), Axis(-4, 4), Axis(-4, 4), THEME)
    return GradientCloud(chart, THEME)


def test_the_arrow_ends_at_the_mean() -> None:
    drawn = cloud().lay(GRADIENTS)
    tip = drawn.chart.place(*GRADIENTS.mean(axis=0))
    assert np.linalg.norm(drawn.mean.points[:, :2] - tip, axis=1).min() < 1e-9
    assert len(drawn.lay(GRADIENTS, 0.0).mean.points) == 0


def test_what_lies_outside_is_left_out() -> None:
    drawn = cloud().lay(GRADIENTS)
    inside = len(drawn.dots.points)
    drawn.lay(np.concatenate([GRADIENTS, [[90.0, 0.0]]]))
    assert len(drawn.dots.points) == inside
    assert (np.abs(drawn.shafts.points[:, :2]) <= 2 + 1e-9).all()
