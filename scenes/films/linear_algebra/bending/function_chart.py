"""A small chart of a function beside the line y = x, from which a disc goes to its curve."""

from __future__ import annotations

import numpy as np
from manim import Dot, VGroup, VMobject

from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.theme.theme import Theme

NAME = 13.0
"""Size of a limit's number in a chart of side 1, as Manim counts."""


class FunctionChart(VGroup):
    """Axes of the same scale, a line at each limit, the line y = x, the curve, and a disc.

    Parameters
    ----------
    x, y : array (n,)
        The function, over -x[-1] to x[-1].
    limits : tuple of float, optional
        Between which its values lie.
    marked : int
        Index of the value to which the disc goes.
    side : float
        In frame units.
    theme : Theme
    """

    def __init__(
        self,
        x: np.ndarray,
        y: np.ndarray,
        limits: tuple[float, float] | None,
        marked: int,
        side: float,
        theme: Theme,
    ) -> None:
        self.x, self.y, self.marked = x, y, marked
        self.unit = side / 2 / float(x[-1])
        half = side / 2
        corners = np.array([[-half, -half], [half, half]])
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=2)
        ends = np.array([[[-half, 0], [half, 0]], [[0, -half], [0, half]]])
        self.axes.points = as_points(straight(ends[:, 0], ends[:, 1]))
        self.limits = VMobject(stroke_color=theme.text, stroke_width=2)
        heights = self.unit * np.array([] if limits is None else limits)
        heights = heights[np.abs(heights) < half]
        left = np.column_stack([np.full(len(heights), -half), heights])
        self.names = VGroup()
        for height in heights.tolist():
            text = significant(height / self.unit)
            name = verbatim(text, NAME * side, theme.text, bold=True)
            side_of = np.sign(height) or 1.0  # there, the curve is not
            away = 0.07 * side * side_of
            self.names.add(name.move_to(at(-0.8 * half * side_of, height + away)))
        self.limits.points = as_points(straight(left, left * [-1, 1]))
        self.line = VMobject(stroke_color=theme.highlight, stroke_width=5)
        self.dot = Dot(radius=0.045 * side, color=theme.text)
        self.same = VMobject(stroke_color=theme.muted, stroke_width=3)
        for curve, values in ((self.same, x), (self.line, y)):
            places = self.unit * np.column_stack([x, values])
            curve.points = as_points(
                clip_to_box(straight(places[:-1], places[1:]), corners[0], corners[1])
            )
        super().__init__(self.axes, self.limits, self.same, self.line, self.dot, self.names)
        self.take(0.0)

    def take(self, progress: float) -> None:
        """Let the disc go from what is put in to what comes out."""
        middle, half = self.axes.get_center()[:2], self.unit * float(self.x[-1])
        x, y = self.x[self.marked], self.y[self.marked]
        place = middle + self.unit * np.array([x, x + progress * (y - x)])
        self.dot.move_to(at(*np.clip(place, middle - half, middle + half)))
