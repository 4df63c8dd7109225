"""The bars of a chart: one outline, however many there are."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.chart import Chart


class Bars(VMobject):
    """Upright bars from the low end of a chart's y axis, at 1, 2, 3, … of its x axis.

    Parameters
    ----------
    chart : Chart
    colour : str
    width : float
        Of a bar, in units of x.
    opacity : float
    """

    def __init__(self, chart: Chart, colour: str, width: float = 0.7, opacity: float = 1.0) -> None:
        self.chart, self.half = chart, width / 2
        super().__init__(fill_color=colour, fill_opacity=opacity, stroke_width=0)

    def set_values(self, values: np.ndarray, grown: np.ndarray | float = 1.0) -> Bars:
        """Show values (bars,).

        Parameters
        ----------
        values : array (bars,)
            Beyond an end of the axis, a bar ends there.
        grown : array (bars,) or float
            How much of each bar's height has grown, from 0 to 1.
        """
        shares = np.nan_to_num(np.clip(self.chart.y.share(values), 0, 1)) * grown
        centres = np.arange(1, len(values) + 1)[shares > 0]
        left = self.chart.place(centres - self.half, self.chart.y.low)
        right = self.chart.place(centres + self.half, self.chart.y.low)
        height = (self.chart.high - self.chart.low)[1] * shares[shares > 0]
        up = np.column_stack([np.zeros(len(centres)), height])
        corners = np.stack([left, right, right + up, left + up], axis=1)
        following = np.roll(corners, -1, axis=1)
        self.points = as_points(straight(corners.reshape(-1, 2), following.reshape(-1, 2)))
        return self
