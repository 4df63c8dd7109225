"""The scores of all pairs of numbers, as a map."""

from __future__ import annotations

import numpy as np
from manim import LEFT, Line, VGroup

from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

LEFT_SIDE, RIGHT_SIDE, HEAD = 1.0, 1.25, 0.85
"""Room to the left of the map, to its right, and above it, in frame units of 16:9."""
WORDS = 24
"""Size of all words and numbers, in 16:9."""
FINE = 12
"""Pixels along each side of a pair: edges stay sharp when the picture is stretched."""


class PairMap(VGroup):
    """A row for each number written last, a column for each that is looked at.

    Parameters
    ----------
    numbers : int
    limit : float
        The largest magnitude of a score.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    picture : HeatMap
        Drawn apart: an image is no outline.
    bar : HeatMap
        What the colours mean, to the right of the map; drawn apart, too.
    equal : Line
        Where both numbers are the same.
    """

    def __init__(self, numbers: int, limit: float, stage: Stage, theme: Theme) -> None:
        self.numbers, self.stage, self.theme = numbers, stage, theme
        hero, scale = stage.hero, stage.scale
        # Nothing else stands in the band above the hero.
        top, foot = stage.frame.high[1] - (0.2 + HEAD) * scale, hero.low[1] + 0.1 * scale
        narrow = scale * (0.75 if stage.is_upright else 1.0)
        low = np.array([hero.low[0] + LEFT_SIDE * narrow, foot])
        self.box = Area(low, np.array([hero.high[0] - RIGHT_SIDE * narrow, top]))
        middle, size = self.box.centre, self.box.size
        self.pitch = self.box.size / numbers
        signs = ColourMap((theme.negative, theme.panel, theme.positive), -limit, limit)
        self.picture = HeatMap(self.box.low, self.box.high, signs)
        corners = self.box.low[0], self.box.high[1], self.box.high[0], self.box.low[1]
        self.equal = Line(at(*corners[:2]), at(*corners[2:]), color=theme.border, stroke_width=4)
        low_bar = np.array([self.box.high[0] + 0.3 * narrow, middle[1] - 0.35 * size[1]])
        self.bar = HeatMap(low_bar, low_bar + np.array([0.25 * narrow, 0.7 * size[1]]), signs)
        self.bar.set_values(np.linspace(-limit, limit, 200)[:, None])
        super().__init__(self._ticks(), self._scale(limit), self._words())

    def _ticks(self) -> VGroup:
        """Write numbers above the columns and beside the rows."""
        size, scale, ticks = self.stage.text_size(WORDS), self.stage.scale, VGroup()
        for value in range(0, self.numbers, 10):
            x, y = self.centres(np.array([value]), np.array([value]))[0]
            ticks.add(
                self._number(size, 0.5, at(x, self.box.high[1] + 0.1 * scale), value),
                self._number(size, 1, at(self.box.low[0] - 0.12 * scale, y - 0.1 * scale), value),
            )
        return ticks

    def _scale(self, limit: float) -> VGroup:
        """Write scores beside the bar of their colours."""
        size, scale, ticks = self.stage.text_size(WORDS), self.stage.scale, VGroup()
        most = int(limit)
        for value in (-most, 0, most) if most else (0,):
            y = self.bar.low[1] + (value / limit + 1) / 2 * (self.bar.high[1] - self.bar.low[1])
            place = at(self.bar.high[0] + 0.12 * scale, y - 0.1 * scale)
            ticks.add(self._number(size, 0, place, value))
        name = sentence("score", size, self.theme.muted)
        middle = 0.5 * (self.box.high[0] + self.stage.hero.high[0])
        name.move_to(at(middle, self.bar.high[1] + 0.3 * scale))
        return ticks.add(name)

    def _words(self) -> VGroup:
        """Name rows and columns."""
        size, scale = self.stage.text_size(WORDS), self.stage.scale
        above = sentence("number looked at", size, self.theme.muted)
        above.move_to(at(self.box.centre[0], self.box.high[1] + 0.65 * scale))
        beside = sentence("wrote", size, self.theme.muted)
        left, level = self.stage.hero.low[0], self.box.high[1] + 0.65 * scale
        return VGroup(above, beside.move_to(at(left, level), aligned_edge=LEFT))

    def _number(self, size: float, align: float, place: np.ndarray, value: int) -> LiveNumber:
        number = LiveNumber(size, self.theme.muted, bold=False, align=align)
        return number.place(place).write(fixed(value, 0))

    def centres(self, looked_at: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the middles of pairs in the frame, array (…, 2)."""
        x = self.box.low[0] + (looked_at + 0.5) * self.pitch[0]
        y = self.box.high[1] - (last + 0.5) * self.pitch[1]
        return np.stack(np.broadcast_arrays(x, y), axis=-1)

    def display(self, scores: np.ndarray) -> None:
        """Colour the pairs by their scores, array (numbers, numbers)."""
        fine = np.repeat(np.repeat(scores[::-1], FINE, axis=0), FINE, axis=1)
        self.picture.set_values(fine)
