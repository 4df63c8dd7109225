"""Counts as bars in rows: above each bar its name, at its end the number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Rectangle, VGroup

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, centred, number_outline
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

NAME, NUMBER = 26.0, 40.0
"""Sizes of the names and of the numbers in 16:9, where there is room."""
ROW = 1.15
"""Most height of a row, in frame units of 16:9."""
BAR, UP, DOWN = 0.36, 0.26, 0.2
"""Height of a bar, and how far the middles of name and bar are from that of their row, in rows."""
LEAST = 0.02
"""Length of a bar of nothing, as a share of the longest."""
PALE = 0.4
"""Opacity of a bar that is not spoken of."""


class CountBars(VGroup):
    """Rows that come one after another.

    Parameters
    ----------
    names : sequence of str
        In the language of the film.
    counts : sequence of int
    area : Area
        The rows stand in it from its upper edge.
    stage : Stage
    theme : Theme
    """

    def __init__(
        self,
        names: Sequence[str],
        counts: Sequence[int],
        area: Area,
        stage: Stage,
        theme: Theme,
    ) -> None:
        self.counts, self.theme = list(counts), theme
        row = min(ROW * stage.scale, float(area.size[1]) / len(counts))
        full = row / (ROW * stage.scale)
        size = full * stage.text_size(NUMBER)
        widest = float(np.ptp(number_outline(str(max(counts)), size)[:, 0]))
        self.left = float(area.low[0])
        self.span = float(area.size[0]) - 1.4 * widest
        self.gap, self.thick = 0.25 * widest, BAR * row
        top = float(area.high[1])
        self.middles = [top - (k + 0.5) * row - DOWN * row for k in range(len(counts))]
        self.names, self.bars = VGroup(), VGroup()
        self.numbers: list[LiveNumber] = []
        for k, text in enumerate(names):
            name = centred([text], full * stage.text_size(NAME), theme.text)
            name.scale(min(1.0, float(area.size[0]) / name.width))
            foot = self.middles[k] + (UP + DOWN) * row
            self.names.add(name.shift(at(self.left + name.width / 2, foot)))
            self.bars.add(Rectangle(stroke_width=0, fill_color=theme.highlight))
            self.numbers.append(LiveNumber(size, theme.text))
        super().__init__(self.names, self.bars, *self.numbers)
        for k in range(len(counts)):
            self.grow(k, 0.0)

    def grow(self, row: int, progress: float) -> None:
        """Let a row come as far as progress, in the colour of what is spoken of."""
        count, theme = self.counts[row], self.theme
        share = max(progress * count / max(*self.counts, 1), LEAST)
        length, y = share * self.span, self.middles[row]
        bar = Rectangle(width=length, height=self.thick, stroke_width=0)
        self.bars[row].set_points(bar.move_to(at(self.left + length / 2, y)).points)
        self.bars[row].set_fill(theme.highlight, opacity=min(2 * progress, 1.0))
        number = self.numbers[row]
        number.place(at(self.left + length + self.gap, y - 0.0055 * number.size))
        arrived = max(4 * progress - 3, 0.0)
        number.write(str(count) if arrived > 0 else "")
        number.set_fill(theme.highlight, opacity=arrived)
        self.names[row].set_opacity(min(2 * progress, 1.0))

    def rest(self, row: int, progress: float) -> None:
        """Let a row that has come turn pale, as far as progress."""
        self.bars[row].set_fill(self.theme.highlight, opacity=1 - progress * (1 - PALE))
        if progress >= 0.5:
            self.numbers[row].set_fill(self.theme.text)
