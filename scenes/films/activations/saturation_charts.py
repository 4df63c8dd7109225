"""Charts of the film of vanishing gradients: a line for each network, named at its end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from engine.experiments.saturation import Comparison, LayerHealth
from scenes.films.activations.saturation_words import title_of
from scenes.languages.numbers import percent, power_of_ten
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


class PassageChart(VGroup):
    """What is left of a gradient, at the places of the layers of the network drawn before.

    Parameters
    ----------
    networks : sequence of LayerHealth
    xs : array (hidden,)
        Where the layers stand in the frame.
    area : Area
        Where lines are drawn.
    featured : set of str
        Activations whose lines are thick.
    stage, theme
    """

    def __init__(
        self,
        networks: Sequence[LayerHealth],
        xs: np.ndarray,
        area: Area,
        featured: set[str],
        stage: Stage,
        theme: Theme,
    ) -> None:
        self.xs, self.area, self.networks = xs, area, list(networks)
        shown = np.concatenate([network.flow.middle for network in networks])
        shown = shown[shown > 0]
        low = min(np.floor(np.log10(shown.min(initial=0.1))), -1)
        high = max(float(np.log10(shown.max(initial=1.0))), 0.0) + 0.25
        self.decades = low, high
        size = stage.text_size(20)
        self.grid = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        self.ticks = VGroup()
        every = max(int(np.ceil(-low / 6)), 1)
        heights = []
        for decade in np.arange(0, low - 0.5, -every):
            y = self.height_of(10.0**decade)
            heights.append(y)
            text = "1" if decade == 0 else power_of_ten(10.0**decade, 0)
            number = LiveNumber(size, theme.muted, bold=False).write(text)
            self.ticks.add(number.move_to(at(area.high[0] + 0.12, y), aligned_edge=LEFT))
        ends = np.array([[[area.low[0], y], [area.high[0], y]] for y in heights])
        self.grid.points = as_points(straight(ends[:, 0], ends[:, 1]))
        self.lines, self.names = VGroup(), VGroup()
        self.marks = Markers(
            marker_of(0), fill_color=theme.gradient, fill_opacity=1, stroke_width=0
        )
        for network in networks:
            wide = 7 if network.activation in featured else 3.5
            self.lines.add(VMobject(stroke_color=theme.gradient, stroke_width=wide))
        self.radius = 0.07 * stage.scale
        ends_of = np.array([self.height_of(network.flow.middle[0]) for network in networks])
        gap = 0.42 * stage.scale
        for network, y in zip(
            networks, spread(ends_of, gap, area.low[1] + gap / 2, area.high[1]), strict=True
        ):
            bold = network.activation in featured
            name = sentence(
                title_of(network.activation), stage.text_size(NAME), theme.text, bold=bold
            )
            right = xs[0] - 0.2 * stage.scale
            name.scale(min(1.0, (right - stage.hero.low[0]) / name.width))
            name.move_to(at(right, y), aligned_edge=RIGHT)
            self.names.add(name)
        super().__init__(self.grid, self.ticks, self.lines, self.marks)

    def height_of(self, left: float) -> float:
        """Return the height at which a size stands; the lowest if it is 0."""
        low, high = self.decades
        power = low if left <= 0 else float(np.log10(left))
        share = np.clip((power - low) / (high - low), 0, 1)
        return float(self.area.low[1] + share * (self.area.high[1] - self.area.low[1]))

    def draw(self, passed: float) -> None:
        """Draw the lines as far as the gradient has passed so many layers, from the last one."""
        depth = len(self.xs)
        places = []
        for network, line in zip(self.networks, self.lines, strict=True):
            points = np.array(
                [
                    (x, self.height_of(left))
                    for x, left in zip(self.xs, network.flow.middle, strict=True)
                ]
            )[::-1]
            whole = int(np.clip(passed, 0, depth - 1))
            tip = points[whole]
            if whole < depth - 1:
                tip = tip + (passed - whole) * (points[whole + 1] - tip)
            way = np.vstack([points[: whole + 1], tip])
            line.points = as_points(straight(way[:-1], way[1:]))
            places.append(way)
        self.marks.set_places(np.concatenate(places), self.radius)


class LossChart(VGroup):
    """The losses of all networks over the steps of training, named at their ends.

    Parameters
    ----------
    results : Comparison
    area : Area
    featured : set of str
    stage, theme
    """

    def __init__(
        self, results: Comparison, area: Area, featured: set[str], stage: Stage, theme: Theme
    ) -> None:
        self.networks, self.area = results.networks, area
        highest = max(float(network.loss.max()) for network in results.networks)
        top = float(np.clip(1.05 * highest, 1.3 * results.guess, 2.0 * results.guess))
        last = results.networks[0].last_step
        self.chart = Chart(
            area.low, area.high, Axis(0, last, "training step"), Axis(0, top, "loss"), theme,
            size=stage.text_size(20),
        )  # fmt: skip
        self.curves, self.names, self.numbers = VGroup(), VGroup(), VGroup()
        self.guess = VMobject(stroke_color=theme.muted, stroke_width=2.5)
        line = self.chart.place(np.array([0, last]), results.guess)
        dashes = np.linspace(line[0], line[1], 61)
        self.guess.points = as_points(straight(dashes[:-1:2], dashes[1::2]))
        words = sentence("guessing", stage.text_size(20), theme.muted)
        words.move_to(at(line[1][0], line[1][1] + 0.22 * stage.scale), aligned_edge=RIGHT)
        self.dots = Markers(marker_of(0), fill_color=theme.loss, fill_opacity=1, stroke_width=0)
        self.gap, self.radius, self.stage = 0.42 * stage.scale, 0.08 * stage.scale, stage
        for network in results.networks:
            is_featured = network.activation in featured
            self.curves.add(self.chart.curve(theme.loss, 6 if is_featured else 3))
            self.names.add(
                sentence(
                    title_of(network.activation), stage.text_size(NAME), theme.text,
                    bold=is_featured,
                )
            )  # fmt: skip
            self.numbers.add(LiveNumber(stage.text_size(NAME), theme.accuracy))
        super().__init__(
            self.chart, self.guess, words, self.curves, self.dots, self.names, self.numbers
        )
        self.draw(0)

    def draw(self, step: float) -> None:
        """Draw the curves as far as a step; names and accuracies stand at the right."""
        now = int(step)
        tips = np.array(
            [
                self.chart.place(step, min(_at(n.loss, step), self.chart.y.high))
                for n in self.networks
            ]
        )
        tips = tips.reshape(-1, 2)
        self.dots.set_places(tips, self.radius)
        heights = spread(tips[:, 1], self.gap, self.area.low[1] + 0.4 * self.gap, self.area.high[1])
        for k, network in enumerate(self.networks):
            steps = np.append(np.arange(now + 1), step)
            self.curves[k].set_values(
                steps, np.append(network.loss[: now + 1], _at(network.loss, step))
            )
            left = self.area.high[0] + 0.25 * self.stage.scale
            self.names[k].move_to(at(left, heights[k]), aligned_edge=LEFT)
            start = self.names[k].get_right()[0] + 0.18 * self.stage.scale
            number = self.numbers[k].place(at(start, heights[k] - 0.11 * self.stage.scale))
            number.write(percent(float(network.accuracy[now]), 0))


def _at(values: np.ndarray, step: float) -> float:
    return float(np.interp(step, np.arange(len(values)), values))
