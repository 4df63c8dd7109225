"""Charts that fill the place of the hero."""

from __future__ import annotations

import numpy as np

from scenes.mobjects.chart import Axis, Chart
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme


def chart_on(
    stage: Stage, x: Axis, y: Axis, theme: Theme, right: float = 0.6, above: float = 1.5
) -> Chart:
    """Make a chart as large as the hero's place, below a line of words and left of some more.

    Parameters
    ----------
    stage : Stage
    x, y : Axis
    theme : Theme
    right : float
        Room to its right, in frame units of 16:9.
    above : float
        Room above it, for the label of y and words over it.
    """
    low = stage.hero.low + np.array([1.6, 0.95]) * stage.scale
    high = stage.hero.high - np.array([right, above]) * stage.scale
    return Chart(low, high, x, y, theme, size=stage.text_size(24))
