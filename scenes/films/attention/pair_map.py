"""The scores of all pairs of numbers, as a map."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Line, VGroup

from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIDE, HEAD = 1.75, 0.85
"""Room on either side of the map and above it, in frame units of 16:9."""
WORDS = 22
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
        top, low = stage.frame.high[1] - (0.25 + HEAD) * scale, hero.low[1] + 0.12 * scale
        room = SIDE * scale * (0.6 if stage.is_upright else 1.0)
        side = min(top - low, hero.size[0] - 2 * room)
        middle = np.array([hero.centre[0], 0.5 * (top + low)])
        self.box = Area(middle - side / 2, middle + side / 2)
        self.pitch = self.box.size / numbers
        signs = ColourMap((theme.negative, theme.panel, theme.positive), -limit, limit)
        self.picture = HeatMap(self.box.low, self.box.high, signs)
        corners = self.box.low[0], self.box.high[1], self.box.high[0], self.box.low[1]
        self.equal = Line(at(*corners[:2]), at(*corners[2:]), color=theme.border, stroke_width=4)
        low_bar = np.array([self.box.high[0] + 0.35 * scale, middle[1] - 0.3 * side])
        self.bar = HeatMap(low_bar, low_bar + np.array([0.25 * scale, 0.6 * side]), signs)
        self.bar.set_values(np.linspace(-limit, limit, 200)[:, None])
        super().__init__(self._ticks(), self._scale(limit), self._words(room))

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
        name.move_to(at(self.bar.low[0], self.bar.high[1] + 0.3 * scale), aligned_edge=LEFT)
        return ticks.add(name)

    def _words(self, room: float) -> VGroup:
        """Name rows and columns."""
        size, scale = self.stage.text_size(WORDS), self.stage.scale
        above = sentence("number looked at", size, self.theme.muted)
        above.move_to(at(self.box.centre[0], self.box.high[1] + 0.62 * scale))
        beside = sentence("wrote", size, self.theme.muted)
        beside.scale(min(1.0, 0.6 * room / beside.width))
        edge = self.box.low[0] - 0.62 * scale if room > scale * 1.4 else self.box.low[0]
        height = self.box.centre[1] if room > scale * 1.4 else self.box.high[1] + 0.62 * scale
        return VGroup(above, beside.move_to(at(edge, height), aligned_edge=RIGHT))

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
