"""The losses of the three descents over the samples that they have seen, named at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import LEFT, VGroup

from scenes.films.gradient_descent.batches.results import BatchResults
from scenes.films.gradient_descent.descent_charts import chart_on
from scenes.films.gradient_descent.mobjects.scoreboard import Rival, mark_of
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

WIDTHS = (5.0, 4.0, 1.8)
"""Of the curves; those that jump about most are thinnest, and lie below."""
LEAST = 1e-6
"""Least loss of the axis, as a share of the first."""
NAMES = 2.5
"""Room for the names, in frame units of 16:9."""


class LossesBySamples(VGroup):
    """Three curves on a logarithmic axis.

    Parameters
    ----------
    results : BatchResults
    rivals : sequence of Rival
    stage : Stage
    theme : Theme
    """

    def __init__(
        self, results: BatchResults, rivals: Sequence[Rival], stage: Stage, theme: Theme
    ) -> None:
        self.results, self.stage = results, stage
        values = np.concatenate([results.excess(i) for i in range(3)])
        values = values[np.isfinite(values) & (values > 0)]
        first = float(results.excess(0)[0])
        low = 10.0 ** np.floor(np.log10(max(float(values.min()), LEAST * first)))
        high = 10.0 ** np.ceil(np.log10(first))
        total = max(int(results.seen(i)[-1]) for i in range(3))
        self.chart = chart_on(
            stage, Axis(0, total, "samples seen"),
            Axis(float(low), float(high), "loss above the lowest", log=True), theme, NAMES,
        )  # fmt: skip
        self.curves = [
            self.chart.curve(rival.colour, width)
            for rival, width in zip(rivals, WIDTHS, strict=True)
        ]
        self.tips = [mark_of(rival, theme) for rival in rivals]
        self.names = VGroup(
            *(
                sentence(rival.name, stage.text_size(26), rival.colour, bold=True)
                for rival in rivals
            )
        )
        super().__init__(self.chart, *self.curves[::-1], *self.tips[::-1], self.names)
        self.draw(0.0)

    def light(self, i: int, strength: float) -> None:
        """Draw one curve so much bolder than it is, and the others so much fainter, from 0 to 1."""
        for k, (curve, width) in enumerate(zip(self.curves, WIDTHS, strict=True)):
            bolder = width * (1 + strength) if k == i else width
            curve.set_stroke(width=bolder, opacity=1.0 if k == i else 1 - 0.6 * strength)

    def draw(self, samples: float) -> None:
        """Draw the curves until so many samples were seen."""
        gap = 0.5 * self.stage.scale
        heights = []
        for i, (curve, tip) in enumerate(zip(self.curves, self.tips, strict=True)):
            seen, excess = self.results.seen(i), self.results.excess(i)
            curve.set_values_up_to(seen, excess, samples)
            end = min(samples, float(seen[-1]))
            loss = float(np.interp(end, seen, excess))
            loss = loss if np.isfinite(loss) else self.chart.y.high
            place = self.chart.place(end, float(np.clip(loss, self.chart.y.low, self.chart.y.high)))
            tip.set_places(place[None], 0.1 * self.stage.scale)
            heights.append(place)
        places = np.array(heights)
        order = np.argsort(places[:, 1])
        placed = np.maximum(places[:, 1], self.chart.low[1] + 0.5 * gap)
        for below, above in pairwise(order):
            placed[above] = max(placed[above], placed[below] + gap)
        placed -= max(float(placed.max() - self.chart.high[1] + 0.5 * gap), 0.0)
        for name, place, height in zip(self.names, places, placed.tolist(), strict=True):
            name.move_to(at(place[0] + 0.25 * self.stage.scale, height), aligned_edge=LEFT)
