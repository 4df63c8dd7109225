"""One row of the map of all pairs, magnified where it stands: the rest is dimmed."""

from __future__ import annotations

import numpy as np
from manim import Rectangle, VGroup

from scenes.films.attention.division import EVEN
from scenes.films.attention.pair_map import PairMap
from scenes.mobjects.cell_grid import CellGrid
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber

HIGH, WIDE, HEAD, WORDS = 0.9, 0.55, 0.55, 27
"""Height of the row when it is magnified, the widest cell, room for the numbers above and their
size, in 16:9."""
DIM = 0.4
"""By how much the rest of the map is dimmed."""


class LitRow(VGroup):
    """The scores of a row with a list's numbers, which stand above them.

    Parameters
    ----------
    chart : PairMap
    scores : array (numbers,)
        Of the row.
    last : int
        The number of the row.
    listed : int array (length,)
        Those that are lit; one that would touch another that scores higher is not written.
    """

    def __init__(self, chart: PairMap, scores: np.ndarray, last: int, listed: np.ndarray) -> None:
        self.chart, self.last, theme = chart, last, chart.theme
        scale, size = chart.stage.scale, chart.stage.text_size(WORDS)
        self.best = int(listed[scores[listed].argmax()])
        self.listed = np.sort(listed)
        self.cells = CellGrid(1, len(listed))
        self.colours = chart.picture.colours(scores[self.listed])[:, :3] / 255.0
        gaps = np.append(np.diff(self.listed), len(scores))
        self.wide = np.minimum(WIDE * scale, 0.9 * gaps.min() * chart.pitch[0])
        self.shades = [Rectangle(color=theme.background, stroke_width=0) for _ in range(3)]
        self.ring = Rectangle(color=theme.highlight, stroke_width=4)
        self.asking = LiveNumber(size, theme.text, align=1).write(str(last))
        self.numbers = []
        taken: list[tuple[float, float]] = []
        for number in listed[np.argsort(-scores[listed])].tolist():
            colour = theme.highlight if number == self.best else theme.text
            written = LiveNumber(size, colour, align=0.5).write(str(number))
            x = float(chart.centres(np.array(number), np.array(last))[0])
            span = x - 0.5 * written.width - 0.03 * scale, x + 0.5 * written.width + 0.03 * scale
            if all(span[1] <= low or span[0] >= high for low, high in taken):
                taken.append(span)
                self.numbers.append((number, written))
        texts = [self.asking, *(written for _, written in self.numbers)]
        super().__init__(*self.shades, self.cells, self.ring, *texts)
        self.draw(0.0)

    def draw(self, progress: float) -> None:
        """Draw it magnified so far."""
        chart, scale = self.chart, self.chart.stage.scale
        height = chart.pitch[1] + progress * (HIGH * scale - chart.pitch[1])
        head = progress * HEAD * scale
        y = float(chart.centres(np.array(0), np.array(self.last))[1])
        y = min(max(y, chart.box.low[1] + height / 2), chart.box.high[1] - height / 2 - head)
        across = chart.centres(self.listed, np.array(self.last))[:, 0]
        middles = np.stack([across, np.full(len(across), y)], axis=-1)
        width = chart.pitch[0] + progress * (self.wide - chart.pitch[0])
        self.cells.set_boxes(middles[None], np.array([width, height]))
        self.cells.set_colours(self.colours[None], min(2 * progress, 1.0))
        top, foot = y + height / 2, y - height / 2
        ends = (top + head, chart.box.high[1]), (chart.box.low[1], foot), (foot, top + head)
        dims = DIM, DIM, 1.0  # nothing else is seen behind the row and its numbers
        for shade, (low, high), dim in zip(self.shades, ends, dims, strict=True):
            shade.stretch_to_fit_width(float(chart.box.size[0]))
            shade.stretch_to_fit_height(max(high - low, 1e-3))
            shade.move_to(at(chart.box.centre[0], (low + high) / 2))
            shade.set_fill(opacity=dim * min(2 * progress, 1.0))
        self.ring.stretch_to_fit_width(float(width)).stretch_to_fit_height(height)
        best = float(chart.centres(np.array(self.best), np.array(self.last))[0])
        self.ring.move_to(at(best, y)).set_stroke(opacity=progress)
        seen = max(2 * progress - 1, 0.0)
        size = self.asking.size
        left = chart.box.low[0] - 0.12 * scale
        self.asking.place(at(left, y - EVEN * size)).write(str(self.last)).set_fill(opacity=seen)
        for number, written in self.numbers:
            x = float(chart.centres(np.array(number), np.array(self.last))[0])
            written.place(at(x, top + 0.14 * scale)).write(str(number)).set_fill(opacity=seen)
