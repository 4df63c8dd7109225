"""Errors against the number of training points, on an axis that always begins at the noise."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, Group, VGroup, VMobject, smoothstep

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.films.why_now.error_words import error_text
from scenes.films.why_now.mobjects.curve_names import CurveNames
from scenes.films.why_now.mobjects.learning_reigns import Grounds
from scenes.languages.numbers import grouped
from scenes.mobjects.arrays.bezier import as_points, dashes, straight
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.chart import Axis, Chart, tick_text
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

FOOT, HIGHER, TITLE = 0.72, 1.24, 0.36
"""Of the curves, also if a title is below their numbers, and of this, in 16:9."""
BESIDE = 0.16
"""Between the last number and a title that stands beside it, in 16:9."""
DASH = 0.2
"""From one dash to the next, in 16:9."""
BELOW = 0.46
"""Room below the line of the noise, for its name, in 16:9."""
CLEAR = 0.06
"""From the line of the noise up to the lowest of the other names, in 16:9."""
HEADROOM = 2.2
"""How many times as high as all errors the window ends."""
TALL = 2.0
"""Height for each power of ten from which on numbers stand between them, in 16:9."""
PEAK_ROOM, UNDER = 0.4, 0.66
"""Between a peak and what is written of it, and down to there from the upper edge, in 16:9."""


class LearningChart(Group):
    """Learning curves that grow together, as points are added.

    The axis ends above all errors, a peak included.

    Parameters
    ----------
    curves : LearningCurves
    stage, theme
    hero : Area
        Where it stands.

    Attributes
    ----------
    area : Area
        Of the curves.
    top : float
        The end of the axis of errors.
    """

    def __init__(self, curves: LearningCurves, stage: Stage, theme: Theme, hero: Area) -> None:
        self.curves, self.stage, self.theme = curves, stage, theme
        scale, samples = stage.scale, curves.samples
        self.names = CurveNames(curves, stage, theme)
        size, small = stage.text_size(26 if stage.is_upright else 32), stage.text_size(28)
        errors = np.array([10 ** -curves.score(model) for model in MODELS])
        self.top = HEADROOM * float(errors.max())
        decades = range(int(np.ceil(np.log10(self.top))))
        between = hero.size[1] / np.log10(self.top) > TALL * scale
        digits = (1, 2, 5) if between else (1,)
        rounds = (digit * 10.0**decade for decade in decades for digit in digits)
        self.steps = [each for each in rounds if each < self.top]
        self.ticks = VGroup(*(LiveNumber(size, theme.muted, bold=False) for _ in self.steps))
        widest = max(tick.write(tick_text(each)).width
                     for tick, each in zip(self.ticks, self.steps, strict=True))  # fmt: skip
        tens = 10 ** np.arange(2, 1 + np.floor(np.log10(samples[-1])))
        numbers = (float(samples[0]), *tens.tolist())
        self.up = sentence("test error", small, theme.text).rotate(np.pi / 2)
        self.across = sentence("training points", stage.text_size(24), theme.text)
        low = hero.low + np.array([self.up.width + widest + 0.42 * scale, FOOT * scale])
        high = hero.high - np.array([self.names.room, 0.05 * scale])
        beyond = LiveNumber(size, theme.muted, bold=False, align=0.5).write(grouped(samples[-1]))
        taken = high[0] + beyond.width / 2 + BESIDE * scale + self.across.width
        self.is_beside = bool(taken < hero.high[0])
        if not self.is_beside:
            low[1] = hero.low[1] + HIGHER * scale
        self.area = Area(low, high)
        below = BELOW * scale / (self.area.size[1] - BELOW * scale)
        x = Axis(float(samples[0]), float(samples[-1]), log=True, ticks=numbers)
        y = Axis(self.top**-below, self.top, log=True, ticks=())
        self.chart = Chart(self.area.low, self.area.high, x, y, theme, size=size)
        self.levels = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        self.best = VMobject(stroke_color=theme.muted, stroke_width=2.5)
        self.noise = sentence("the noise alone", stage.text_size(24), theme.muted)
        self.lines = VGroup(*(self.chart.curve(theme.colour_of(k), 6.0) for k in range(4)))
        self.marks = VGroup(*(class_mark(k, theme, 0.14 * scale) for k in range(4)))
        self.sweep = VMobject(stroke_color=theme.text, stroke_width=2)
        self.count = LiveNumber(size, theme.text, align=1.0)
        self.grounds = Grounds(curves, self.chart, stage, theme)
        flexible = MODELS.index("flexible")
        self.worst = int(np.argmax(errors[flexible]))
        highest, colour = error_text(float(errors[flexible, self.worst])), theme.colour_of(flexible)
        first = error_text(float(10 ** -curves.first.score("flexible")[self.worst]))
        told = "peak: {error}\nrun 1: {first}" if len(curves.errors) > 1 else "peak: {error}"
        self.peak = sentence(told, small, colour, error=highest, first=first).set_opacity(0)
        free = high[0] - self.chart.place(samples[self.worst], 1.0)[0] - 1.6 * PEAK_ROOM * scale
        self.peak.scale(min(1.0, free / self.peak.width))
        super().__init__(
            self.grounds.tints, self.chart, self._labels(hero), self.levels,
            self.ticks, self.noise, self.sweep, self.lines, self.best, self.marks, self.peak,
            self.grounds.winners, self.names.leaders, self.names, self.count,
        )  # fmt: skip
        self._draw_levels()

    def _labels(self, hero: Area) -> VGroup:
        """Name the axes: the lower one beside its last number, if there is room."""
        low, high = self.area.low, self.area.high
        self.up.scale(min(1.0, (high[1] - low[1]) / self.up.height))
        self.up.move_to(at(hero.low[0] + 0.5 * self.up.width, (low[1] + high[1]) / 2))
        if self.is_beside:
            last = self.chart.numbers[-1]
            self.across.next_to(last, RIGHT, buff=BESIDE * self.stage.scale)
        else:
            foot = hero.low[1] + TITLE * self.stage.scale
            self.across.move_to(at(high[0], foot), aligned_edge=RIGHT)
        return VGroup(self.up, self.across)

    def draw(self, count: float) -> None:
        """Draw all four curves as far as the same number of points, with a line under this number.

        The oracle is only a bound, dashed: it is none of those that are compared.
        """
        ends = np.array([self._draw_curve(model, count) for model in MODELS])
        line, step = self.lines[0], DASH * self.stage.scale
        line.points = as_points(dashes(line.points[:, :2], step))
        self.names.line_up(ends, count, self._above_noise(ends[0, 0]))
        foot, top = (at(ends[0, 0], edge[1])[None, :2] for edge in (self.area.low, self.area.high))
        self.sweep.points = as_points(straight(foot, top))
        self.count.place(at(ends[0, 0], top[0, 1] + 0.14 * self.stage.scale)).write(grouped(count))
        self.grounds.reach(ends[0, 0])
        self._tell_peak(count, ends[0, 0])

    def _above_noise(self, end: float) -> Area:
        """Return where names may stand: above that of the noise, unless they have passed it."""
        scale, low = self.stage.scale, self.area.low.copy()
        level = float(self.chart.place(self.curves.samples[0], 1.0)[1]) + CLEAR * scale
        left = (self.area.high[0] - end) / (0.5 * scale)
        low[1] += smoothstep(float(np.clip(left, 0, 1))) * (level - low[1])
        return Area(low, self.area.high)

    def _draw_levels(self) -> None:
        """Draw lines at round errors, and the line of the noise."""
        (left, low), (right, _) = self.area.low, self.area.high
        scale, ends = self.stage.scale, []
        for tick, value in zip(self.ticks, self.steps, strict=True):
            y = float(self.chart.place(self.curves.samples[0], value)[1])
            tick.write(tick_text(value)).move_to(at(left - 0.24 * scale, y), aligned_edge=RIGHT)
            if value > 1:
                ends.append([[left, y], [right, y]])
        found = np.array(ends).reshape(-1, 2, 2)
        self.levels.points = as_points(straight(found[:, 0], found[:, 1]))
        level = self.chart.place(self.curves.samples[[0, -1]], 1.0)
        self.best.points = as_points(straight(level[:1], level[1:]))
        self.noise.move_to(at(left + 0.15 * scale, (level[0, 1] + low) / 2), aligned_edge=LEFT)

    def _draw_curve(self, model: str, end: float) -> np.ndarray:
        """Draw a curve, and return its end."""
        k, samples = MODELS.index(model), self.curves.samples
        x = np.append(samples[samples < end], end)
        score = np.interp(np.log(x), np.log(samples), self.curves.score(model))
        self.lines[k].set_values(x, 10**-score)
        place = self.chart.place(end, 10 ** -score[-1])
        self.marks[k].move_to(at(*place))
        return np.asarray(place)

    def _tell_peak(self, count: float, line: float) -> None:
        """Write how high the peak is beside it, once the line has passed."""
        scale, at_peak = self.stage.scale, self.curves.samples[self.worst]
        x, y = self.chart.place(at_peak, self.curves.error_at("flexible", at_peak))
        top = min(y + 0.16 * scale, self.area.high[1] - UNDER * scale)
        self.peak.move_to(at(x + PEAK_ROOM * scale, top), aligned_edge=UP + LEFT)
        passed = (line - self.peak.get_right()[0]) / (0.2 * scale)
        self.peak.set_opacity(smoothstep(float(np.clip(passed, 0, 1))) if count > at_peak else 0.0)
