"""A bar that shows how long a round number of units is in a picture."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.theme.theme import Theme


class ScaleBar(VGroup):
    """A bar with its length in the picture's units beside it, on a ground of its own."""

    def __init__(self, theme: Theme) -> None:
        self.ground = VMobject(fill_color=theme.panel, fill_opacity=0.85, stroke_width=0)
        self.bar = VMobject(stroke_color=theme.muted, stroke_width=3)
        self.label = LiveNumber(20, theme.muted, bold=False)
        super().__init__(self.ground, self.bar, self.label)

    def draw(self, start: np.ndarray, scale: float) -> None:
        """Draw a bar of a round length, 1, 2 or 5 times a power of ten.

        Parameters
        ----------
        start : array (2,)
            Its left end, in frame units.
        scale : float
            Frame units per unit of the picture.
        """
        wanted = 0.9 / scale
        power = 10.0 ** np.floor(np.log10(wanted))
        length = max(step * power for step in (1, 2, 5) if step * power <= wanted)
        end = start + [length * scale, 0]
        tick = np.array([0, 0.07])
        lines = np.array([[start, end], [start - tick, start + tick], [end - tick, end + tick]])
        self.bar.points = as_points(straight(lines[:, 0], lines[:, 1]))
        self.label.place(at(end[0] + 0.14, start[1] - 0.08)).write(significant(length))
        reach = self.label.get_right()[0] + 0.08
        corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * [reach - start[0] + 0.12, 0.3]
        corners = corners + start - [0.12, 0.15]
        self.ground.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
