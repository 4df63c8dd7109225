"""Units in a row, and what each activation function leaves of a gradient, by powers of ten."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup, VMobject

from engine.experiments.activation_facts import slopes
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.power_scale import PowerScale, power_text
from scenes.films.activations.output_text import chain_text
from scenes.languages.language import listed
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.spreading import spread
from scenes.mobjects.text import LiveNumber, number_outline, sentence, verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

LEAST = -12
"""No less than this power of ten is drawn."""
EDGE, NAME, NEXT = 0.5, 26, 0.4
"""Room at the frame's edges; size of names, and from one to the next; in frame units."""
ABOVE = 1.0
"""Between the circles and the highest line: names and a note have room there."""
FILLED = 0.46
"""Radius of the largest disc, as a share of the way from unit to unit."""
ALIKE = 1e-9
"""Functions that differ by less have one name."""
ABREAST = 3, 2
"""So many of them stand in a line; in upright frames, so many."""
DIM = 0.22
"""How clearly functions are seen that are not spoken of."""
TITLED = 4.0
"""The name before the circles has changed when the gradient has passed so many units."""
TICKS = 4
"""About so many powers of ten are written."""


class SlopeRow(VGroup):
    """A row of units that a gradient passes from the right, and below them what is left of it.

    Where it has passed, the area of a disc is what is left; a rim has that of a gradient of 1.

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
    groups : list of list of int
        Functions that leave the same at last.
    labels : VGroup
        Their names with what is left, left of the tips of their lines.
    """

    def __init__(
        self, names: Sequence[str], x: float, layers: int, stage: Stage, theme: Theme
    ) -> None:
        self.names, self.layers = tuple(names), layers
        passed = np.array([float(slopes(PICTURED[name], np.array([x]))[0]) for name in names])
        self.left = np.abs(passed)[:, None] ** np.arange(layers + 1)
        self.groups: list[list[int]] = []
        for k, left in enumerate(self.left[:, -1].tolist()):
            same = [g for g in self.groups if abs(self.left[g[0], -1] - left) <= ALIKE * left]
            if same:
                same[0].append(k)
            else:
                self.groups.append([k])
        self.abreast = ABREAST[int(stage.is_upright)]
        self.labels = self._labels(stage, theme)
        edge, hero = EDGE * stage.scale, stage.hero
        start = float(hero.low[0]) + edge + self.names_width + 0.7 * stage.scale
        end = float(hero.high[0]) - edge - 1.3 * stage.scale
        self.xs = np.linspace(end, start, layers + 1)
        largest = float(np.sqrt(max(self.left.max(), 1.0)))
        self.reach = min(FILLED * (end - start) / layers, 0.7 * stage.scale)
        self.radius = self.reach / largest
        self.level = float(hero.high[1]) - 0.6 * edge - self.reach
        top = self.level - self.reach - ABOVE * stage.scale
        shown = self.left[self.left > 10.0**LEAST]
        self.plot = Box(np.array([start, hero.low[1] + edge]), np.array([end, top]))
        self.scale_of_powers = PowerScale(
            min(float(np.floor(np.log10(shown.min()))), -1.0),
            max(float(np.log10(shown.max())), 0.0),
            float(self.plot.low[1]), float(self.plot.size[1]),
        )  # fmt: skip
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
        self.clear = np.ones(count)
        self.titles = self._titles(stage, theme)
        super().__init__(
            self.grid, self.ticks, self.wires, self.comes, self.cores, self.rings, self.notes,
            self.labels, self.traces, self.dots, self.titles,
        )  # fmt: skip

    def _labels(self, stage: Stage, theme: Theme) -> VGroup:
        """Write names, numbers, and leaders: VGroups of these three, to be placed with the tips."""
        labels, size = VGroup(), stage.text_size(NAME)
        ground, self.values = 8 * stage.scale, list[LiveNumber]()
        numbers = [chain_text(float(left)) for group in self.groups for left in self.left[group[0]]]
        self.widest = size * max(float(np.ptp(number_outline(n, 1.0)[:, 0])) for n in numbers)
        self.gap, self.next = 0.2 * stage.scale, NEXT * stage.scale
        for group in self.groups:
            titles = [WORDS[self.names[k]].title for k in group]
            lines = [
                verbatim(listed(titles[k : k + self.abreast]), size, theme.text, bold=True)
                for k in range(0, len(titles), self.abreast)
            ]
            words = VGroup(*lines).arrange(DOWN, buff=0.1 * stage.scale, aligned_edge=RIGHT)
            number = LiveNumber(size, theme.gradient)
            self.values.append(number)
            for part in (words, number):
                part.set_stroke(theme.background, ground, background=True)
            leader = VMobject(stroke_color=theme.muted, stroke_width=1.5, stroke_opacity=0.8)
            labels.add(VGroup(words, number, leader))
        room = 0.4 * float(stage.hero.size[0])
        widest = max(label[0].width for label in labels)
        fit = min(1.0, (room - self.gap) / (widest + self.widest))
        for label, value in zip(labels, self.values, strict=True):
            label[0].scale(fit)
            value.size *= fit
        self.widest *= fit
        self.names_width = fit * widest + self.gap + self.widest
        self.base = 0.0038 * fit * size
        return labels

    def _place_labels(self, whole: int, tips: np.ndarray) -> None:
        """Put each name left of the tip of its line, none on another, with what is left there."""
        ends = tips[[group[0] for group in self.groups]]
        lines = np.array([-(-len(group) // self.abreast) for group in self.groups])
        whose = np.repeat(np.arange(len(ends)), lines)
        order = np.lexsort((-whose, self.left[[group[0] for group in self.groups], -1][whose]))
        low, high = float(self.plot.low[1]), self.level - self.reach - self.gap
        placed = spread(ends[whose, 1], self.next, low, high, order)
        heights = np.bincount(whose, placed) / lines
        right = float(ends[0, 0]) - 3 * self.gap
        start = right - self.widest
        for (words, number, leader), group, height, end in zip(
            self.labels, self.groups, heights.tolist(), ends, strict=True
        ):
            words.move_to(at(start - self.gap, height), aligned_edge=RIGHT)
            number.place(at(start, height - self.base))
            number.write(chain_text(float(self.left[group[0], whole])))
            way = np.array([[right + 0.4 * self.gap, height], end - [0.1 * self.gap, 0.0]])
            leader.points = as_points(straight(way[:1], way[1:]))

    def _titles(self, stage: Stage, theme: Theme) -> VGroup:
        """Name each function left of the circles, not seen until its gradient fills them."""
        titles = VGroup()
        right = float(self.xs[-1]) - self.reach - self.gap
        for name in self.names:
            title = verbatim(WORDS[name].title, stage.text_size(30), theme.text, bold=True)
            title.scale(
                min(1.0, (right - float(stage.hero.low[0]) - EDGE * stage.scale) / title.width)
            )
            title.move_to(at(right, self.level), aligned_edge=RIGHT)
            titles.add(title)
        self.outlines = [[part.points.copy() for part in title.get_family()] for title in titles]
        return titles

    def _see_title(self, which: int, share: float) -> None:
        """Show as much as a share says of one title, and nothing of the others."""
        for k, (title, outlines) in enumerate(zip(self.titles, self.outlines, strict=True)):
            for part, points in zip(title.get_family(), outlines, strict=True):
                part.points = points if k == which and share > 0 else np.zeros((0, 3))
            title.set_fill(opacity=share)

    def _draw_frame(self, stage: Stage, theme: Theme) -> None:
        lowest = self.scale_of_powers.low
        powers = np.arange(0, lowest - 0.5, -max(round(-lowest / TICKS), 1))
        heights = self.heights_of(10.0**powers)
        self.grid = VMobject(stroke_color=theme.muted, stroke_width=1.5)
        ends = np.array([[[self.xs[-1], y], [self.xs[0], y]] for y in heights])
        self.grid.points = as_points(straight(ends[:, 0], ends[:, 1]))
        self.ticks = VGroup()
        for power, y in zip(powers.tolist(), heights.tolist(), strict=True):
            tick = LiveNumber(stage.text_size(22), theme.muted, bold=False)
            tick.write(power_text(power))
            place = at(float(self.xs[0]) + 0.25 * stage.scale, y)
            self.ticks.add(tick.move_to(place, aligned_edge=LEFT))
        self.wires = VMobject(stroke_color=theme.muted, stroke_width=2)
        level = np.full(self.layers, self.level)
        before, after = self.xs[1:-1] - self.radius, self.xs[2:] + self.radius
        self.wires.points = as_points(
            straight(np.column_stack([before, level[1:]]), np.column_stack([after, level[1:]]))
        )
        self.rings = Markers(marker_of(0), stroke_color=theme.text, stroke_width=2)
        self.rings.set_places(np.column_stack([self.xs[1:], level]), self.radius)
        tip = np.array([self.xs[1] + self.reach + 0.06 * stage.scale, self.level])
        tail = np.array([max(self.xs[0], tip[0] + 0.5 * stage.scale), self.level])
        self.comes = Arrow(theme.gradient, 0.07 * stage.scale).set_ends(tail, tip, stage.scale)
        self.notes = self._notes(float(tail[0]), stage, theme)

    def _notes(self, tail: float, stage: Stage, theme: Theme) -> VGroup:
        """Say what comes in, and what the lines tell."""
        scale, size = stage.scale, stage.text_size(22)
        comes = sentence("gradient 1", stage.text_size(26), theme.gradient, bold=True)
        room = float(stage.hero.high[0]) - 0.3 * scale - tail - 0.12 * scale
        comes.scale(min(1.0, room / comes.width))
        comes.move_to(at(tail + 0.12 * scale, self.level), aligned_edge=LEFT)
        told = sentence("how much is left of it", size, theme.muted)
        low = float(self.plot.low[1]) + 0.2 * scale  # no line, and no name, comes there
        told.move_to(at(float(self.xs[0]), low), aligned_edge=RIGHT)
        return VGroup(comes, told)

    def heights_of(self, left: np.ndarray) -> np.ndarray:
        """Return the heights at which sizes (…) stand, in frame units; the lowest if they are 0."""
        return self.scale_of_powers.heights_of(left)

    def appear(self, share: float) -> SlopeRow:
        """Draw circles, grid and notes as clearly as a number from 0 to 1 says."""
        self.grid.set_stroke(opacity=0.5 * share)
        for part in (self.ticks, self.comes, *self.notes):
            part.set_fill(opacity=share)
        for part in (self.wires, self.rings):
            part.set_stroke(opacity=share)
        return self

    def draw(self, passed: float) -> SlopeRow:
        """Draw all lines as far as the gradient has passed so many units."""
        whole, tips = int(np.clip(passed, 0, self.layers)), []
        for k, (trace, dot) in enumerate(zip(self.traces, self.dots, strict=True)):
            way = np.column_stack([self.xs, self.heights_of(self.left[k])])
            tip = way[whole]
            if whole < self.layers:
                tip = tip + (passed - whole) * (way[whole + 1] - tip)
            tips.append(tip)
            line = np.vstack([way[: whole + 1], tip])
            trace.points = as_points(straight(line[:-1], line[1:]))
            marked = np.vstack([way[1 : whole + 1], tip])
            dot.set_places(marked, np.append(np.full(len(marked) - 1, 0.6), 1.0) * self.size)
        self._place_labels(whole, np.array(tips))
        return self

    def light(self, clear: np.ndarray) -> SlopeRow:
        """Draw lines and names as clearly as numbers (functions,) from 0 to 1 say."""
        self.clear = clear
        for k, share in enumerate(clear.tolist()):
            self.traces[k].set_stroke(opacity=share)
            self.dots[k].set_fill(opacity=share)
        for group, (words, number, leader) in zip(self.groups, self.labels, strict=True):
            share = float(clear[group].max())
            for part in (words, number):
                part.set_fill(opacity=share).set_stroke(opacity=share, background=True)
            leader.set_stroke(opacity=0.8 * share)
        return self

    def light_of(self, names: Collection[str]) -> np.ndarray:
        """Return how clearly each is drawn while some are spoken of; all, if none are."""
        return np.array([1.0 if not names or name in names else DIM for name in self.names])

    def fill(self, name: str, passed: float, before: str | None = None) -> SlopeRow:
        """Draw discs where the gradient has passed: their areas are what a function leaves.

        Where it has not, they are what another function left, or nothing.
        """
        now = np.sqrt(self.left[self.names.index(name), 1:])
        was = np.zeros(self.layers)
        if before is not None:
            was = np.sqrt(self.left[self.names.index(before), 1:])
        grown = np.clip(passed - np.arange(self.layers), 0, 1)
        places = np.column_stack([self.xs[1:], np.full(self.layers, self.level)])
        self.cores.set_places(places, self.radius * (was + grown * (now - was)))
        turned = float(np.clip(2 * passed / TITLED - 1, -1, 1)) if before != name else 1.0
        if before is None:
            turned = float(np.clip(passed, 0, 1))
        shown = name if turned > 0 or before is None else before
        self._see_title(self.names.index(shown), abs(turned))
        return self
