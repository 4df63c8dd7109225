"""The bar of one of two classes walks along its score, and its top draws the sigmoid."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from manim import LEFT, VGroup

from engine.experiments.softmax import softmax
from scenes.films.outputs_and_losses.bars.class_bars import ClassBars, Write, share_text
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber

LOW, HIGH = -6.0, 6.0
"""Scores from which to which it walks."""
MARGIN = 0.8
"""How much farther the axis goes, so that the bar stands upon no number."""


class SigmoidWalk(VGroup):
    """A chart over the place of the bars, and the curve as far as it is drawn.

    Parameters
    ----------
    bars : ClassBars
        The first of them walks.
    names : sequence of str
        Of its class, and of the other.
    write : callable
        Sets words, of a size and a colour.
    """

    def __init__(self, bars: ClassBars, names: Sequence[str], write: Write) -> None:
        self.bars, stage, theme = bars, bars.stage, bars.theme
        size = stage.text_size(28)
        low = stage.hero.low + stage.scale * np.array([0.75, 1.1])
        high = stage.hero.high - stage.scale * np.array([0.6, 1.6])
        own, other = (theme.colour_of(k) for k in range(2))
        y = Axis(0, 1, ticks=(0.5, 1.0))
        ticks = tuple(np.arange(LOW, HIGH + 1, 2).tolist())
        x = Axis(LOW - MARGIN, HIGH + MARGIN, ticks=ticks)
        self.chart = Chart(low, high, x, y, theme, size=size)
        score = write("score z of {name}", size, own, name=names[0])
        score.move_to(at((low[0] + high[0]) / 2, stage.hero.low[1] + 0.2 * stage.scale))
        self.title = title = write("probability of {name}", size, own, name=names[0])
        title.move_to(at(stage.hero.low[0], high[1] + 1.4 * stage.scale), aligned_edge=LEFT)
        self.other = write("upper part: {name}", size, other, name=names[1])
        self.other.move_to(at(stage.hero.low[0], high[1] + 0.95 * stage.scale), aligned_edge=LEFT)
        self.z = np.linspace(LOW, HIGH, 241)
        self.curve = self.chart.curve(theme.highlight, 7)
        self.words = VGroup(self.chart, score, title, self.other)
        super().__init__(self.chart, score, title, self.other, self.curve)

    def probability(self, z: float) -> float:
        """Return the probability of the class that has score z, where the other has 0."""
        return float(softmax(np.array([z, 0.0]))[0])

    def put_above(self, number: LiveNumber, z: float) -> None:
        """Put the probability above both bars, inside the frame."""
        text = share_text(self.probability(z))
        stage, half = self.bars.stage, number.write(text).width / 2
        x, top = self.chart.place(z, 1.0)
        x = float(np.clip(x, stage.hero.low[0] + half, stage.hero.high[0] - half))
        number.place(at(x, top + 0.3 * stage.scale)).write(text)

    def boxes_at(self, z: float) -> np.ndarray:
        """Return the bars of both classes at a score, boxes (2, 2, 2): one upon the other."""
        x, top = self.chart.place(z, self.probability(z))
        half = 0.012 * (self.chart.high - self.chart.low)[0]
        heights = np.array([self.chart.low[1], top, self.chart.high[1]])
        return np.array(
            [[[x - half, low], [x + half, high]] for low, high in itertools.pairwise(heights)]
        )

    def draw(self, low: float, high: float) -> None:
        """Draw the curve over the scores from `low` to `high`."""
        inside = self.z[(self.z > low) & (self.z < high)]
        z = np.concatenate([[low], inside, [high]])
        self.curve.set_values(z, softmax(np.stack([z, np.zeros_like(z)], axis=-1))[:, 0])
