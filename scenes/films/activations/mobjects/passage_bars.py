"""A gradient on its way back through a unit, as two long bars: what arrives, and what leaves."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, VGroup, VMobject

from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.output_text import DECIMALS
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

TOP, ROW, HIGH = 0.5, 0.5, 0.24
"""The first row's middle below the picture's top, the way to the next, and a bar's height, at scale
1."""
EDGE, MARGIN = 0.35, 0.15
"""Between the panel and the picture's edge, and between the panel's edge and what is on it."""
STEEPEST = 1.15
"""Bars have room for slopes up to this one."""
SHORTEST = 2.5
"""A bar that stands for 1 is at least so long, in frame units at scale 1."""


class PassageBars(VGroup):
    """Two bars from the same upright line, and their sizes, on a panel of their own: off the axes.

    Parameters
    ----------
    start, unit : float
        Where the bars begin, and how long one is that stands for 1.
    top : float
        Height of the first one's middle in the frame.
    left : float
        Where the words begin.
    stage, theme
    """

    def __init__(
        self, start: float, unit: float, top: float, left: float, stage: Stage, theme: Theme
    ) -> None:
        scale, size = stage.scale, stage.text_size(26)
        self.start, self.unit = start, unit
        self.heights = [top - k * ROW * scale for k in (0, 1)]
        self.thick = HIGH * scale
        self.bars = VGroup(
            *(
                VMobject(fill_color=colour, fill_opacity=1, stroke_width=0)
                for colour in (theme.muted, theme.gradient)
            )
        )
        comes = sentence("gradient in: 1", size, theme.text)
        goes = sentence("out:", size, theme.gradient, bold=True)
        for words, y in zip((comes, goes), self.heights, strict=True):
            words.move_to(at(left, y), aligned_edge=LEFT)
        self.number = LiveNumber(size, theme.gradient)
        self.number.place(at(goes.get_right()[0] + 0.12 * scale, self.heights[1] - 0.1 * scale))
        comes.align_to(self.number.write("1"), DOWN).shift(ROW * scale * UP)
        self.words = VGroup(comes, goes)
        ends = start + STEEPEST * unit, self.heights[0] + 0.5 * HIGH * scale
        low = np.array([left, self.heights[1] - 0.5 * HIGH * scale]) - MARGIN * scale
        high = np.array(ends) + MARGIN * scale
        corners = low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (high - low)
        self.panel = VMobject(fill_color=theme.panel, stroke_color=theme.edge, stroke_width=2)
        self.panel.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        super().__init__(self.panel, self.bars, self.words, self.number)

    @classmethod
    def on(cls, sight: Sight, shape: Shape, stage: Stage, theme: Theme) -> PassageBars | None:
        """Return bars in the upper right, if no curve runs there and all slopes can be shown."""
        scale, box = stage.scale, sight.box
        unit = SHORTEST * scale
        words = sentence("gradient in: 1", stage.text_size(26), theme.text).width
        start = float(box.high[0]) - (EDGE + MARGIN) * scale - STEEPEST * unit
        left, top = start - words - 0.3 * scale, float(box.high[1]) - TOP * scale
        places = sight.place(np.column_stack([INPUTS, shape.outputs]))
        beside = (places[:, 0] > left - EDGE * scale) & (places[:, 0] < box.high[0])
        is_free = places[beside, 1].max() < top - (ROW + 2 * HIGH) * scale
        is_free &= left > box.centre[0]  # the name has the other half
        if not is_free or not 0 <= shape.slopes.min() <= shape.slopes.max() <= STEEPEST:
            return None
        return cls(start, unit, top, left, stage, theme)

    def draw(self, sight: Sight, x: float, slope: float, size: float) -> None:
        """Draw both for a slope, grown to a share of their lengths; parameters as of `Passage`."""
        for bar, share, y in zip(self.bars, (1.0, slope), self.heights, strict=True):
            ends = np.array([[self.start, y], [self.start + size * share * self.unit, y]])
            bar.points = bands(ends[:1], ends[1:], np.array([self.thick]))
        self.number.write(fixed(slope, DECIMALS))
        for part in (*self.words, self.number, self.panel):
            part.set_fill(opacity=size)
        self.panel.set_stroke(opacity=size)
