"""Who errs least as points are added, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from manim import LEFT, Rectangle, VGroup, smoothstep

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.films.why_now.error_words import RIVALS, short_name
from scenes.mobjects.chart import Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

LOOKS = 2001
"""Numbers of points at which errors are compared."""
LEGIBLE = 0.7
"""What is written over a ground may be so much smaller, to have room there."""
TINT = 0.16
"""Opacity of the ground over which a model errs least."""


class Reign(NamedTuple):
    """A model that errs least, from some number of points to another."""

    model: str
    start: float
    end: float


def reigns(curves: LearningCurves, models: Sequence[str]) -> list[Reign]:
    """Return which of some models errs least, from the fewest points to the most."""
    first, last = float(curves.samples[0]), float(curves.samples[-1])
    counts = np.geomspace(first, last, LOOKS)
    counts[[0, -1]] = first, last
    sizes = np.log(curves.samples)
    scores = [np.interp(np.log(counts), sizes, curves.score(model)) for model in models]
    best = np.argmax(scores, axis=0)
    starts = [0, *(np.flatnonzero(np.diff(best)) + 1).tolist()]
    limits = [*counts[starts].tolist(), last]
    return [Reign(models[best[s]], *limits[i : i + 2]) for i, s in enumerate(starts)]


class Grounds(VGroup):
    """The ground of a chart, in the colour of whoever errs least there of the rivals.

    Parameters
    ----------
    curves : LearningCurves
    chart : Chart
    stage, theme

    Attributes
    ----------
    reigns : list of Reign
    tints, winners : VGroup
        Of each reign its ground, and what is written there.
    """

    def __init__(self, curves: LearningCurves, chart: Chart, stage: Stage, theme: Theme) -> None:
        self.chart, self.unit, self.reigns = chart, stage.scale, reigns(curves, RIVALS)
        self.tints, self.winners = VGroup(), VGroup()
        for model, *ends in self.reigns:
            colour = theme.colour_of(MODELS.index(model))
            self.tints.add(Rectangle(fill_color=colour, fill_opacity=0, stroke_width=0))
            won = sentence("best: {name}", stage.text_size(28), colour, name=short_name(model))
            left, right = (float(chart.place(end, 1.0)[0]) for end in ends)
            if LEGIBLE < (share := (right - left - 0.46 * self.unit) / won.width) < 1:
                won.scale(share)
            self.winners.add(won.set_opacity(0))
        super().__init__(self.tints, self.winners)

    def reach(self, end: float) -> None:
        """Colour the ground as far as a line, and name who errs least there."""
        foot, top = self.chart.low[1], self.chart.high[1]
        for (_, start, stop), ground, won in zip(
            self.reigns, self.tints, self.winners, strict=True
        ):
            left, right = (float(self.chart.place(each, 1.0)[0]) for each in (start, stop))
            reached = float(np.clip(end, left + 1e-3, right))
            ground.stretch_to_fit_width(reached - left).stretch_to_fit_height(top - foot)
            ground.move_to(at((left + reached) / 2, (foot + top) / 2))
            ground.set_fill(opacity=TINT * float(end > left))
            won.move_to(at(left + 0.15 * self.unit, top - 0.34 * self.unit), aligned_edge=LEFT)
            passed = (min(end, right) - won.get_right()[0]) / (0.3 * self.unit)
            won.set_opacity(smoothstep(float(np.clip(passed, 0, 1))))
