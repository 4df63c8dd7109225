"""The scores of all pairs of numbers, as a map."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Line, VGroup

from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

LEFT_ROOM, HEAD = 1.0, 0.85
"""Room for the numbers of the rows and the columns, in frame units of 16:9."""
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
    equal : Line
        Where both numbers are the same.
    """

    def __init__(self, numbers: int, limit: float, stage: Stage, theme: Theme) -> None:
        self.numbers, self.stage = numbers, stage
        hero, scale = stage.hero, stage.scale
        self.box = Area(
            hero.low + np.array([LEFT_ROOM, 0.12]) * scale,
            hero.high - np.array([0.15, HEAD]) * scale,
        )
        self.pitch = self.box.size / numbers
        signs = ColourMap((theme.negative, theme.panel, theme.positive), -limit, limit)
        self.picture = HeatMap(self.box.low, self.box.high, signs)
        corners = self.box.low[0], self.box.high[1], self.box.high[0], self.box.low[1]
        self.equal = Line(at(*corners[:2]), at(*corners[2:]), color=theme.border, stroke_width=4)
        size = stage.text_size(22)
        ticks = VGroup()
        for value in range(0, numbers, 10):
            x, y = self.centres(np.array([value]), np.array([value]))[0]
            across = LiveNumber(size, theme.muted, bold=False, align=0.5)
            down = LiveNumber(size, theme.muted, bold=False, align=1)
            ticks.add(
                across.place(at(x, self.box.high[1] + 0.1 * scale)).write(str(value)),
                down.place(at(self.box.low[0] - 0.12 * scale, y - 0.1 * scale)).write(str(value)),
            )
        above = sentence("number looked at", size, theme.muted)
        above.move_to(at(self.box.high[0], hero.high[1] - 0.16 * scale), aligned_edge=RIGHT)
        beside = sentence("wrote", size, theme.muted)
        beside.move_to(at(hero.low[0], hero.high[1] - 0.16 * scale), aligned_edge=LEFT)
        super().__init__(ticks, above, beside)

    def centres(self, looked_at: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the middles of pairs in the frame, array (…, 2)."""
        x = self.box.low[0] + (looked_at + 0.5) * self.pitch[0]
        y = self.box.high[1] - (last + 0.5) * self.pitch[1]
        return np.stack(np.broadcast_arrays(x, y), axis=-1)

    def display(self, scores: np.ndarray) -> None:
        """Colour the pairs by their scores, array (numbers, numbers)."""
        fine = np.repeat(np.repeat(scores[::-1], FINE, axis=0), FINE, axis=1)
        self.picture.set_values(fine)
