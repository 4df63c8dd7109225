"""How many inputs lie astray, over the steps of training, as far as it has come."""

from __future__ import annotations

import numpy as np
from manim import Dot

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answers import Answers
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIZE = 22
"""Font size of numbers and labels in 16:9."""
MARGIN = np.array([[0.75, 0.85], [0.15, 0.4]])
"""Room around the box for numbers and labels, in frame units of 16:9: left, below; right, above."""


class AstrayChart(Chart):
    """A curve that runs to a step of training.

    Parameters
    ----------
    answers : Answers
    area : Area
        Of the chart with its numbers.
    stage, theme
    """

    def __init__(self, answers: Answers, area: Area, stage: Stage, theme: Theme) -> None:
        self.steps, self.counts = answers.recording.steps, answers.astray_at
        low, high = area.low + stage.scale * MARGIN[0], area.high - stage.scale * MARGIN[1]
        ends = float(self.steps[0]), max(float(self.steps[-1]), 1.0)
        later = tuple(tick for tick in Axis(*ends).round_numbers(4) if tick > ends[0])
        super().__init__(
            low, high, Axis(*ends, "training step", ticks=later),
            Axis(0.0, 1.05 * max(float(self.counts.max()), 1.0), words.CHART),
            theme, size=stage.text_size(SIZE),
        )  # fmt: skip
        self.line = self.curve(theme.highlight)
        self.dot = Dot(radius=0.1 * stage.scale, color=theme.highlight)
        self.add(self.line, self.dot)
        self.draw(float(self.steps[0]))

    def draw(self, step: float) -> None:
        """Let the curve end at a step; counts of recorded steps are joined by straight lines."""
        self.line.set_values_up_to(self.steps, self.counts, step)
        count = float(np.interp(step, self.steps, self.counts))
        self.dot.move_to(at(*self.place(step, count)))
