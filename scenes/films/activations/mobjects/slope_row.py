"""Units in a row, and what each activation function leaves of a gradient, by powers of ten."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from engine.experiments.activation_facts import slopes
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.output_text import chain_text
from scenes.languages.numbers import power_of_ten
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.spreading import spread
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

LEAST = -12
"""No less than this power of ten is drawn."""
EDGE, NAME, NEXT = 0.5, 26, 0.4
"""Room at the frame's edges; size of names, and from one to the next; in frame units."""
ABOVE = 0.8
"""Between the circles and the highest line: names have room there."""
DIM = 0.22
"""How clearly functions are seen that are not spoken of."""
OVERLAP = 2.5
"""About so many circles are filled at a time."""
TICKS = 4
"""About so many powers of ten are written."""


class SlopeRow(VGroup):
    """A row of circles that a gradient passes from the right, and below them what is left of it.

    Parameters
    ----------
    names : sequence of str
        Of the functions.
    x : float
        The input of every unit.
    layers : int
        How many units there are.
    stage, theme

    Attributes
    ----------
    left : array (functions, layers + 1)
        What is left of a gradient of 1 before all units and after each.
    labels : VGroup
        Names with what is left at last, no part of the row, so that they can come later.
    """

    def __init__(
        self, names: Sequence[str], x: float, layers: int, stage: Stage, theme: Theme
    ) -> None:
        self.names, self.layers = tuple(names), layers
        passed = np.array([float(slopes(PICTURED[name], np.array([x]))[0]) for name in names])
        self.left = np.abs(passed)[:, None] ** np.arange(layers + 1)
        self.labels = self._labels(stage, theme)
        widest = max(label[0].width for label in self.labels)
        edge, hero = EDGE * stage.scale, stage.hero
        start = float(hero.low[0]) + edge + widest + 0.7 * stage.scale
        end = float(hero.high[0]) - edge - 1.3 * stage.scale
        self.xs = np.linspace(end, start, layers + 1)
        self.radius = min(0.42 * (end - start) / layers, 0.6 * stage.scale)
        self.level = float(hero.high[1]) - edge - self.radius
        top = self.level - self.radius - ABOVE * stage.scale
        shown = self.left[self.left > 10.0**LEAST]
        self.decades = (
            min(float(np.floor(np.log10(shown.min()))), -1.0),
            max(float(np.log10(shown.max())), 0.0),
        )
        self.plot = Box(np.array([start, hero.low[1] + edge]), np.array([end, top]))
        self._draw_frame(stage, theme)
        disc = marker_of(0)
        count = len(names)
        self.traces = VGroup(
            *(VMobject(stroke_color=theme.gradient, stroke_width=5) for _ in range(count))
        )
        self.dots = VGroup(
            *(
                Markers(disc, fill_color=theme.gradient, fill_opacity=1, stroke_width=0)
                for _ in range(count)
            )
        )
        self.cores = Markers(disc, fill_color=theme.gradient, fill_opacity=1, stroke_width=0)
        self.size = 0.1 * stage.scale
        self.running = LiveNumber(stage.text_size(30), theme.gradient, align=0.5)
        self.running.set_stroke(theme.background, 10 * stage.scale, background=True)
        self.foot = float(hero.low[1]) + 0.1 * stage.scale
        self.clear = np.ones(count)
        self._place_labels(stage, theme)
        super().__init__(
            self.grid, self.ticks, self.wires, self.rings, self.cores, self.traces, self.dots,
            self.running,
        )  # fmt: skip

    def _labels(self, stage: Stage, theme: Theme) -> VGroup:
        labels, size = VGroup(), stage.text_size(NAME)
        for name, left in zip(self.names, self.left[:, -1].tolist(), strict=True):
            number = LiveNumber(size, theme.gradient).write(chain_text(left))
            words = sentence(WORDS[name].title, size, theme.text, bold=True)
            words.next_to(number, LEFT, buff=0.2 * stage.scale)
            labels.add(VGroup(VGroup(words, number), VMobject()))
        widest = max(label[0].width for label in labels)
        room = 0.4 * float(stage.hero.size[0])
        for label in labels:
            label[0].scale(min(1.0, room / widest))
        return labels

    def _place_labels(self, stage: Stage, theme: Theme) -> None:
        """Put each name left of the end of its line, none on another, with a leader."""
        ends = self.heights_of(self.left[:, -1])
        order = np.lexsort((-np.arange(len(ends)), ends))
        low, high = float(self.plot.low[1]), self.level - self.radius - 0.2 * stage.scale
        heights = spread(ends, NEXT * stage.scale, low, high, order)
        right = float(self.xs[-1]) - 0.6 * stage.scale
        for label, height, end in zip(self.labels, heights.tolist(), ends.tolist(), strict=True):
            label[0].move_to(at(right, height), aligned_edge=RIGHT)
            way = np.array([[right + 0.08 * stage.scale, height], [self.xs[-1], end]])
            label[1].set_points(as_points(straight(way[:1], way[1:])))
            label[1].set_stroke(theme.muted, width=1.5, opacity=0.8)

    def _draw_frame(self, stage: Stage, theme: Theme) -> None:
        step = max(round(-self.decades[0] / TICKS), 1)
        powers = np.arange(0, self.decades[0] - 0.5, -step)
        heights = self.heights_of(10.0**powers)
        self.grid = VMobject(stroke_color=theme.muted, stroke_width=1.5)
        ends = np.array([[[self.xs[-1], y], [self.xs[0], y]] for y in heights])
        self.grid.points = as_points(straight(ends[:, 0], ends[:, 1]))
        self.ticks = VGroup()
        for power, y in zip(powers.tolist(), heights.tolist(), strict=True):
            tick = LiveNumber(stage.text_size(22), theme.muted, bold=False)
            tick.write("1" if power == 0 else power_of_ten(10.0**power, 0))
            place = at(float(self.xs[0]) + 0.25 * stage.scale, y)
            self.ticks.add(tick.move_to(place, aligned_edge=LEFT))
        self.wires = VMobject(stroke_color=theme.muted, stroke_width=2)
        rims = np.array([self.xs[0], *self.xs[1:]])
        before, after = rims[:-1].copy(), self.xs[1:] + self.radius
        before[1:] -= self.radius
        level = np.full(self.layers, self.level)
        self.wires.points = as_points(
            straight(np.column_stack([before, level]), np.column_stack([after, level]))
        )
        self.rings = Markers(marker_of(0), stroke_color=theme.text, stroke_width=3)
        self.rings.set_places(np.column_stack([self.xs[1:], level]), self.radius)

    def heights_of(self, left: np.ndarray) -> np.ndarray:
        """Return the heights at which sizes (…) stand, in frame units; the lowest if they are 0."""
        low, high = self.decades
        powers = np.log10(np.maximum(np.asarray(left, float), 10.0**low))
        found: np.ndarray = self.plot.low[1] + (powers - low) / (high - low) * self.plot.size[1]
        return found

    def appear(self, share: float) -> SlopeRow:
        """Draw circles and grid as clearly as a number from 0 to 1 says."""
        self.grid.set_stroke(opacity=0.5 * share)
        self.ticks.set_fill(opacity=share)
        for part in (self.wires, self.rings):
            part.set_stroke(opacity=share)
        return self

    def draw(self, passed: float) -> SlopeRow:
        """Draw all lines as far as the gradient has passed so many units."""
        whole = int(np.clip(passed, 0, self.layers))
        for k, (trace, dot) in enumerate(zip(self.traces, self.dots, strict=True)):
            way = np.column_stack([self.xs, self.heights_of(self.left[k])])
            tip = way[whole]
            if whole < self.layers:
                tip = tip + (passed - whole) * (way[whole + 1] - tip)
            line = np.vstack([way[: whole + 1], tip])
            trace.points = as_points(straight(line[:-1], line[1:]))
            marked = np.vstack([way[1 : whole + 1], tip])
            dot.set_places(marked, np.append(np.full(len(marked) - 1, 0.6), 1.0) * self.size)
        self._count(whole, passed)
        return self

    def _count(self, whole: int, passed: float) -> None:
        """Write under the lowest line how much is left, until its name says so."""
        least = self.left[int(self.left[:, -1].argmin())]
        if not 0 < whole < self.layers:
            self.running.write("")
            return
        height = np.interp(passed, np.arange(self.layers + 1), self.heights_of(least))
        x = float(np.interp(passed, np.arange(self.layers + 1), self.xs))
        low = float(height) - 7 * self.size
        if low < self.foot:
            low = float(height) + 3 * self.size
        self.running.place(at(x, low)).write(chain_text(float(least[whole])))

    def light(self, clear: np.ndarray) -> SlopeRow:
        """Draw lines and names as clearly as numbers (functions,) from 0 to 1 say."""
        self.clear = clear
        for k, share in enumerate(clear.tolist()):
            self.traces[k].set_stroke(opacity=share)
            self.dots[k].set_fill(opacity=share)
            words, leader = self.labels[k]
            words.set_fill(opacity=share)
            leader.set_stroke(opacity=0.8 * share)
        return self

    def light_of(self, names: Collection[str]) -> np.ndarray:
        """Return how clearly each is drawn while some are spoken of; all, if none are."""
        return np.array([1.0 if not names or name in names else DIM for name in self.names])

    def fill(self, name: str, passed: float, size: float = 1.0) -> SlopeRow:
        """Fill the circles that the gradient has passed, the smaller the less a function leaves.

        All are smaller still by a factor from 0 to 1, so that they can go.
        """
        left = self.left[self.names.index(name), 1:]
        powers = np.log10(np.maximum(left, 10.0 ** self.decades[0]))
        share = np.clip(1 - powers / self.decades[0], 0, 1)
        way = passed * (self.layers + OVERLAP - 1) / self.layers
        grown = np.clip((way - np.arange(self.layers)) / OVERLAP, 0, 1)
        places = np.column_stack([self.xs[1:], np.full(self.layers, self.level)])
        self.cores.set_places(places, 0.86 * self.radius * share * grown * size)
        return self
