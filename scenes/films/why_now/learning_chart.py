"""Errors against the number of training points, on an axis that always begins at the noise."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Group, VGroup, VMobject, smoothstep

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.films.why_now.curve_names import CurveNames
from scenes.films.why_now.error_words import error_text
from scenes.films.why_now.learning_reigns import Grounds
from scenes.mobjects.arrays.bezier import as_points, dashes, straight
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.chart import Axis, Chart, tick_text
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

FOOT, HIGHER, TITLE = 0.62, 1.06, 0.32
"""Of the curves, also if a title is below their numbers, and of this, in 16:9."""
AMONG = 1.2
"""Room that numbers take on both sides of a title that stands among them, in 16:9."""
DASH = 0.2
"""From one dash to the next, in 16:9."""
BELOW = 0.36
"""Room below the line of the noise, for its name, in 16:9."""
CLEAR = 0.06
"""From the line of the noise up to the lowest of the other names, in 16:9."""
HEADROOM = 2.2
"""How many times as high as all errors but those of a peak the window ends."""
PEAK = (0.7, 1.6)
"""Numbers of points for each feature between which errors may leave the window."""
ROOM = 1.6
"""How many times as high as the error that is drawn the window ends at least."""
TALL = 2.0
"""Height for each power of ten from which on numbers stand between them, in 16:9."""
SHORT = (0.6, 0.85)
"""Shares of a power's height at first between which they go out."""
PEAK_ROOM = 0.4
"""Between a peak and what is written of it, in 16:9."""
DIM = 0.45
"""Opacity of the curves that are not spoken of."""


class LearningChart(Group):
    """Learning curves that grow one after another, and at last all together.

    Where an error goes beyond the axis of errors, that reaches higher, from the same foot.

    Parameters
    ----------
    curves : LearningCurves
    stage, theme
    hero : Area
        Where it stands.

    Attributes
    ----------
    lowest, top : float
        Ends of the axis of errors, as it is at first.
    lift : float
        How many times as high it reaches now.
    active : str
        The model whose curve is drawn now.
    """

    def __init__(self, curves: LearningCurves, stage: Stage, theme: Theme, hero: Area) -> None:
        self.curves, self.stage, self.theme = curves, stage, theme
        scale, samples = stage.scale, curves.samples
        self.names = CurveNames(curves, stage, theme)
        size, small = stage.text_size(26), stage.text_size(22)
        errors = np.array([10 ** -curves.score(model) for model in MODELS])
        calm = (samples < PEAK[0] * curves.features) | (samples > PEAK[1] * curves.features)
        self.top = HEADROOM * float(errors[:, calm].max())
        decades = range(int(np.ceil(np.log10(ROOM * errors.max()))))
        between = hero.size[1] / np.log10(self.top) > TALL * scale
        digits = (1, 2, 5) if between else (1,)
        self.steps = [digit * 10.0**decade for decade in decades for digit in digits]
        self.ticks = VGroup(*(LiveNumber(size, theme.muted, bold=False) for _ in self.steps))
        widest = max(tick.write(tick_text(each)).width
                     for tick, each in zip(self.ticks, self.steps, strict=True))  # fmt: skip
        tens = 10 ** np.arange(2, 1 + np.floor(np.log10(samples[-1])))
        numbers = (float(samples[0]), *tens.tolist())
        repeats = len(curves.errors)
        told = "median test error of {repeats} runs" if repeats > 1 else "test error"
        self.up = sentence(told, small, theme.text, repeats=repeats).rotate(np.pi / 2)
        self.across = sentence("training points", small, theme.text)
        low = hero.low + np.array([self.up.width + widest + 0.42 * scale, FOOT * scale])
        high = hero.high - np.array([self.names.room, 0.05 * scale])
        gaps = np.diff(np.log(numbers)) / np.log(samples[-1] / samples[0]) * (high[0] - low[0])
        self.is_among = bool(gaps.max(initial=0) > self.across.width + AMONG * scale)
        if not self.is_among:
            low[1] = hero.low[1] + HIGHER * scale
        self.area = Area(low, high)
        self.below = BELOW * scale / (self.area.size[1] - BELOW * scale)
        self.lowest, self.lift = self.top**-self.below, 1.0
        x = Axis(float(samples[0]), float(samples[-1]), log=True, ticks=numbers)
        y = Axis(self.lowest, self.top, log=True, ticks=())
        self.chart = Chart(self.area.low, self.area.high, x, y, theme, size=size)
        self.levels = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        self.between = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        self.best = VMobject(stroke_color=theme.highlight, stroke_width=2.5)
        self.noise = sentence("the noise alone", small, theme.highlight)
        self.lines = VGroup(*(self.chart.curve(theme.colour_of(k), 6.0) for k in range(4)))
        self.marks = VGroup(*(class_mark(k, theme, 0.14 * scale) for k in range(4)))
        self.marks.set_opacity(0)
        self.sweep = VMobject(stroke_color=theme.text, stroke_width=2, stroke_opacity=0)
        self.grounds = Grounds(curves, self.chart, stage, theme)
        flexible = MODELS.index("flexible")
        self.worst = int(np.argmax(errors[flexible]))
        highest, colour = error_text(float(errors[flexible, self.worst])), theme.colour_of(flexible)
        self.peak = sentence("peak: {error}", small, colour, error=highest).set_opacity(0)
        self.reached = dict.fromkeys(MODELS, 0.0)
        self.active = self.former = MODELS[0]
        self.arrival, self.count = 1.0, float(samples[0])
        super().__init__(
            self.grounds.tints, self.chart, self._labels(hero), self.levels, self.between,
            self.ticks, self.noise, self.sweep, self.lines, self.best, self.marks, self.peak,
            self.grounds.winners, self.names,
        )  # fmt: skip
        self._draw_levels()

    def _labels(self, hero: Area) -> VGroup:
        """Name the axes: the lower one among its numbers, if there is room."""
        low, high, numbers = self.area.low, self.area.high, self.chart.numbers
        self.up.scale(min(1.0, (high[1] - low[1]) / self.up.height))
        self.up.move_to(at(hero.low[0] + 0.5 * self.up.width, (low[1] + high[1]) / 2))
        if self.is_among:
            k = int(np.argmax(np.diff([number.get_x() for number in numbers])))
            middle = (numbers[k].get_right() + numbers[k + 1].get_left()) / 2
            self.across.move_to(at(middle[0], numbers[k].get_y()))
        else:
            foot = hero.low[1] + TITLE * self.stage.scale
            self.across.move_to(at(high[0], foot), aligned_edge=RIGHT)
        return VGroup(self.up, self.across)

    def enter(self, model: str) -> None:
        """Let a model stand ready at the fewest points, not yet seen."""
        self.former, self.active, self.arrival = self.active, model, 0.0
        self.reached[model] = float(self.curves.samples[0])

    def draw(self, count: float, arrival: float = 1.0) -> None:
        """Draw all curves as far as they have come, and the active one's end.

        Parameters
        ----------
        count : float
            Number of points at which the active one stands.
        arrival : float
            How clearly it is seen, from 0 to 1; as clearly the former one is still lit.
        """
        self.count, self.arrival = count, arrival
        self.reached[self.active] = max(self.reached[self.active], count)
        self._lift(max(1.0, ROOM * self.curves.error_at(self.active, count) / self.top))
        entered = [model for model in MODELS if self.reached[model]]
        ends = np.array([self._draw_curve(model, self.reached[model]) for model in entered])
        lit = {self.former: 1 - arrival} | {self.active: arrival}
        for model in entered:
            self._light(model, lit.get(model, 0.0))
        here = entered.index(self.active)
        self.names.ride(entered, here, ends, [self.reached[model] for model in entered], self.area)
        for model, end in zip(entered, ends, strict=True):
            inside = self._inside(end[1])
            self.names.show_name(model, arrival if model == self.active else inside)
        self._stand_line(ends[here], 0.5 * arrival)
        self._tell_peak(self.reached["flexible"], self.active, self.area.high[0])

    def draw_all(
        self, count: float, together: float = 1.0, shown: float = 1.0, seen: float = 1.0
    ) -> None:
        """Draw all four curves as far as the same number of points, with a line across them.

        The oracle is only a bound now, dashed: it is none of those that are compared.

        Parameters
        ----------
        count : float
        together : float
            How clearly those are lit that were not active before, and the line.
        shown : float
            How clearly it is seen who errs least.
        seen : float
            How clearly the curves are seen.
        """
        self.count = count
        self._lift(1.0)
        ends = np.array([self._draw_curve(model, count) for model in MODELS])
        for model, end in zip(MODELS, ends, strict=True):
            self._light(model, 1.0 if model == self.active else together)
            if end[1] > self.area.high[1]:
                self.marks[MODELS.index(model)].set_opacity(0)
        if together:
            for part in (self.lines[0], self.marks[0], self.names[0]):
                part.set_color(self.theme.muted)
            line, step = self.lines[0], DASH * self.stage.scale
            line.points = as_points(dashes(line.points[:, :2], step))
        within = np.minimum(ends, self.area.high - [0, 0.2 * self.stage.scale])
        self.names.line_up(within, count, self._above_noise(ends[0, 0]))
        self._stand_line(np.array([ends[0, 0], self.area.high[1]]), together)
        self.grounds.reach(ends[0, 0], shown)
        self._tell_peak(count, "flexible", ends[0, 0])
        if seen < 1:
            for part in (*self.lines, *self.marks, *self.names, self.sweep, self.peak):
                for each in part.family_members_with_points():
                    each.set_fill(opacity=seen * each.get_fill_opacity())
                    each.set_stroke(opacity=seen * each.get_stroke_opacity())

    def _above_noise(self, end: float) -> Area:
        """Return where names may stand: above that of the noise, unless they have passed it."""
        scale, low = self.stage.scale, self.area.low.copy()
        level = float(self.chart.place(self.curves.samples[0], 1.0)[1]) + CLEAR * scale
        left = (self.area.high[0] - end) / (0.5 * scale)
        low[1] += smoothstep(float(np.clip(left, 0, 1))) * (level - low[1])
        return Area(low, self.area.high)

    def _lift(self, factor: float) -> None:
        """Let the axis reach higher, or as high as at first; the noise stays where it is."""
        if factor != self.lift:
            self.lift, top = factor, self.top * factor
            self.chart.y = Axis(top**-self.below, top, log=True, ticks=())
            self._draw_levels()

    def _inside(self, height: float) -> float:
        """Return how clearly what stands at a height is seen: not beyond the window."""
        room = min(height - self.area.low[1], self.area.high[1] - height) / self.stage.scale
        return float(smoothstep(float(np.clip((room + 0.02) / 0.2, 0, 1))))

    def _draw_levels(self) -> None:
        """Draw lines at round errors, and the line of the noise, where the window is."""
        (left, low), (right, high) = self.area.low, self.area.high
        scale = self.stage.scale
        ends: dict[bool, list[list[list[float]]]] = {True: [], False: []}
        room = np.log(self.top) / np.log(self.top * self.lift)
        apart = smoothstep(float(np.clip((room - SHORT[0]) / (SHORT[1] - SHORT[0]), 0, 1)))
        for tick, value in zip(self.ticks, self.steps, strict=True):
            y = float(self.chart.place(self.curves.samples[0], value)[1])
            is_ten = bool(np.log10(value) % 1 < 1e-9)
            seen = self._inside(y) * (1.0 if is_ten else apart)
            tick.write(tick_text(value) if seen > 0 else "").set_fill(opacity=seen)
            if seen > 0:
                tick.move_to(at(left - 0.24 * scale, y), aligned_edge=RIGHT)
            if low < y < high and value > 1:
                ends[is_ten].append([[left, y], [right, y]])
        for lines, is_ten in ((self.levels, True), (self.between, False)):
            found = np.array(ends[is_ten]).reshape(-1, 2, 2)
            lines.points = as_points(straight(found[:, 0], found[:, 1]))
        self.between.set_stroke(opacity=apart)
        level = self.chart.place(self.curves.samples[[0, -1]], 1.0)
        seen = self._inside(level[0, 1])
        self.best.points = as_points(straight(level[:1], level[1:]))
        self.best.set_stroke(opacity=seen)
        middle = (level[0, 1] + low) / 2
        self.noise.move_to(at(left + 0.15 * scale, max(middle, low)), aligned_edge=LEFT)
        self.noise.set_opacity(seen)

    def _draw_curve(self, model: str, end: float) -> np.ndarray:
        """Draw a curve, and return its end."""
        k, samples = MODELS.index(model), self.curves.samples
        x = np.append(samples[samples < end], end)
        score = np.interp(np.log(x), np.log(samples), self.curves.score(model))
        self.lines[k].set_values(x, 10**-score)
        place = self.chart.place(end, 10 ** -score[-1])
        self.marks[k].move_to(at(*place))
        return np.asarray(place)

    def _light(self, model: str, level: float) -> None:
        k = MODELS.index(model)
        self.marks[k].set_opacity(level)
        self.lines[k].set_stroke(opacity=DIM + (1 - DIM) * level)

    def _stand_line(self, top: np.ndarray, seen: float) -> None:
        self.sweep.points = as_points(straight(at(top[0], self.area.low[1])[None, :2], top[None]))
        self.sweep.set_stroke(opacity=seen)

    def _tell_peak(self, count: float, rider: str, line: float) -> None:
        """Write how high a peak is that the window cuts off; it makes way for a name and a line."""
        scale, at_peak = self.stage.scale, self.curves.samples[self.worst]
        x, y = self.chart.place(at_peak, self.curves.error_at("flexible", at_peak))
        seen = smoothstep(float(np.clip((y - self.area.high[1]) / (0.3 * scale), 0, 1)))
        seen *= smoothstep(float(np.clip((count / at_peak - 1.3) / 0.3, 0, 1)))
        left = x + PEAK_ROOM * scale
        self.peak.move_to(at(left, self.area.high[1] - 0.72 * scale), aligned_edge=LEFT)
        passed = (line - self.peak.get_right()[0]) / (0.2 * scale)
        if line < self.area.high[0]:
            seen *= smoothstep(float(np.clip(passed, 0, 1)))
        name = self.names[MODELS.index(rider)]
        gaps = np.abs(name.get_center() - self.peak.get_center())[:2]
        gaps -= (np.array([name.width, name.height]) + [self.peak.width, self.peak.height]) / 2
        clear = smoothstep(float(np.clip(gaps.max() / (0.2 * scale), 0, 1)))
        self.peak.set_opacity(seen * clear)
