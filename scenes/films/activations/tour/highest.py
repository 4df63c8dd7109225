"""How high a slope gets, marked on its paper, with the number."""

from __future__ import annotations

import numpy as np
from manim import DR, UP, VGroup, VMobject

from scenes.films.activations.activation_sentences import slope_text
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


class Highest(VGroup):
    """A dot at the highest point of a slope; a dashed line where it has a limit instead.

    Parameters
    ----------
    slopes : array (inputs,)
        At `INPUTS`.
    sight : Sight
    stage : Stage
    theme : Theme
    """

    def __init__(self, slopes: np.ndarray, sight: Sight, stage: Stage, theme: Theme) -> None:
        super().__init__()
        scale, colour, value = stage.scale, theme.gradient, float(slopes.max())
        number = LiveNumber(stage.text_size(SIZE), colour, align=0.5).write(slope_text(value))
        number.set_stroke(theme.background, 8 * scale, background=True)
        there = INPUTS[np.abs(slopes - value) < 1e-9]
        if len(there) == 1 and abs(there[0] - sight.centre[0]) < sight.seen.size[0] / 2:
            place = sight.place(np.array([there[0], value]))
            dot = Markers(marker_of(0), fill_color=colour, fill_opacity=1, stroke_width=0)
            dot.set_places(place[None], RADIUS * scale)
            self.add(dot)
            number.next_to(at(*place), DR, buff=GAP * scale)
        else:
            line = VMobject(stroke_color=colour, stroke_width=3)
            line.points = dashed(sight, [value])
            self.add(line)
            place = sight.place(np.array([AT_THE_EDGE * float(sight.seen.high[0]), value]))
            number.next_to(at(*place), UP, buff=GAP * scale)
        self.add(number)
