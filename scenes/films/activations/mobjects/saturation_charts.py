"""Charts of the film of vanishing gradients: a line for each network, named at its end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup, VMobject

from engine.experiments.saturation import Comparison, LayerHealth
from scenes.films.activations.mobjects.badge import Badge
from scenes.films.activations.mobjects.size_scale import SizeScale
from scenes.films.activations.saturation_words import ratio_of, slopes_of, title_of
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
DIM = 0.22
"""Opacity of lines that are not compared."""
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


class PassageChart(VGroup):
    """What is left of a gradient at each layer, by powers of ten, each line from a badge.

    Parameters
    ----------
    networks : sequence of LayerHealth
    area : Area
        Where lines are drawn.
    stage, theme

    Attributes
    ----------
    badges : list of Badge
        At the right, with the slopes of each activation.
    """

    def __init__(
        self, networks: Sequence[LayerHealth], area: Area, stage: Stage, theme: Theme
    ) -> None:
        self.area, self.networks = area, list(networks)
        self.xs = xs = np.linspace(area.low[0], area.high[0], len(networks[0].width))
        self.sizes = SizeScale(networks, area, stage, theme)
        self.series = Lines(networks, 0.09 * stage.scale, stage, theme)
        colours, size = colours_of(len(networks), theme), stage.text_size(NAME)
        starts = np.array([self.heights_of(network)[-1] for network in networks])
        room = area.size[1] / len(networks)
        radius = min(0.4 * stage.scale, 0.36 * room)
        left = area.high[0] + 1.1 * stage.scale
        widest = stage.hero.high[0] - left
        order = np.argsort(np.argsort(starts, kind="stable"))
        self.badges, self.slopes = [], VGroup()
        for k, (network, colour) in enumerate(zip(networks, colours, strict=True)):
            badge = Badge(network, radius, size, colour, theme)
            text, values = slopes_of(network)
            words = sentence(text, stage.text_size(21), theme.muted, **values)
            badge.label.shift(0.17 * stage.scale * UP)
            words.next_to(badge.label, DOWN, buff=0.1 * stage.scale, aligned_edge=LEFT)
            y = float(area.low[1] + (order[k] + 0.5) * room)
            both = VGroup(badge, words)
            both.scale(min(1.0, widest / both.width))
            both.move_to(at(left, y), aligned_edge=LEFT)
            self.badges.append(badge)
            self.slopes.add(words)
            end = np.array([left - 0.06 * stage.scale, y])
            self.series.lead(k, end, np.array([xs[-1] + 0.14 * stage.scale, starts[k]]))
        self.compared: list[int] = []
        self.span = self._span(stage, theme)
        super().__init__(self.series)

    def _span(self, stage: Stage, theme: Theme) -> VGroup:
        """Draw how many times as much one leaves at the first layer as the worst, not seen yet."""
        found = ratio_of(self.networks)
        if found is None:
            return VGroup()
        worst, best, times = found
        low, high = (float(self.heights_of(n)[0]) for n in (worst, best))
        x, off, near = float(self.xs[0]), 0.27 * stage.scale, 0.12 * stage.scale
        self.compared = [self.networks.index(network) for network in (worst, best)]
        line = VMobject(stroke_color=theme.text, stroke_width=3)
        starts = np.array([[x - off, low], [x - off, low], [x - off, high]])
        ends = np.array([[x - off, high], [x - near, low], [x - near, high]])
        line.points = as_points(straight(starts, ends))
        number = LiveNumber(stage.text_size(30), theme.text).write(f"× {times}")
        place = at(x + 0.2 * stage.scale, high - 0.3 * (high - low))
        return VGroup(line, number.move_to(place, aligned_edge=LEFT))

    def heights_of(self, network: LayerHealth) -> np.ndarray:
        """Return the heights at which a network's line passes the layers, array (hidden,)."""
        return self.sizes.heights_of(network.flow.left)

    def way_of(self, network: LayerHealth) -> np.ndarray:
        """Return the places of a network's line, from the last layer on, array (hidden, 2)."""
        return np.column_stack([self.xs, self.heights_of(network)])[::-1]

    def draw(self, passed: float, networks: Sequence[LayerHealth], lit: float = 1.0) -> None:
        """Draw some lines as far as the gradient has passed so many layers, from the last one."""
        depth = len(self.xs)
        for network in networks:
            k = self.networks.index(network)
            self.series.marks[k].set_fill(opacity=lit)
            points = self.way_of(network)
            whole = int(np.clip(passed, 0, depth - 1))
            tip = points[whole]
            if whole < depth - 1:
                tip = tip + (passed - whole) * (points[whole + 1] - tip)
            self.series.draw(k, np.vstack([points[: whole + 1], tip]), points[: whole + 1])

    def compare(self, progress: float) -> None:
        """Mark how far two lines are apart, and dim the others, as far as a share says."""
        if not self.compared:
            return
        line, number = self.span
        line.set_stroke(opacity=progress)
        number.set_fill(opacity=progress)
        dim = 1 - (1 - DIM) * progress
        for k in set(range(len(self.networks))) - set(self.compared):
            self.series.lines[k].set_stroke(opacity=dim)
            self.series.marks[k].set_fill(opacity=dim)

    def rise(self, network: LayerHealth, places: np.ndarray, progress: float) -> None:
        """Draw a network's line on its way from places (hidden, 2), from the last layer on."""
        k = self.networks.index(network)
        way = places + progress * (self.way_of(network) - places)
        self.series.draw(k, way, way)
        self.series.lines[k].set_stroke(opacity=progress)
        self.series.marks[k].set_fill(opacity=min(2 * progress, 1.0))


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
