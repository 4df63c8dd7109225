"""Lines of the film of vanishing gradients, one for each network, and the chart of losses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from engine.experiments.saturation import Comparison, LayerHealth
from scenes.films.activations.saturation_words import title_of
from scenes.languages.numbers import percent
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.spreading import spread
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

NAME = 24
"""Size of the names of lines."""
COLOURS = (3, 2, 4, 6)
"""Which of the theme's colours the networks' lines have: none of those of two classes."""


def colours_of(count: int, theme: Theme) -> list[str]:
    """Return a colour for the line of each network."""
    return [theme.colour_of(k) for k in COLOURS[:count]]


class Lines(VGroup):
    """A line for each network, in a colour and with marks of its own, and a leader to its name.

    Parameters
    ----------
    networks : sequence of LayerHealth
    radius : float
        Of the marks.
    stage, theme
    """

    def __init__(
        self, networks: Sequence[LayerHealth], radius: float, stage: Stage, theme: Theme
    ) -> None:
        self.radius = radius
        self.lines, self.marks, self.leaders, self.names = (VGroup() for _ in range(4))
        for k, (network, colour) in enumerate(
            zip(networks, colours_of(len(networks), theme), strict=True)
        ):
            self.lines.add(VMobject(stroke_color=colour, stroke_width=5))
            self.marks.add(Markers(marker_of(k), fill_color=colour, fill_opacity=1, stroke_width=0))
            self.leaders.add(VMobject(stroke_color=colour, stroke_width=1.5, stroke_opacity=0.8))
            self.names.add(
                sentence(title_of(network.activation), stage.text_size(NAME), colour, bold=True)
            )
        super().__init__(self.lines, self.marks)

    def draw(self, which: int, way: np.ndarray, marked: np.ndarray) -> None:
        """Draw a line along a way (n, 2), with marks at places (m, 2)."""
        self.lines[which].points = as_points(straight(way[:-1], way[1:]))
        self.marks[which].set_places(marked, self.radius)

    def lead(self, which: int, start: np.ndarray, end: np.ndarray) -> None:
        """Draw a leader from a name to its line."""
        self.leaders[which].points = as_points(straight(start[None], end[None]))


class LossChart(VGroup):
    """The losses of all networks over the steps of training, named at their ends.

    Parameters
    ----------
    results : Comparison
    area : Area
    stage, theme
    """

    def __init__(self, results: Comparison, area: Area, stage: Stage, theme: Theme) -> None:
        self.networks, self.area = results.networks, area
        self.last = results.networks[0].last_step
        self.chart = Chart(
            area.low, area.high, Axis(0, self.last, "training step"),
            Axis(0, 2 * results.guess, "loss"), theme, size=stage.text_size(20),
        )  # fmt: skip
        self.guess = VMobject(stroke_color=theme.muted, stroke_width=2.5)
        line = self.chart.place(np.array([0, self.last]), results.guess)
        dashes = np.linspace(line[0], line[1], 61)
        self.guess.points = as_points(straight(dashes[:-1:2], dashes[1::2]))
        words = sentence("loss of guessing", stage.text_size(20), theme.muted)
        words.move_to(at(line[1][0], line[1][1] + 0.22 * stage.scale), aligned_edge=RIGHT)
        self.gap, self.stage = 0.46 * stage.scale, stage
        self.series = Lines(self.networks, 0.11 * stage.scale, stage, theme)
        colours = colours_of(len(self.networks), theme)
        self.numbers = VGroup(*(LiveNumber(stage.text_size(NAME), c) for c in colours))
        self.order = np.argsort([float(network.loss[-1]) for network in self.networks])
        self.words = VGroup(words, self.series.names, self.series.leaders, self.numbers)
        super().__init__(self.chart, self.guess, self.series, self.words)
        self.draw(0)

    def parts(self) -> tuple[list[VMobject], list[VMobject]]:
        """Return what is drawn, and what is written."""
        drawn = [self.chart.ticks, self.chart.axes, self.guess, self.series]
        return drawn, [self.chart.numbers, self.chart.labels, self.words]

    def tip(self, which: int, step: float) -> np.ndarray:
        """Return where a network's line ends at a step, array (2,)."""
        loss = min(_at(self.networks[which].loss, step), self.chart.y.high)
        found: np.ndarray = np.asarray(self.chart.place(step, loss)).reshape(2)
        return found

    def draw(self, step: float) -> None:
        """Draw the lines as far as a step; names and accuracies stand at the right."""
        now, scale = int(step), self.stage.scale
        tips = np.array([self.tip(k, step) for k in range(len(self.networks))])
        heights = spread(
            tips[:, 1], self.gap, self.area.low[1] + 0.4 * self.gap, self.area.high[1], self.order
        )
        for k, network in enumerate(self.networks):
            steps = np.append(np.arange(now + 1), step)
            losses = np.minimum(
                np.append(network.loss[: now + 1], _at(network.loss, step)), self.chart.y.high
            )
            self.series.draw(k, self.chart.place(steps, losses), tips[k : k + 1])
            start = np.array([self.area.high[0] + 0.55 * scale, heights[k]])
            name = self.series.names[k].move_to(at(*start), aligned_edge=LEFT)
            self.series.leaders[k].set_stroke(
                opacity=float(np.clip(4 * step / self.last - 3, 0, 1))
            )
            self.series.lead(k, tips[k] + [0.15 * scale, 0.0], start - [0.08 * scale, 0.0])
            right = name.get_right()[0] + 0.18 * scale
            number = self.numbers[k].place(at(right, heights[k] - 0.11 * scale))
            number.write(percent(float(network.accuracy[now]), 0))


def _at(values: np.ndarray, step: float) -> float:
    return float(np.interp(step, np.arange(len(values)), values))
