"""How low and how high a curve gets, marked on its paper, with the numbers."""

from __future__ import annotations

import numpy as np
from manim import DL, DOWN, DR, UP, VGroup, VMobject

from scenes.films.activations.activation_sentences import slope_text
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.measures import dashed
from scenes.films.activations.mobjects.shape import INPUTS
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

NEAR = 1e-3
"""A curve that comes so near to a limit reaches it as far as it is written."""
SIZE, RADIUS = 32, 0.13
GAP = 0.22
"""Between a mark and its number, in frame units."""
AT_THE_EDGE = 0.9
"""Where the number of a limit stands, as a share of the way to the edge."""


class Extremes(VGroup):
    """Dots at the lowest and the highest point of a curve; a dashed line where it has a limit.

    Parameters
    ----------
    heights : array (inputs,)
        At `INPUTS`.
    sight : Sight
    colour : str
    stage : Stage
    theme : Theme
    lowest, highest : bool
        Which of them are marked.
    """

    def __init__(
        self, heights: np.ndarray, sight: Sight, colour: str, stage: Stage, theme: Theme, *,
        lowest: bool = True, highest: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self.sight, self.colour, self.stage, self.theme = sight, colour, stage, theme
        if lowest:
            self._mark(heights, float(heights.min()), DL if highest else DR, DOWN)
        if highest:
            self._mark(heights, float(heights.max()), DR, UP)

    def _mark(
        self, heights: np.ndarray, value: float, beside: np.ndarray, at_a_limit: np.ndarray
    ) -> None:
        """Mark a height, with its number on one side of its dot, or on another of its line."""
        sight, scale = self.sight, self.stage.scale
        number = LiveNumber(self.stage.text_size(SIZE), self.colour, align=0.5)
        number.write(slope_text(value))
        number.set_stroke(self.theme.background, 8 * scale, background=True)
        there = INPUTS[np.abs(heights - value) < 1e-9]
        if len(there) == 1 and abs(there[0] - sight.centre[0]) < sight.seen.size[0] / 2:
            place = sight.place(np.array([there[0], value]))
            dot = Markers(marker_of(0), fill_color=self.colour, fill_opacity=1, stroke_width=0)
            dot.set_places(place[None], RADIUS * scale)
            self.add(dot)
            number.next_to(at(*place), beside, buff=GAP * scale)
        else:
            near = INPUTS[np.abs(heights - value) < NEAR]
            edge = sight.seen.high[0] if np.mean(near) > 0 else sight.seen.low[0]
            place = sight.place(np.array([AT_THE_EDGE * edge, value]))
            line = VMobject(stroke_color=self.colour, stroke_width=3)
            line.points = dashed(sight, [value])
            self.add(line)
            number.next_to(at(*place), at_a_limit, buff=GAP * scale)
        self.add(number)
