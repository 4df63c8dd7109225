"""How high a curve gets, or how low, marked on its paper, with the number."""

from __future__ import annotations

import numpy as np
from manim import DOWN, DR, UP, VGroup, VMobject

from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.measures import dashed
from scenes.films.activations.mobjects.shape import INPUTS
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

SIZE, RADIUS = 40, 0.13
GAP = 0.22
"""Between a mark and its number, in frame units."""
AT_THE_EDGE = 0.9
"""Where the number of a limit stands, as a share of the way to the edge."""
INSET = 0.45
"""Room between it and that edge, in frame units of 16:9."""
CLOSE = 1e-4
"""A value that samples come so near to is one that they take."""


class Extreme(VGroup):
    """A dot where a curve is highest or lowest; a dashed line where it has a limit instead.

    Parameters
    ----------
    values : array (inputs,)
        At `INPUTS`.
    value : float
        The greatest of them, the least, or their limit at the left or right end.
    text : str
        It, as it is written.
    sight : Sight
    stage : Stage
    theme : Theme
    colour : str
    """

    def __init__(
        self,
        values: np.ndarray,
        value: float,
        text: str,
        sight: Sight,
        stage: Stage,
        theme: Theme,
        colour: str,
    ) -> None:
        super().__init__()
        scale, is_low = stage.scale, value < float(values.mean())
        number = LiveNumber(stage.text_size(SIZE), colour, align=0.5).write(text)
        number.set_stroke(theme.background, 8 * scale, background=True)
        ends = float(values.min() if is_low else values.max())
        there = INPUTS[np.abs(values - ends) < 1e-9]
        is_taken = len(there) == 1 and abs(ends - value) < CLOSE
        if is_taken and abs(there[0] - sight.centre[0]) < sight.seen.size[0] / 2:
            place = sight.place(np.array([there[0], value]))
            dot = Markers(marker_of(0), fill_color=colour, fill_opacity=1, stroke_width=0)
            dot.set_places(place[None], RADIUS * scale)
            self.add(dot)
            number.next_to(at(*place), DOWN if is_low else DR, buff=GAP * scale)
        else:
            line = VMobject(stroke_color=colour, stroke_width=3)
            line.points = dashed(sight, [value])
            self.add(line)
            edge = AT_THE_EDGE * float(sight.seen.low[0] if is_low else sight.seen.high[0])
            place = sight.place(np.array([edge, value]))
            number.next_to(at(*place), DOWN if is_low else UP, buff=GAP * scale)
            inside = float(sight.box.low[0]) + INSET * scale - float(number.get_left()[0])
            number.shift(at(max(inside, 0.0), 0.0))
        self.add(number)
