"""The names of the curves in the picture of a regression, above it."""

from __future__ import annotations

from manim import DashedLine, Line, VGroup

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.languages.numbers import grouped
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

SIZE = 24
"""Of the names, in 16:9."""
LINE, NEAR, APART = 0.5, 0.15, 0.5
"""Length of a line, room between it and its name, and between two names, in 16:9."""


class CurveLegend(VGroup):
    """The last curve, that of the best step, and the true one, if that is known; in a row.

    Parameters
    ----------
    fit : FittedCurve
    stage : Stage
    theme : Theme
    """

    def __init__(self, fit: FittedCurve, stage: Stage, theme: Theme) -> None:
        scale, size = stage.scale, stage.text_size(SIZE)
        last, best = fit.recording.last_step, fit.best_step or 0
        now, then = (
            sentence("step {step}", size, theme.text, step=grouped(step)) for step in (last, best)
        )
        ends = at(0, 0), at(LINE * scale, 0)
        named = [
            (Line(*ends, color=theme.highlight, stroke_width=6), now),
            (Line(*ends, color=theme.gradient, stroke_width=4), then),
        ]
        if fit.truth is not None:
            dash = LINE * scale / 7
            dashed = DashedLine(*ends, color=theme.text, stroke_width=3, dash_length=dash)
            named.append((dashed, sentence("true curve", size, theme.text)))
        across, entries = 0.0, []
        for line, name in named:
            line.move_to(at(across + LINE * scale / 2, 0))
            across += (LINE + NEAR) * scale
            name.move_to(at(across + name.width / 2, 0))
            across += name.width + APART * scale
            entries.append(VGroup(line, name))
        super().__init__(*entries)
        title = stage.title
        self.scale(min(1.0, 0.98 * float(stage.hero.size[0]) / self.width))
        left = float(title.low[0]) + self.width / 2
        self.move_to(at(left, float(title.centre[1])))
