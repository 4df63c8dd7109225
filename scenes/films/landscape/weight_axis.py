"""An axis below the curve of one weight, with a line down to it from where the network is."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, UP, VGroup, VMobject

from scenes.films.landscape.landscape_panel import LandscapePanel
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.bands import dashed
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

BELOW, TICK, DASH, NEXT = 0.3, 0.08, 0.09, 0.4
"""How far below the lowest loss it is, the lengths of ticks and dashes, and how far from the name
the next number may be, at scale 1."""


class WeightAxis(VGroup):
    """A weight's axis, below its curve as a panel shows it now, from end to end.

    Parameters
    ----------
    values : array (n,)
        Of the weight, along the curve.
    panel : LandscapePanel
    stage, theme

    Attributes
    ----------
    ticks : dict
        Where numbers stand, in frame units, by value.
    level : float
        Its height in the frame.
    """

    def __init__(
        self, values: np.ndarray, panel: LandscapePanel, stage: Stage, theme: Theme
    ) -> None:
        scale = stage.scale
        ends = panel.mesh.see(panel.place(np.array([[-1.0, 0, 0], [1.0, 0, 0]])))
        low, high = float(values[0]), float(values[-1])
        self.level = float(ends[0, 1]) - BELOW * scale
        left, right = float(ends[0, 0]), float(ends[1, 0])
        name = formula("w_1", 40 * scale, theme.text)
        name.move_to(at(right, self.level - 1.8 * TICK * scale), aligned_edge=UP + RIGHT)
        ticks = {
            v: left + (v - low) / (high - low) * (right - left)
            for v in Axis(low, high).round_numbers(4)
        }
        free = float(name.get_left()[0]) - NEXT * scale
        self.ticks = {v: x for v, x in ticks.items() if x < free}
        strokes = [[[left, self.level], [right, self.level]]]
        strokes += [[[x, self.level], [x, self.level - TICK * scale]] for x in self.ticks.values()]
        lines = np.array(strokes)
        self.line = VMobject(stroke_color=theme.muted, stroke_width=2, fill_opacity=0)
        self.line.points = as_points(straight(lines[:, 0], lines[:, 1]))
        self.numbers = VGroup()
        for value, x in self.ticks.items():
            number = LiveNumber(stage.text_size(22), theme.muted, bold=False)
            number.write(significant(value))
            top = at(x, self.level - 1.8 * TICK * scale)
            self.numbers.add(number.move_to(top, aligned_edge=UP))
        self.drop = VMobject(stroke_color=theme.text, stroke_width=2, fill_opacity=0)
        self.dash = DASH * scale
        super().__init__(self.line, self.numbers, name, self.drop)

    def drop_from(self, point: np.ndarray) -> WeightAxis:
        """Draw a dashed line from a point (3,) down to the axis."""
        ends = np.array([[point[:2], [point[0], self.level]]])
        _, starts, stops = dashed(ends[:, 0], ends[:, 1], self.dash, self.dash)
        self.drop.points = as_points(straight(starts, stops))
        return self
