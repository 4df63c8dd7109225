"""Names and errors at the ends of learning curves, none upon another."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, VGroup, VMobject

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.films.why_now.error_words import error_text, short_name
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.spreading import spread
from scenes.mobjects.text import LiveNumber, verbatim
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIZE, SMALLER = 33, 0.72
"""Of the names in 16:9, and how much smaller they are in a narrow frame."""
ASIDE, CLEAR = 0.62, 0.08
"""From the end of a curve to its name, and between this and the line to it, in 16:9."""
ROW = 0.54
"""Between the names, in 16:9."""


class CurveNames(VGroup):
    """For each model its name and its error, where its curve ends.

    Parameters
    ----------
    curves : LearningCurves
    stage, theme

    Attributes
    ----------
    room : float
        Width of the column in which they stand at last, with what parts it from the curves.
    """

    def __init__(self, curves: LearningCurves, stage: Stage, theme: Theme) -> None:
        self.curves, self.scale_of_frame = curves, stage.scale
        self.letters = (SMALLER if stage.is_upright else 1.0) * stage.scale
        size = SIZE * self.letters
        self.rows = dict.fromkeys(MODELS, 0.0)
        self.leaders = VGroup(*(
            VMobject(stroke_color=theme.colour_of(k), stroke_width=2) for k in range(len(MODELS))
        ))  # fmt: skip
        super().__init__()
        last, widths = float(curves.samples[-1]), []
        for k, model in enumerate(MODELS):
            name = verbatim(short_name(model), size, theme.colour_of(k))
            number = LiveNumber(size, theme.colour_of(k))
            number.write(error_text(curves.error_at(model, last)))
            number.shift(RIGHT * (name.width + 0.16 * self.letters))
            self.add(VGroup(name.shift(at(0, -name.get_y())), number).set_opacity(0))
            widths.append(name.width + 0.16 * self.letters + number.width)
        self.room = max(widths) + (ASIDE + 0.1) * self.scale_of_frame

    def line_up(self, ends: np.ndarray, count: float, area: Area) -> None:
        """Let all names stand one above another, right of the ends of their curves."""
        gap = ROW * self.letters
        heights = spread(ends[:, 1], gap, area.low[1] + 0.5 * gap, area.high[1])
        left = ends[0, 0] + ASIDE * self.scale_of_frame
        for k, model in enumerate(MODELS):
            self._put(model, left, heights[k], count)
            self[k].set_opacity(1.0)
            begin = ends[k] + [0.3 * ASIDE * self.scale_of_frame, 0]
            stop = np.array([left - CLEAR * self.scale_of_frame, heights[k]])
            self.leaders[k].points = as_points(straight(begin[None], stop[None]))

    def _put(self, model: str, left: float, height: float, count: float) -> None:
        name, number = self[MODELS.index(model)]
        name.shift(at(left + name.width / 2 - name.get_x(), height - self.rows[model]))
        self.rows[model] = height
        number.place(at(left + name.width + 0.16 * self.letters, height - 0.11 * self.letters))
        number.write(error_text(self.curves.error_at(model, round(count))))
