"""The losses of the three descents over the samples that they have seen, named at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import LEFT, VGroup

from scenes.films.gradient_descent.batches.results import BatchResults
from scenes.films.gradient_descent.batches.stage import ABOVE
from scenes.films.gradient_descent.descent_charts import chart_on
from scenes.films.gradient_descent.mobjects.scoreboard import Rival, mark_of
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

WIDTHS = (5.0, 5.0, 5.0)
"""Of the smoothed curves."""
THIN, PALE = 1.8, 0.3
"""Width and opacity of the losses themselves."""
LEAST = 1e-7
"""Least loss of the axis, as a share of the first."""
LANDING = 0.06
"""Share of the samples, the last ones, in which the names come."""
NAMES = 2.5
"""Room for the names, in frame units of 16:9."""


def smoothed(losses: np.ndarray, reach: int) -> np.ndarray:
    """Average the logarithms of losses (steps + 1,) over so many steps on either side.

    At the start, where losses fall, there are as many on either side; at the end as many as there
    are.
    """
    with np.errstate(divide="ignore"):
        sums = np.concatenate([[0.0], np.cumsum(np.log(losses))])
    steps = np.arange(len(losses))
    near = np.minimum(reach, steps)
    low, high = steps - near, np.minimum(steps + near, len(losses) - 1) + 1
    with np.errstate(invalid="ignore", over="ignore"):
        found: np.ndarray = np.exp((sums[high] - sums[low]) / (high - low))
    return found


class LossesBySamples(VGroup):
    """Three curves on a logarithmic axis, bold and smoothed over what they pale are.

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
            Axis(float(low), float(high), "loss above the lowest; bold: smoothed", log=True), theme,
            NAMES, ABOVE,
        )  # fmt: skip
        self.curves = [self.chart.curve(rival.colour, THIN, PALE) for rival in rivals]
        self.bold = [
            self.chart.curve(rival.colour, width)
            for rival, width in zip(rivals, WIDTHS, strict=True)
        ]
        self.total = float(total)
        self.losses = [np.maximum(results.excess(i), float(low)) for i in range(3)]
        round_of = int(results.batches[0])
        self.smooth = [
            smoothed(self.losses[i], round_of // (2 * batch))
            for i, batch in enumerate(results.batches)
        ]
        self.tips = [mark_of(rival, theme) for rival in rivals]
        self.names = VGroup(
            *(
                sentence(rival.name, stage.text_size(26), rival.colour, bold=True)
                for rival in rivals
            )
        )
        super().__init__(
            self.chart, *self.curves[::-1], *self.bold[::-1], *self.tips[::-1], self.names
        )  # fmt: skip
        self._stand_names(self.draw(float(total)))
        self.draw(0.0)

    def light(self, i: int, strength: float) -> None:
        """Draw one curve so much bolder than it is, and the others so much fainter, from 0 to 1."""
        for k, (curve, width) in enumerate(zip(self.bold, WIDTHS, strict=True)):
            bolder = width * (1 + strength) if k == i else width
            curve.set_stroke(width=bolder, opacity=1.0 if k == i else 1 - 0.6 * strength)

    def draw(self, samples: float) -> np.ndarray:
        """Draw the curves until so many samples were seen; the marks stand on the bold ones.

        Returns
        -------
        array (3, 2)
            Where they end.
        """
        places = []
        landed = float(np.clip(1 - (1 - samples / self.total) / LANDING, 0, 1))
        self.names.set_fill(opacity=landed)
        for i, (curve, bold, tip) in enumerate(zip(self.curves, self.bold, self.tips, strict=True)):
            seen = self.results.seen(i)
            curve.set_values_up_to(seen, self.losses[i], samples)
            bold.set_values_up_to(seen, self.smooth[i], samples)
            end = min(samples, float(seen[-1]))
            loss = float(np.interp(end, seen, self.smooth[i]))
            loss = loss if np.isfinite(loss) else self.chart.y.high
            place = self.chart.place(end, float(np.clip(loss, self.chart.y.low, self.chart.y.high)))
            tip.set_places(place[None], 0.1 * self.stage.scale)
            places.append(place)
        return np.array(places)

    def _stand_names(self, places: np.ndarray) -> None:
        """Stand the names where the curves will end, (3, 2), apart from one another."""
        gap = 0.5 * self.stage.scale
        order = np.argsort(places[:, 1])
        placed = np.maximum(places[:, 1], self.chart.low[1] + 0.5 * gap)
        for below, above in pairwise(order):
            placed[above] = max(placed[above], placed[below] + gap)
        placed -= max(float(placed.max() - self.chart.high[1] + 0.5 * gap), 0.0)
        for name, height in zip(self.names, placed.tolist(), strict=True):
            name.move_to(
                at(self.chart.high[0] + 0.25 * self.stage.scale, height), aligned_edge=LEFT
            )
