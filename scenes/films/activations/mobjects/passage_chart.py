"""What is left of a gradient, by powers of ten: its path, and a line for each network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, UP, VGroup, VMobject

from engine.experiments.gradient_flow import GradientFlow
from engine.experiments.saturation import LayerHealth
from scenes.films.activations.mobjects.badge import Badge
from scenes.films.activations.mobjects.gradient_path import GradientPath, sizes_on_the_way
from scenes.films.activations.mobjects.saturation_charts import NAME, Lines, colours_of
from scenes.films.activations.mobjects.size_scale import SizeScale
from scenes.films.activations.saturation_words import ratio_of, slopes_of
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.spreading import spread
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

DIM = 0.3
"""Opacity of lines that are not compared."""
NEXT = 0.8
"""From one name to the next, in frame units at scale 1."""
LEADER = 0.5
"""Between names and the ends of their lines, at scale 1."""


class PassageChart(VGroup):
    """A scale, the path of one gradient, and lines of what is left in each network.

    Parameters
    ----------
    networks : sequence of LayerHealth
    followed : sequence of LayerHealth
        Those of which the whole path has room.
    area : Area
        Where it stands at first.
    stage, theme

    Attributes
    ----------
    badges : list of Badge
        Left of the lines' ends, once `put_names` has put them there.
    slopes : VGroup
        The slopes of each activation, below its name.
    """

    def __init__(
        self, networks: Sequence[LayerHealth], followed: Sequence[LayerHealth], area: Area,
        stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        self.networks, self.stage, self.theme = list(networks), stage, theme
        shown = [network.flow.left for network in networks]
        shown += [sizes_on_the_way(n.flow, weighed) for n in followed for weighed in (0.0, 1.0)]
        self.sizes = SizeScale(np.concatenate(shown), area, stage, theme)
        self.path = GradientPath(0.1 * stage.scale, theme)
        self.series = Lines(networks, 0.1 * stage.scale, stage, theme)
        self.badges: list[Badge] = []
        self.slopes, self.span = VGroup(), VGroup()
        self.compared: list[int] = []
        self.arrow = VMobject(stroke_color=theme.text, stroke_width=6)
        self.stand(area)
        super().__init__(self.series, self.path, self.arrow)

    def stand(self, area: Area) -> None:
        """Stand in an area; lines are to be drawn anew."""
        self.area = area
        self.xs = np.linspace(area.low[0], area.high[0], len(self.networks[0].width))
        self.sizes.stand(area)

    def places_of(
        self, flow: GradientFlow, weighed: float = 1.0, stairs: float = 1.0
    ) -> np.ndarray:
        """Return the places of a gradient's path, from the last layer on, array (2 * hidden, 2).

        Parameters
        ----------
        flow : GradientFlow
        weighed : float
            As of `sizes_on_the_way`.
        stairs : float
            How much what arrives at a layer differs in height from what is left there: from 0.
        """
        heights = self.sizes.heights_of(sizes_on_the_way(flow, weighed))
        heights[::2] = heights[1::2] + stairs * (heights[::2] - heights[1::2])
        return np.column_stack([np.repeat(self.xs[::-1], 2), heights])

    def draw_path(self, flow: GradientFlow, passed: float, lit: float = 1.0) -> None:
        """Draw the path of a gradient that has passed so many layers."""
        self.path.draw(self.places_of(flow), passed, lit)

    def weigh(self, flow: GradientFlow, weighed: float) -> None:
        """Draw all of the path with weights that do only part of what they do."""
        self.path.draw(self.places_of(flow, weighed), float(len(self.xs)))

    def point_up(self, flow: GradientFlow, share: float) -> None:
        """Draw an arrow beside layer 1, from what slopes alone leave towards what is left."""
        low, high = (float(self.places_of(flow, weighed)[-1, 1]) for weighed in (0.0, 1.0))
        scale = self.stage.scale
        tip, x, wing = low + share * (high - low), float(self.xs[0]) - 0.24 * scale, 0.13 * scale
        if abs(tip - low) < wing:
            self.arrow.points = np.zeros((0, 3))
            return
        back = tip - wing * np.sign(high - low)
        starts = np.array([[x, low], [x - wing, back], [x + wing, back]])
        self.arrow.points = as_points(straight(starts, np.array([[x, tip]] * 3)))

    def way_of(self, network: LayerHealth) -> np.ndarray:
        """Return the places of a network's line, from the last layer on, array (hidden, 2)."""
        return self.places_of(network.flow)[1::2]

    def draw(self, passed: float, networks: Sequence[LayerHealth], lit: float = 1.0) -> None:
        """Draw some lines as far as the gradient has passed so many layers, from the last one."""
        depth = len(self.xs)
        for network in networks:
            k, points = self.networks.index(network), self.way_of(network)
            self.series.lines[k].set_stroke(opacity=lit)
            self.series.marks[k].set_fill(opacity=lit)
            whole = int(np.clip(passed, 0, depth - 1))
            tip = points[whole]
            if whole < depth - 1:
                tip = tip + (passed - whole) * (points[whole + 1] - tip)
            self.series.draw(k, np.vstack([points[: whole + 1], tip]), points[: whole + 1])

    def settle(self, network: LayerHealth, progress: float) -> None:
        """Let the whole path of a network become its line."""
        places = self.places_of(network.flow, stairs=1 - progress)
        self.path.draw(places, float(len(self.xs)), 1 - progress)
        self.draw(float(len(self.xs)), [network], progress)

    def put_names(self) -> None:
        """Put each network's name left of the end of its line, none on another, and a leader."""
        scale, size = self.stage.scale, self.stage.text_size(NAME)
        ends = np.array([self.way_of(network)[-1] for network in self.networks])
        low, high = float(self.area.low[1]), float(self.area.high[1])
        gap = min(NEXT * scale, (high - low) / len(ends))
        heights = spread(ends[:, 1], gap, low + 0.5 * gap, high - 0.3 * gap)
        left = float(self.stage.hero.low[0]) + 0.1 * scale
        right = float(self.xs[0]) - LEADER * scale
        pairs = []
        for network, colour in zip(self.networks, colours_of(len(ends), self.theme), strict=True):
            badge = Badge(network, 0.4 * gap, size, colour, self.theme)
            text, values = slopes_of(network)
            words = sentence(text, self.stage.text_size(21), self.theme.muted, **values)
            badge.label.shift(0.17 * scale * UP)
            words.next_to(badge.label, DOWN, buff=0.1 * scale, aligned_edge=LEFT)
            pairs.append(VGroup(badge, words))
            self.badges.append(badge)
            self.slopes.add(words)
        fit = min(1.0, *((right - left) / pair.width for pair in pairs))
        for k, (pair, height) in enumerate(zip(pairs, heights.tolist(), strict=True)):
            pair.scale(fit).move_to(at(left, height), aligned_edge=LEFT)
            start = np.array([float(pair.get_right()[0]) + 0.1 * scale, height])
            self.series.lead(k, start, ends[k] - [0.15 * scale, 0.0])
        self._put_span()

    def _put_span(self) -> None:
        """Draw how many times as much one leaves at the first layer as the worst, not seen yet."""
        found = ratio_of(self.networks)
        if found is None:
            return
        worst, best, times = found
        scale = self.stage.scale
        low, high = (float(self.way_of(n)[-1, 1]) for n in (worst, best))
        self.compared = [self.networks.index(network) for network in (worst, best)]
        x, wing, off = float(self.xs[0]), 0.13 * scale, 0.22 * scale
        line = VMobject(stroke_color=self.theme.text, stroke_width=4)
        starts = np.array(
            [[x, low + off], [x - wing, high - off - wing], [x + wing, high - off - wing]]
        )
        line.points = as_points(straight(starts, np.array([[x, high - off]] * 3)))
        number = LiveNumber(self.stage.text_size(40), self.theme.text).write(f"× {times}")
        place = at(x + 0.25 * scale, high - 0.4 * (high - low))
        self.span.add(line, number.move_to(place, aligned_edge=LEFT))

    def compare(self, progress: float) -> None:
        """Mark how far two lines are apart, and dim the others, as far as a share says."""
        if not self.compared:
            return
        line, number = self.span
        line.set_stroke(opacity=progress)
        number.set_fill(opacity=progress)
        dim = 1 - (1 - DIM) * progress
        for k in range(len(self.networks)):
            if k not in self.compared:
                self.series.lines[k].set_stroke(opacity=dim)
                self.series.marks[k].set_fill(opacity=dim)
