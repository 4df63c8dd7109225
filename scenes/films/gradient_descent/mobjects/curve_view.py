"""A loss of one variable, as the curve over its axis."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from engine.descent.surface import Surface
from scenes.mobjects.chart import Axis, Chart
from scenes.theme.theme import Theme

SAMPLES = 400
MARGIN = 0.06
"""Share of the height left free below and above the curve."""


class CurveView(VGroup):
    """A chart of a surface of one variable.

    Parameters
    ----------
    surface : Surface
    low, high : array (2,)
        Corners of the box in the frame; see `Chart` for the room that numbers need.
    theme : Theme
    labels : (str, str)
        Of the axes.
    """

    def __init__(
        self,
        surface: Surface,
        low: np.ndarray,
        high: np.ndarray,
        theme: Theme,
        labels: tuple[str, str] = ("", ""),
    ) -> None:
        self.surface = surface
        (x,), values = surface.heights(SAMPLES)
        spare = MARGIN * float(np.ptp(values))
        height = Axis(float(values.min()) - spare, float(values.max()) + spare, labels[1])
        self.chart = Chart(low, high, Axis(*surface.domain[0], labels[0]), height, theme)
        self.curve = self.chart.curve(theme.colour_of(0)).set_values(x, values)
        super().__init__(self.chart, self.curve)

    def see(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where points (n, 1) on the curve appear, (n, 2), and which are hidden, (n,).

        Where a point lies outside of the domain, there is no place.
        """
        low, high = self.surface.domain[0]
        inside = (points[:, 0] >= low) & (points[:, 0] <= high)
        places = np.full((len(points), 2), np.nan)
        places[inside] = self.chart.place(points[inside, 0], self.surface.value(points[inside]))
        return places, np.zeros(len(points), bool)

    def see_tangent(self, point: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """Return where the tangent at a point (1,) appears above points beside it, (n, 1)."""
        heights = self.surface.value(point) + offsets @ self.surface.gradient(point)
        return self.chart.place((point + offsets)[:, 0], heights)
