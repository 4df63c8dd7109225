"""A strip of the parts of an algorithm, each with its live number, one of them lit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import Theme


class StepStrip(VGroup):
    """Titles side by side, a live number below each, and a bar below the one that is lit.

    Parameters
    ----------
    titles : sequence of str
    colours : sequence of str
        Of the numbers.
    low, high : array (2,)
        Corners of the strip in the frame; about 1.1 high.
    theme : Theme
    """

    def __init__(
        self,
        titles: Sequence[str],
        colours: Sequence[str],
        low: np.ndarray,
        high: np.ndarray,
        theme: Theme,
    ) -> None:
        self.low, self.high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        self.titles = VGroup(*(sentence(title, 24, theme.text) for title in titles))
        self.numbers = VGroup(*(LiveNumber(26, colour) for colour in colours))
        self.ends = self._columns([title.width for title in self.titles])
        for left, title, number in zip(self.ends[:, 0], self.titles, self.numbers, strict=True):
            title.move_to(at(left, self.high[1] - 0.16), aligned_edge=LEFT)
            number.place(at(left, self.high[1] - 0.84))
        self.rail = VMobject(stroke_color=theme.edge, stroke_width=2)
        self.bar = VMobject(stroke_color=theme.highlight, stroke_width=5)
        self.rail.points = self._bars(self.ends)
        super().__init__(self.titles, self.numbers, self.rail, self.bar)

    def light(self, part: float | None) -> StepStrip:
        """Lay the bar below a part, or on the way between two, or nowhere."""
        if part is None:
            self.bar.points = np.zeros((0, 3))
            return self
        before = int(part)
        after = min(before + 1, len(self.ends) - 1)
        way = self.ends[after] - self.ends[before]
        self.bar.points = self._bars((self.ends[before] + (part - before) * way)[None])
        return self

    def write(self, *texts: str) -> StepStrip:
        """Write the numbers, from the first on."""
        for number, text in zip(self.numbers, texts, strict=False):
            number.write(text)
        return self

    def _columns(self, widths: list[float]) -> np.ndarray:
        """Share the strip out: columns as wide as their titles, (n, 2), and equal room between."""
        spare = (self.high[0] - self.low[0] - sum(widths)) / len(widths)
        left = self.low[0] + np.cumsum([0.0, *(width + spare for width in widths[:-1])])
        return np.column_stack([left, left + widths + 0.6 * spare])

    def _bars(self, ends: np.ndarray) -> np.ndarray:
        height = np.full(len(ends), self.low[1])
        left, right = (np.column_stack([edge, height]) for edge in ends.T)
        return as_points(straight(left, right))
