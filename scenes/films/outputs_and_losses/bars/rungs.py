"""Lines at powers of ten across bars that stand on one ground, on a scale that changes."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.films.outputs_and_losses.bars.class_bars import ClassBars
from scenes.languages.numbers import grouped
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber

MOST = 6
"""The largest power of ten."""
SIZE = 22.0
"""Of its number in 16:9."""
NEAR, CLEAR = 0.17, 0.3
"""Shares of the height between which a line fades as it comes down to the ground."""
FAINT = 0.5
"""Opacity of a line."""


class Rungs(VGroup):
    """A line and a number for each power of ten, from 10 on.

    Parameters
    ----------
    bars : ClassBars
    """

    def __init__(self, bars: ClassBars) -> None:
        self.bars, theme = bars, bars.theme
        self.values = [10.0**k for k in range(1, MOST + 1)]
        self.lines = [VMobject(stroke_color=theme.muted, stroke_width=2) for _ in self.values]
        size = bars.stage.text_size(SIZE)
        self.numbers = [LiveNumber(size, theme.muted, bold=False) for _ in self.values]
        super().__init__(*self.lines, *self.numbers)
        self.display(1.0, 0.0)

    def display(self, unit: float, seen: float) -> None:
        """Show those that are up to `unit`, which is as high as the bars can be."""
        bars = self.bars
        left, right = float(bars.low[0]), float(bars.high[0])
        for value, line, number in zip(self.values, self.lines, self.numbers, strict=True):
            share = value / unit
            near = float(np.clip((share - NEAR) / (CLEAR - NEAR), 0, 1))
            opacity = seen * near * (share <= 1)
            y = float(bars.low[1]) + min(share, 1.0) * bars.tallest
            line.points = as_points(straight(np.array([[left, y]]), np.array([[right, y]])))
            line.set_stroke(opacity=FAINT * opacity)
            number.place(at(left, y + 0.06 * bars.stage.scale))
            number.write(grouped(value) if opacity > 0 else "").set_fill(opacity=opacity)
