"""Axes with round numbers below and beside a picture whose place can change."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, VGroup, VMobject

from scenes.languages.names import shortened
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.chart import Axis, tick_text
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence, verbatim
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIZE = 20
"""Font size of the numbers in 16:9."""
LOWEST = 0.05
"""Share of the height below which a level has no number: it would touch those below."""
MARGIN = np.array([0.7, 0.42])
"""Room for the numbers to the left and below, in frame units of 16:9."""


class FitAxes(VGroup):
    """Level lines with numbers, and numbers below; they are drawn for an area.

    Parameters
    ----------
    x, y : Axis
    stage, theme
    name : str, optional
        Of the input, if it is known.
    """

    def __init__(
        self, x: Axis, y: Axis, stage: Stage, theme: Theme, name: str | None = None
    ) -> None:
        self.x, self.y, self.stage = x, y, stage
        size = stage.text_size(SIZE)
        self.lines = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        self.across, self.upward = (
            [
                (value, LiveNumber(size, theme.muted, bold=False).write(tick_text(value)))
                for value in axis.round_numbers(5)
                if axis is x or axis.share(value) > LOWEST
            ]
            for axis in (x, y)
        )
        self.label = (
            sentence("input", size, theme.muted)
            if name is None
            else verbatim(shortened(name), size, theme.muted)
        )
        numbers = [number for _, number in (*self.across, *self.upward)]
        super().__init__(self.lines, *numbers, self.label)

    def inner(self, area: Area) -> Area:
        """Return where curves are drawn if the axes with their numbers fill an area."""
        return Area(area.low + MARGIN * self.stage.scale, area.high)

    def place(self, box: Area, x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
        """Return where values stand in a box, array (…, 2)."""
        shares = np.stack(np.broadcast_arrays(self.x.share(x), self.y.share(y)), axis=-1)
        placed: np.ndarray = box.low + shares * box.size
        return placed

    def draw(self, box: Area) -> None:
        """Draw the axes around a box."""
        gap = 0.12 * self.stage.scale
        (left, bottom), (right, top) = box.low, box.high
        ends = [[[left, bottom], [right, bottom]], [[left, bottom], [left, top]]]
        for value, number in self.upward:
            level = float(self.place(box, self.x.low, value)[1])
            ends.append([[left, level], [right, level]])
            number.move_to(at(left - gap, level), aligned_edge=RIGHT)
        for value, number in self.across:
            place = float(self.place(box, value, self.y.low)[0])
            ends.append([[place, bottom], [place, bottom - 0.5 * gap]])
            number.move_to(at(place, bottom - gap - number.height / 2))
        lines = np.array(ends)
        self.lines.points = as_points(straight(lines[:, 0], lines[:, 1]))
        before, last = (number for _, number in self.across[-2:])
        self.label.move_to((before.get_right() + last.get_left()) / 2).align_to(last, DOWN)
