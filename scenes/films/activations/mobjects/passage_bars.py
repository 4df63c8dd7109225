"""A gradient on its way back through a unit, as two long bars: what arrives, and what leaves."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, Mobject, VGroup, VMobject

from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.output_text import DECIMALS
from scenes.languages.numbers import fixed
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

BELOW, ROW, HIGH = 0.68, 0.5, 0.24
"""The first row's middle below the axis, the way to the next, and a bar's height, at scale 1."""
STEEPEST = 1.15
"""Bars have room for slopes up to this one."""
SHORTEST = 2.5
"""A bar that stands for 1 is at least so long, in frame units at scale 1."""


class PassageBars(VGroup):
    """Two bars from the same upright line, below the axis on the left, and their sizes.

    Parameters
    ----------
    start, unit : float
        Where the bars begin, and how long one is that stands for 1.
    axis : float
        Height of the axis in the frame.
    left : float
        Where the words begin.
    stage, theme
    """

    def __init__(
        self, start: float, unit: float, axis: float, left: float, stage: Stage, theme: Theme
    ) -> None:
        scale, size = stage.scale, stage.text_size(26)
        self.start, self.unit = start, unit
        self.heights = [axis - (BELOW + k * ROW) * scale for k in (0, 1)]
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
        super().__init__(self.bars, self.words, self.number)

    @classmethod
    def on(
        cls, sight: Sight, shape: Shape, numbers: Mobject, stage: Stage, theme: Theme
    ) -> PassageBars | None:
        """Return bars left of some numbers, if no curve runs there and all slopes can be shown."""
        scale = stage.scale
        left, right = float(sight.box.low[0]) + 0.3 * scale, float(numbers.get_left()[0])
        axis = float(sight.place(np.zeros(2))[1])
        low = axis - (BELOW + ROW + HIGH) * scale
        words = sentence("gradient in: 1", stage.text_size(26), theme.text).width
        start = left + words + 0.3 * scale
        unit = (right - 0.3 * scale - start) / STEEPEST
        first, last = sight.seen.low[0], sight.seen.high[0]
        seen = (first <= INPUTS) & (last >= INPUTS)
        outputs, slopes = shape.outputs[seen], shape.slopes[seen]
        lowest = axis + float(min(outputs.min(), slopes.min())) * float(sight.unit[1])
        is_free = low > sight.box.low[1] and lowest > axis - (BELOW - HIGH) * scale
        if (
            not is_free
            or unit < SHORTEST * scale
            or not 0 <= slopes.min() <= slopes.max() <= STEEPEST
        ):
            return None
        return cls(start, unit, axis, left, stage, theme)

    def draw(self, sight: Sight, x: float, slope: float, size: float) -> None:
        """Draw both for a slope, grown to a share of their lengths; parameters as of `Passage`."""
        for bar, share, y in zip(self.bars, (1.0, slope), self.heights, strict=True):
            ends = np.array([[self.start, y], [self.start + size * share * self.unit, y]])
            bar.points = bands(ends[:1], ends[1:], np.array([self.thick]))
        self.number.write(fixed(slope, DECIMALS))
        for part in (*self.words, self.number):
            part.set_fill(opacity=size)
