"""One map that becomes another: colours and lines of equal loss flow from one to the other."""

from __future__ import annotations

import numpy as np
from manim import Group, ManimColor

from scenes.films.gradient_descent.mobjects.open_map import LINES, OpenMap, tinted
from scenes.mobjects.arrays.colour_map import height_colours
from scenes.mobjects.arrays.contour_lines import ContourLines
from scenes.mobjects.arrays.heat_map import HeatMap, cell_centres


class MapMorph(Group):
    """The picture between two maps of one area: at each place, a mean of how high they are there.

    Parameters
    ----------
    old, new : OpenMap
        Over one area of the frame.
    """

    def __init__(self, old: OpenMap, new: OpenMap) -> None:
        self.old, self.new = old, new
        centres = cell_centres(old.outer.low, old.outer.high, old.heights.shape)
        self.axes_of_grid = centres[0, :, 0], centres[:, 0, 1]
        shades = (np.arange(int(LINES * old.reach)) + 0.5) / LINES
        rgb = height_colours(old.theme, 0, 1)(shades)[:, :3] / 255
        self.lines = ContourLines(
            shades, [ManimColor.from_rgb(each).to_hex() for each in rgb], stroke_width=1.5
        )
        self.heat = HeatMap(old.outer.low, old.outer.high, tinted(old.theme))
        super().__init__(self.heat, self.lines)
        self.draw(0.0)

    def draw(self, progress: float) -> MapMorph:
        """Draw the picture between the old map (0) and the new one (1)."""
        shades = (1 - progress) * self.old.shades + progress * self.new.shades
        self.heat.set_values(shades)
        self.lines.set_values(*self.axes_of_grid, shades)
        self.lines.set_stroke(opacity=0.6)
        return self
