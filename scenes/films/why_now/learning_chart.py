"""Errors against the number of training points, in a window that can open upwards."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Group, VGroup, VMobject, smoothstep

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.languages.numbers import by_size, grouped, power_of_ten
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.spreading import spread
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

PEAK_ROOM = 0.55
"""Between a peak and what is written of it."""
LOWEST = 0.75
"""Lower end of the axis of errors: a little room below the noise, which is 1."""
PEAK = (0.7, 1.6)
"""Numbers of points for each feature between which errors may leave the near window."""


def error_text(value: float) -> str:
    """Write an error, in times the noise: 1.11, 11.3, 3,305, 4 × 10⁷."""
    return by_size(value, {10: 2, 100: 1}) if value < 1e5 else power_of_ten(value, 0)


COLUMN, SMALLER = 2.85, 0.78
"""Width of the column of names in 16:9, and how much smaller it is in a narrow frame."""


class LearningChart(Group):
    """Learning curves that grow, each with its name and error at the right.

    All models that have entered stand at the same number of points.

    Parameters
    ----------
    curves : LearningCurves
    stage, theme
    hero : Area, optional
        Where it stands; all of the stage's hero by default.

    Attributes
    ----------
    near, far : float
        Upper ends of the window: below the peak, and above it.
    best : VMobject
        The line of the noise alone; it enters by itself.
    names : dict of str to VGroup
        Mark, name and error of each model; they enter one by one.
    """

    def __init__(
        self, curves: LearningCurves, stage: Stage, theme: Theme, hero: Area | None = None
    ) -> None:
        self.curves, self.stage, self.theme = curves, stage, theme
        hero = hero or stage.hero
        scale, samples = stage.scale, curves.samples
        low = hero.low + np.array([0.8, 0.9]) * scale
        self.letters = SMALLER if stage.is_upright else 1.0
        column = COLUMN * self.letters * scale
        self.area = Area(low, hero.high - np.array([column, 0.15 * scale]))
        medians = np.array([10 ** -curves.score(model) for model in MODELS])
        calm = (samples < PEAK[0] * curves.features) | (samples > PEAK[1] * curves.features)
        self.near = 1.25 * float(medians[:, calm].max())
        self.far = max(1.6 * float(medians.max()), self.near)
        tens = 10 ** np.arange(2, 1 + np.floor(np.log10(samples[-1])))
        x = Axis(float(samples[0]), float(samples[-1]), log=True, ticks=(float(samples[0]), *tens))
        size = stage.text_size(20)
        self.chart = Chart(
            self.area.low, self.area.high, x, Axis(LOWEST, self.near, log=True, ticks=()), theme,
            size=size,
        )  # fmt: skip
        self.levels = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        decades = range(int(np.ceil(np.log10(self.far))))
        self.steps = [(digit, 10.0**decade) for decade in decades for digit in (1, 2, 5)]
        self.best = VMobject(stroke_color=theme.highlight, stroke_width=2.5)
        self.ticks = VGroup(*(LiveNumber(size, theme.muted, bold=False) for _ in self.steps))
        self.bands, self.lines = VGroup(), VGroup()
        for k in range(len(MODELS)):
            colour = theme.colour_of(k)
            self.bands.add(VMobject(fill_color=colour, fill_opacity=0.2, stroke_width=0))
            self.lines.add(self.chart.curve(colour, 6.0))
        self.marks = VGroup(
            *(class_mark(k, theme, 0.13 * scale) for k in range(len(MODELS)))
        ).set_opacity(0)
        notes = VGroup()
        if (repeats := len(curves.errors)) > 1:
            note = sentence(
                "line: median of {repeats} repeats; band: their middle half", size, theme.muted,
                repeats=repeats,
            )  # fmt: skip
            notes.add(note.move_to(at(low[0], low[1] - 0.64 * scale), aligned_edge=LEFT))
        self.worst = int(np.argmax(medians[MODELS.index("flexible")]))
        highest = error_text(float(medians[MODELS.index("flexible")][self.worst]))
        colour = theme.colour_of(MODELS.index("flexible"))
        self.peak = sentence("peak: {error}", size, colour, error=highest).set_opacity(0)
        self.names = self._names()
        self.reached = dict.fromkeys(MODELS, 0.0)
        self.count, self.top = float(samples[0]), self.near
        super().__init__(
            self.chart, notes, self.levels, self.ticks, self.bands, self.lines, self.marks,
            self.peak,
        )  # fmt: skip
        self.draw(self.count)

    def enter(self, model: str) -> VGroup:
        """Let a model enter, and return its name and its mark on the curve, to be faded in."""
        self.reached[model] = float(self.curves.samples[0])
        self.marks[MODELS.index(model)].set_opacity(1)
        self.draw(self.count)
        return VGroup(self.names[model], self.marks[MODELS.index(model)])

    def draw(self, count: float, top: float | None = None) -> None:
        """Draw all curves as far as they have come, and their ends at a number of points.

        Parameters
        ----------
        count : float
            A model whose curve has not come so far goes on to there.
        top : float, optional
            Upper end of the window; as before by default.
        """
        self.count, self.top = count, top or self.top
        self.chart.y = Axis(LOWEST, self.top, log=True, ticks=())
        self._draw_levels()
        entered = [model for model in MODELS if self.reached[model]]
        heights = []
        for model in entered:
            self.reached[model] = max(self.reached[model], count)
            k = MODELS.index(model)
            self._draw_curve(k, model, self.reached[model])
            error = self.curves.error_at(model, count)
            place = np.clip(self.chart.place(count, error), self.area.low, self.area.high)
            self.marks[k].move_to(at(*place))
            heights.append(place[1])
        self._tell_peak()
        gap = 0.46 * self.stage.scale
        apart = spread(np.array(heights), gap, self.area.low[1], self.area.high[1])
        for model, height in zip(entered, apart.tolist(), strict=True):
            self._put_name(model, height)

    def _draw_curve(self, k: int, model: str, end: float) -> None:
        samples = self.curves.samples
        x = np.append(samples[samples < end], end)
        score, low, high = (
            np.interp(np.log(x), np.log(samples), values)
            for values in (self.curves.score(model), *self.curves.band(model))
        )
        self.lines[k].set_values(x, 10**-score)
        foot, head = (self.chart.place(x, 10**-each) for each in (low, high))
        outline = np.concatenate([foot, head[::-1]])
        outline = np.clip(outline, self.area.low, self.area.high)
        self.bands[k].points = as_points(straight(outline, np.roll(outline, -1, axis=0)))

    def _tell_peak(self) -> None:
        """Write how high the flexible model's peak is where the window cuts it off."""
        at_peak = self.curves.samples[self.worst]
        error = self.curves.error_at("flexible", at_peak)
        passed = self.reached["flexible"] / at_peak
        seen = smoothstep(float(np.clip(np.log(error / self.top), 0, 1)))
        seen *= smoothstep(float(np.clip((passed - 1.3) / 0.3, 0, 1)))
        self.peak.set_opacity(seen)
        left = self.chart.place(at_peak, self.top)[0] + PEAK_ROOM * self.stage.scale
        right = min(left + self.peak.width / 2, self.area.high[0] - self.peak.width / 2)
        self.peak.move_to(at(right, self.area.high[1] - 0.2 * self.stage.scale))

    def _put_name(self, model: str, height: float) -> None:
        mark, name, number = self.names[model]
        scale = self.letters * self.stage.scale
        left = self.area.high[0] + 0.42 * scale
        mark.move_to(at(left, height))
        name.move_to(at(left + 0.22 * scale + name.width / 2, name.get_y()))
        name.shift(at(0, height - self.rows[model]))
        self.rows[model] = height
        number.place(at(self.stage.hero.high[0], height - 0.11 * scale))
        # Of the number of points that is written, which is whole.
        number.write(error_text(self.curves.error_at(model, round(self.count))))

    def _names(self) -> dict[str, VGroup]:
        size, scale = self.stage.text_size(22) * self.letters, self.letters * self.stage.scale
        words = {
            "oracle": sentence("oracle", size, self.theme.text),
            "expert": sentence("expert", size, self.theme.text),
            "flexible": sentence("flexible", size, self.theme.text),
            "regularised": sentence("lasso", size, self.theme.text),
        }
        self.rows = dict.fromkeys(MODELS, 0.0)
        names = {}
        for k, (model, name) in enumerate(words.items()):
            colour = self.theme.colour_of(k)
            number = LiveNumber(self.stage.text_size(24) * self.letters, colour, align=1)
            errors = 10 ** -self.curves.score(model)
            number.write(max(map(error_text, errors.tolist()), key=len))
            room = (COLUMN - 0.79) * scale - number.width
            name.scale(min(1.0, room / name.width))
            mark = class_mark(k, self.theme, 0.11 * scale)
            names[model] = VGroup(mark, name.shift(-name.get_center()), number)
        return names

    def _draw_levels(self) -> None:
        """Draw lines at round errors; numbers between powers of ten fade where it gets tight."""
        decade = self.area.size[1] / np.log10(self.top / LOWEST) / self.stage.scale
        between = smoothstep(float(np.clip((decade - 1.5) / 0.6, 0, 1)))
        ends = []
        for tick, (digit, power) in zip(self.ticks, self.steps, strict=True):
            y = float(self.chart.place(self.curves.samples[0], digit * power)[1])
            room = (self.area.high[1] - y) / self.stage.scale
            seen = smoothstep(float(np.clip((room - 0.1) / 0.3, 0, 1)))
            seen *= 1.0 if digit == 1 else between
            tick.set_fill(opacity=seen)
            value = digit * power
            text = grouped(value) if value < 1e5 else power_of_ten(value, 0)
            tick.write(text if seen > 0 else "")
            if seen > 0:
                tick.move_to(at(self.area.low[0] - 0.15 * self.stage.scale, y), aligned_edge=RIGHT)
            if seen > 0 and room > 0:
                ends.append([[self.area.low[0], y], [self.area.high[0], y]])
        level = self.chart.place(self.curves.samples[[0, -1]], 1.0)
        self.best.points = as_points(straight(level[:1], level[1:]))
        lines = np.array(ends)
        self.levels.points = as_points(straight(lines[:, 0], lines[:, 1]))
