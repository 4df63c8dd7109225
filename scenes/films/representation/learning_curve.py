"""A small chart that grows while a network learns."""

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from scenes.languages.numbers import grouped
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.theme.theme import Theme


class LearningCurve(VGroup):
    """One metric over training steps, drawn up to the current step with a dot at its end.

    Parameters
    ----------
    label : str
        What is measured.
    values : array (steps,)
        Per step; NaN is left out.
    top : float
        The chart's upper edge; its lower one is 0.
    low, high : array (2,)
        Corners in the frame.
    colour : str
    theme : Theme
    """

    def __init__(
        self,
        label: str,
        values: np.ndarray,
        top: float,
        low: np.ndarray,
        high: np.ndarray,
        colour: str,
        theme: Theme,
    ) -> None:
        self.low, self.high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        known = np.flatnonzero(np.isfinite(values))
        # No more samples than the chart has room to show, always the same ones.
        self.steps = known[:: max(len(known) // 500, 1)]
        self.values = np.clip(values[self.steps] / top, 0, 1)
        self.end = max(len(values) - 1, 1)
        title = sentence(label, 20, theme.muted)
        title.move_to(at(self.low[0], self.high[1] + 0.21), aligned_edge=LEFT)
        (left, bottom), (right, up) = self.low, self.high
        corners = np.array([[left, up], [left, bottom], [right, bottom]])
        axes = VMobject(stroke_color=theme.muted, stroke_width=1.5)
        axes.points = as_points(straight(corners[:-1], corners[1:]))
        self.curve = VMobject(stroke_color=colour, stroke_width=3.5)
        last = sentence("{count} steps", 18, theme.muted, count=grouped(self.end))
        last.move_to(at(right, bottom - 0.16), aligned_edge=RIGHT)
        super().__init__(title, axes, last, self.curve)
        self.draw_to(0)

    def draw_to(self, step: float) -> None:
        """Draw the curve up to a continuous step."""
        if not len(self.steps):
            return
        before = self.steps < step
        x = np.append(self.steps[before], min(step, self.steps[-1]))
        y = np.append(self.values[before], np.interp(step, self.steps, self.values))
        line = self.low + np.column_stack([x / self.end, y]) * (self.high - self.low)
        line = np.concatenate([line[:1], line])
        self.curve.points = as_points(straight(line[:-1], line[1:]))
