"""What is left of a gradient after each unit of a row, for many functions, by powers of ten."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup, VMobject

from engine.experiments.activation_facts import slopes
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.power_scale import PowerScale, power_text
from scenes.films.activations.output_text import chain_text
from scenes.languages.numbers import trimmed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.spreading import spread
from scenes.mobjects.text import LiveNumber, number_outline, sentence, verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

LEAST = -12
"""No less than this power of ten is drawn."""
EDGE, NAME, NEXT = 0.5, 28, 0.42
"""Room at the frame's edges; size of names, and from one to the next; in frame units."""
ROOMY = 1.7
"""By how much farther names are apart once the gradient has passed all units, if there is room."""
ALIKE = 1e-9
"""Functions that differ by less have one name."""
DIM = 0.22
"""How clearly functions are seen that are not spoken of."""
PARTED = 3
"""Lines are named when the gradient has passed so many units: they have parted then."""
TICKS = 4
"""About so many powers of ten are written."""


class SlopePlot(VGroup):
    """Lines from the right to the left: what is left of a gradient of 1 after each unit.

    Parameters
    ----------
    names : sequence of str
        Of the functions.
    x : float
        The input of every unit.
    layers : int
        How many units there are.
    colours : sequence of str
        Of the lines.
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
        self, names: Sequence[str], x: float, layers: int, colours: Sequence[str], stage: Stage,
        theme: Theme,
    ) -> None:  # fmt: skip
        self.names, self.layers, self.colours = tuple(names), layers, tuple(colours)
        passed = np.array([float(slopes(PICTURED[name], np.array([x]))[0]) for name in names])
        self.left = np.abs(passed)[:, None] ** np.arange(layers + 1)
        self.groups: list[list[int]] = []
        for k, left in enumerate(self.left[:, -1].tolist()):
            same = [g for g in self.groups if abs(self.left[g[0], -1] - left) <= ALIKE * left]
            if same:
                same[0].append(k)
            else:
                self.groups.append([k])
        self.stacks = stage.is_upright
        self.labels = self._labels(stage, theme)
        edge, hero = EDGE * stage.scale, stage.hero
        start = float(hero.low[0]) + edge + self.names_width + 0.7 * stage.scale
        end = float(hero.high[0]) - 2.2 * edge
        self.xs = np.linspace(end, start, layers + 1)
        shown = self.left[self.left > 10.0**LEAST]
        self.plot = Box(
            np.array([start, hero.low[1] + 1.5 * edge]), np.array([end, hero.high[1] - 2 * edge])
        )
        self.scale_of_powers = PowerScale(
            min(float(np.floor(np.log10(shown.min()))), -1.0),
            max(float(np.log10(shown.max())), 0.0),
            float(self.plot.low[1]), float(self.plot.size[1]),
        )  # fmt: skip
        self._draw_frame(x, stage, theme)
        self.traces = VGroup(*(VMobject(stroke_color=each, stroke_width=6) for each in colours))
        self.dots = VGroup(
            *(
                Markers(marker_of(0), fill_color=each, fill_opacity=1, stroke_width=0)
                for each in colours
            )
        )
        self.size = 0.1 * stage.scale
        self.clear = np.ones(len(names))
        super().__init__(
            self.grid, self.ticks, self.told, self.units, self.labels,
            *reversed(self.traces), *reversed(self.dots),
        )  # fmt: skip

    def _labels(self, stage: Stage, theme: Theme) -> VGroup:
        """Write names, numbers, and leaders: VGroups of these three, to be placed with the tips."""
        labels, size = VGroup(), stage.text_size(NAME)
        ground, self.values = 8 * stage.scale, list[LiveNumber]()
        numbers = [chain_text(float(left)) for group in self.groups for left in self.left[group[0]]]
        self.widest = size * max(float(np.ptp(number_outline(n, 1.0)[:, 0])) for n in numbers)
        self.gap, self.next = 0.2 * stage.scale, NEXT * stage.scale
        for group in self.groups:
            names = [
                verbatim(WORDS[self.names[k]].title, size, self.colours[k], bold=True)
                for k in group
            ]
            words = VGroup(*names)
            if self.stacks:
                for k, title in enumerate(names):
                    title.move_to(at(0.0, -k * NEXT * stage.scale), aligned_edge=RIGHT)
            else:  # in one line, since all have one number
                words.arrange(RIGHT, buff=0.22 * stage.scale)
                for title in names[1:]:
                    title.shift((baseline_of(title) - baseline_of(names[0])) * DOWN)
            number = LiveNumber(size, theme.text)
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

    def _place_labels(self, passed: np.ndarray, tips: np.ndarray) -> None:
        """Put each name left of the tip of its line, none on another, with what is left there."""
        firsts = [group[0] for group in self.groups]
        ends = tips[firsts]
        lines = np.array([len(group) if self.stacks else 1 for group in self.groups])
        whose = np.repeat(np.arange(len(ends)), lines)
        order = np.lexsort((-whose, self.left[firsts, -1][whose]))
        low, high = float(self.plot.low[1]), float(self.plot.high[1])
        # The further the gradient has come, the more the names part.
        roomy = min(ROOMY * self.next, (high - low) / max(len(whose) - 1, 1))
        apart = self.next + (roomy - self.next) * float(np.mean(passed)) / self.layers
        heights = np.bincount(whose, spread(ends[whose, 1], apart, low, high, order)) / lines
        for (words, number, leader), first, height, end in zip(
            self.labels, firsts, heights.tolist(), ends, strict=True
        ):
            right = float(end[0]) - 3 * self.gap
            start = right - self.widest
            words.move_to(at(start - self.gap, height), aligned_edge=RIGHT)
            number.place(at(start, height - self.base))
            number.write(chain_text(float(self.left[first, int(passed[first])])))
            after = float(number.get_right()[0]) + 0.6 * self.gap
            way = np.array([[after, height], end - [0.1 * self.gap, 0.0]])
            ways = [way]
            if len(words) > 1 and self.stacks:  # a bracket says that the number is that of all
                x, half = start - 0.5 * self.gap, words.height / 2
                ways.append(np.array([[x, height - half], [x, height + half]]))
            leader.points = as_points(straight(*np.stack(ways, axis=1)))

    def _draw_frame(self, x: float, stage: Stage, theme: Theme) -> None:
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
        self.told = sentence(
            "how much is left of the gradient at x = {x}", stage.text_size(NAME), theme.muted,
            x=trimmed(x, 2),
        )  # fmt: skip
        room = float(self.xs[0] - stage.frame.low[0]) - EDGE * stage.scale
        self.told.scale(min(1.0, room / self.told.width))
        above = at(float(self.xs[0]), float(self.plot.high[1]) + 0.3 * stage.scale)
        self.told.move_to(above, aligned_edge=RIGHT + DOWN)
        self.units = VGroup()
        for unit, x in ((self.layers, self.xs[1]), (1, self.xs[-1])):
            name = sentence("unit {number}", stage.text_size(NAME), theme.muted, number=unit)
            below = at(float(x), float(self.plot.low[1]) - 0.3 * stage.scale)
            self.units.add(name.move_to(below, aligned_edge=UP))

    def heights_of(self, left: np.ndarray) -> np.ndarray:
        """Return the heights at which sizes (…) stand, in frame units; the lowest if they are 0."""
        return self.scale_of_powers.heights_of(left)

    def appear(self, share: float) -> SlopePlot:
        """Draw grid, powers of ten, and their names as clearly as a number from 0 to 1 says."""
        self.grid.set_stroke(opacity=0.5 * share)
        for part in (self.ticks, self.told, self.units):
            part.set_opacity(share)
        return self

    def ends_of(self, which: int) -> np.ndarray:
        """Return where the line of a function is after each unit, array (layers, 2)."""
        return np.column_stack([self.xs, self.heights_of(self.left[which])])[1:]

    def draw(self, passed: float | np.ndarray) -> SlopePlot:
        """Draw lines as far as the gradient has passed so many units: one number, or for each."""
        each = np.clip(np.broadcast_to(passed, len(self.names)), 0, self.layers)
        tips = []
        for k, (trace, dot) in enumerate(zip(self.traces, self.dots, strict=True)):
            whole = int(each[k])
            way = np.column_stack([self.xs, self.heights_of(self.left[k])])
            tip = way[whole]
            if whole < self.layers:
                tip = tip + (each[k] - whole) * (way[whole + 1] - tip)
            tips.append(tip)
            line = np.vstack([way[: whole + 1], tip])
            trace.points = as_points(straight(line[:-1], line[1:]))
            marked = np.vstack([way[1 : whole + 1], tip])
            dot.set_places(marked, np.append(np.full(len(marked) - 1, 0.6), 1.0) * self.size)
        self._place_labels(each, np.array(tips))
        self.named = np.clip(each - PARTED + 1, 0, 1)
        return self.light(self.clear)

    def light(self, clear: np.ndarray) -> SlopePlot:
        """Draw lines and names as clearly as numbers (functions,) from 0 to 1 say."""
        self.clear = clear
        for k, share in enumerate(clear.tolist()):
            self.traces[k].set_stroke(opacity=share)
            self.dots[k].set_fill(opacity=share)
        for group, (words, number, leader) in zip(self.groups, self.labels, strict=True):
            share = float((clear * self.named)[group].max())
            for part in (words, number):
                part.set_opacity(share).set_stroke(opacity=share, background=True)
            leader.set_stroke(opacity=0.8 * share)
        return self

    def light_of(self, names: Collection[str]) -> np.ndarray:
        """Return how clearly each is drawn while some are spoken of; all, if none are."""
        return np.array([1.0 if not names or name in names else DIM for name in self.names])


def baseline_of(words: VMobject) -> float:
    """Return the height at which most letters of a text stand."""
    return float(np.median([outline[:, 1].min() for outline in words.get_subpaths()]))
