"""The weights of a network as bars side by side: the shorter their vector, the lower they are."""

from __future__ import annotations

import numpy as np
from manim import LEFT, VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

WIDE = 0.7
"""Width of a bar, as a share of the room that it has."""
SIZE = 24
"""Font size of the name in 16:9."""


class WeightBars(VGroup):
    """Bars up or down from a line, on one scale for all networks.

    Parameters
    ----------
    most : float
        Absolute value of the largest weight, for which there is room.
    area : Area
        Of the bars.
    stage, theme
    """

    def __init__(self, most: float, area: Area, stage: Stage, theme: Theme) -> None:
        name = sentence("the weights w", stage.text_size(SIZE), theme.gradient)
        name.move_to(at(area.low[0], area.centre[1]), aligned_edge=LEFT)
        left = float(name.get_right()[0]) + 0.25 * stage.scale
        self.area, self.most = Area(np.array([left, area.low[1]]), area.high), most
        self.line = VMobject(stroke_color=theme.muted, stroke_width=1.5)
        ends = np.array([[left, area.centre[1]], [area.high[0], area.centre[1]]])
        self.line.points = as_points(straight(ends[:1], ends[1:]))
        self.bars = VMobject(fill_color=theme.gradient, fill_opacity=1, stroke_width=0)
        super().__init__(self.line, self.bars, name)

    def draw(self, count: float, weights: np.ndarray) -> None:
        """Draw the first weights.

        Parameters
        ----------
        count : float
            How many share the room; between two whole numbers, the last one comes.
        weights : array (at least count,)
        """
        shown = int(np.ceil(count - 1e-9))
        pitch = float(self.area.size[0]) / max(count, 1.0)
        half = 0.5 * WIDE * pitch
        x = self.area.low[0] + pitch * (np.arange(shown) + 0.5)
        foot = float(self.area.centre[1])
        heights = weights[:shown] / self.most * float(self.area.size[1]) / 2
        tops = np.clip(foot + heights, self.area.low[1], self.area.high[1])
        right = np.minimum(x + half, self.area.high[0])
        corners = np.stack(
            [
                np.column_stack([x - half, np.full(shown, foot)]),
                np.column_stack([x - half, tops]),
                np.column_stack([right, tops]),
                np.column_stack([right, np.full(shown, foot)]),
            ],
            axis=1,
        )
        ends = np.roll(corners, -1, axis=1)
        self.bars.points = as_points(straight(corners.reshape(-1, 2), ends.reshape(-1, 2)))
