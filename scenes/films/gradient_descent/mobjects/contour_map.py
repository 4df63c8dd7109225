"""A loss surface seen from above: colours, lines of equal loss, axes with numbers."""

from __future__ import annotations

import numpy as np
from manim import Group, ManimColor

from scenes.films.gradient_descent.mobjects.relief import FINE, Relief
from scenes.mobjects.arrays.colour_map import ColourMap, blend, height_colours
from scenes.mobjects.arrays.contour_lines import ContourLines
from scenes.mobjects.arrays.heat_map import HeatMap, cell_centres
from scenes.mobjects.chart import Axis, Chart
from scenes.theme.theme import Theme

CELLS = 96
"""Of the heat map, a side."""
LINES = 14
TINT = 0.34
"""Share of the colour of heights in the background."""


class ContourMap(Group):
    """A map of a surface of two variables over a box of the frame.

    Parameters
    ----------
    relief : Relief
    low, high : array (2,)
        Corners of the box in the frame; see `Chart` for the room that numbers need.
    theme : Theme
    labels : (str, str)
        Of the axes.
    """

    def __init__(
        self,
        relief: Relief,
        low: np.ndarray,
        high: np.ndarray,
        theme: Theme,
        labels: tuple[str, str] = ("", ""),
    ) -> None:
        self.relief = relief
        surface = relief.surface
        axes = [Axis(*ends, label) for ends, label in zip(surface.domain, labels, strict=True)]
        self.chart = Chart(np.asarray(low), np.asarray(high), axes[0], axes[1], theme)
        self.chart.axes.set_stroke(opacity=0)
        self.heat = HeatMap(self.chart.low, self.chart.high, tinted(theme))
        corners = np.transpose(surface.domain)
        self.heat.set_values(
            relief.share(surface.value(cell_centres(corners[0], corners[1], (CELLS, CELLS))))
        )
        (x, y), values = surface.heights(FINE)
        levels = relief.levels(LINES)
        colours = height_colours(theme, 0, 1)(relief.share(levels))[:, :3] / 255
        names = [ManimColor.from_rgb(rgb).to_hex() for rgb in colours]
        self.lines = ContourLines(levels, names, stroke_width=1.5)
        self.lines.set_values(x, y, values, lambda points: self.chart.place(*points.T))
        self.lines.set_stroke(opacity=0.75)
        super().__init__(self.heat, self.lines, self.chart)

    def see(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where points (n, 2) appear, (n, 2), and whether they are hidden, (n,): never.

        Where a point lies outside of the domain, there is no place.
        """
        places = self.chart.place(points[:, 0], points[:, 1])
        places[~self.relief.inside(points)] = np.nan
        return places, np.zeros(len(points), bool)

    def see_tangent(self, point: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """Return where the tangent plane at a point (2,) appears above points beside it, (n, 2)."""
        return self.chart.place(*(point + offsets).T)


def tinted(theme: Theme) -> ColourMap:
    """Map drawn heights to dim colours, on which lines and arrows stand out."""
    bright = height_colours(theme, 0, 1)
    dim = [blend([theme.panel, stop], np.array([TINT]))[0] for stop in bright.stops]
    return ColourMap(tuple(ManimColor.from_rgb(rgb).to_hex() for rgb in dim))
