"""Errors against the number of training points, in a window that can open upwards."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Group, VGroup, VMobject, smoothstep

from engine.experiments.more_data import KNOWN, MODELS, LearningCurves
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


PEAKED = 2.0
"""The flexible model has a peak if it errs so many times as much there as with half the points."""


def has_peak(curves: LearningCurves) -> bool:
    """Return whether the flexible model errs most, and far more, where points equal features."""
    errors = 10 ** -curves.score("flexible")
    here, before = (curves.error_at("flexible", curves.features * share) for share in (1, 0.5))
    return bool(curves.samples[errors.argmax()] == curves.features and here > PEAKED * before)


SMALLER = 0.78
"""How much smaller names are in a narrow frame."""
ASIDE = 0.28
"""From the end of a curve to its name, in 16:9."""
DIM = 0.5
"""Opacity of the curves that are not spoken of."""
NAMES = {
    "oracle": "oracle",
    "expert": "expert",
    "flexible": "flexible",
    "regularised": "lasso",
}


class LearningChart(Group):
    """Learning curves that grow one after another, each with its name and error at its end.

    Parameters
    ----------
    curves : LearningCurves
    stage, theme
    hero : Area, optional
        Where it stands; all of the stage's hero by default.

    Attributes
    ----------
    close, near, far : float
        Upper ends of the window: above those who are told something, below the peak, and above it.
    active : str
        The model whose curve is drawn now.
    names : dict of str to VGroup
        Name and error of each model.
    """

    def __init__(
        self, curves: LearningCurves, stage: Stage, theme: Theme, hero: Area | None = None
    ) -> None:
        self.curves, self.stage, self.theme = curves, stage, theme
        hero = hero or stage.hero
        scale, samples, self.right = stage.scale, curves.samples, float(hero.high[0])
        low = hero.low + np.array([0.8, 0.9]) * scale
        self.letters = SMALLER if stage.is_upright else 1.0
        self.names = self._names()
        widest = max(name.width for name in self.names.values())
        room = np.array([widest + ASIDE * scale, 0.15 * scale])
        self.area = Area(low, hero.high - room)
        medians = np.array([10 ** -curves.score(model) for model in MODELS])
        calm = (samples < PEAK[0] * curves.features) | (samples > PEAK[1] * curves.features)
        self.near = 1.25 * float(medians[:, calm].max())
        self.close = min(1.3 * float(medians[:2].max()), self.near)
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
        self.noise = sentence("the noise alone", size, theme.highlight)
        self.ticks = VGroup(*(LiveNumber(size, theme.muted, bold=False) for _ in self.steps))
        self.bands, self.lines = VGroup(), VGroup()
        for k in range(len(MODELS)):
            colour = theme.colour_of(k)
            self.bands.add(VMobject(fill_color=colour, fill_opacity=0.2, stroke_width=0))
            self.lines.add(self.chart.curve(colour, 6.0))
        self.marks = VGroup(
            *(class_mark(k, theme, 0.13 * scale) for k in range(len(MODELS)))
        ).set_opacity(0)
        self.heading = stage.put_title(
            sentence("test error (the noise alone = 1)", stage.text_size(24),
                     theme.text)
        )  # fmt: skip
        notes = VGroup()
        if (repeats := len(curves.errors)) > 1:
            told = "median of {repeats} runs, shaded: middle half; weights: of the first"
            note = sentence(told, size, theme.muted, repeats=repeats)
            note.scale(min(1.0, (hero.high[0] - low[0]) / note.width))
            notes.add(note.move_to(at(low[0], low[1] - 0.64 * scale), aligned_edge=LEFT))
        across = sentence("training points", size, theme.muted)
        edge = self.chart.numbers.get_right()[0] + 0.2 * scale
        across.scale(min(1.0, (hero.high[0] - edge) / across.width))
        across.move_to(at(edge, self.chart.numbers.get_y()), aligned_edge=LEFT)
        notes.add(across)
        self.worst = int(np.argmax(medians[MODELS.index("flexible")]))
        highest = error_text(float(medians[MODELS.index("flexible")][self.worst]))
        colour = theme.colour_of(MODELS.index("flexible"))
        told = "peak: {error},\none fit left" if has_peak(curves) else "peak: {error}"
        self.peak = sentence(told, size, colour, error=highest).set_opacity(0)
        self.reached = dict.fromkeys(MODELS, 0.0)
        self.active = MODELS[0]
        self.count, self.top = float(samples[0]), self.close
        super().__init__(
            self.chart, notes, self.levels, self.ticks, self.noise, self.bands, self.lines,
            self.best, self.marks, self.peak, self.heading,
        )  # fmt: skip
        self.draw(self.count)

    def enter(self, model: str) -> None:
        """Let a model enter at the fewest points, while the chart is out of sight."""
        self.reached[model], self.active = float(self.curves.samples[0]), model
        for k, each in enumerate(MODELS):
            now = each == model
            self.marks[k].set_opacity(float(now))
            self.lines[k].set_stroke(opacity=1.0 if now else DIM)
            self.bands[k].set_fill(opacity=0.2 if now else 0.2 * DIM)
        self.add(self.names[model])
        is_told = model in KNOWN and all(each in KNOWN for each in MODELS if self.reached[each])
        self.draw(self.reached[model], self.close if is_told else self.near)

    def draw(self, count: float, top: float | None = None) -> None:
        """Draw all curves as far as they have come, and the active one's end.

        Parameters
        ----------
        count : float
            Number of points at which the active one stands.
        top : float, optional
            Upper end of the window; as before by default.
        """
        self.count, self.top = count, top or self.top
        self.chart.y = Axis(LOWEST, self.top, log=True, ticks=())
        self._draw_levels()
        self._tell_peak()
        entered = [model for model in MODELS if self.reached[model]]
        if self.active not in entered:
            return
        self.reached[self.active] = max(self.reached[self.active], count)
        for model in entered:
            self._draw_curve(MODELS.index(model), model, self.reached[model])
        counts = [count if model == self.active else self.reached[model] for model in entered]
        ends = np.array([self._place(*each) for each in zip(entered, counts, strict=True)])
        here = entered.index(self.active)
        self.marks[MODELS.index(self.active)].move_to(at(*ends[here]))
        self._put_names(entered, here, ends)
        # It makes way for a name that passes over it.
        name = self.names[self.active]
        gaps = np.abs(name.get_center() - self.peak.get_center())[:2]
        gaps -= (np.array([name.width, name.height]) + [self.peak.width, self.peak.height]) / 2
        clear = smoothstep(float(np.clip(gaps.max() / (0.2 * self.stage.scale), 0, 1)))
        self.peak.set_opacity(self.peak_seen * clear)

    def _place(self, model: str, count: float) -> np.ndarray:
        place = self.chart.place(count, self.curves.error_at(model, count))
        return np.asarray(np.clip(place, self.area.low, self.area.high))

    def _put_names(self, entered: list[str], here: int, ends: np.ndarray) -> None:
        """Let the active one's name ride along its curve, until it stands with the others'.

        One that it passes on its way goes out meanwhile.
        """
        unit, scale = self.stage.scale, self.letters * self.stage.scale
        low, high, gap = self.area.low[1], self.area.high[1], 0.46 * scale
        column, left = self.area.high[0] + ASIDE * unit, ends[here, 0] + ASIDE * unit
        riding = smoothstep(float(np.clip((column - left) / (0.5 * unit), 0, 1)))
        others = np.arange(len(entered)) != here
        heights = ends[:, 1].copy()
        heights[here] = min(heights[here] + 0.34 * scale, high - 0.1 * scale)
        heights[others] = spread(ends[others, 1], gap, low, high)
        heights = riding * heights + (1 - riding) * spread(ends[:, 1], gap, low, high)
        beside = column - left - self.names[self.active].width
        for k, model in enumerate(entered):
            count = round(self.count) if k == here else self.reached[model]
            self._put_name(model, left if k == here else column, heights[k], count)
            apart = max(
                (abs(heights[k] - heights[here]) / gap - 0.85) / 0.15, beside / (0.3 * unit)
            )
            seen = 1.0 if k == here else smoothstep(float(np.clip(apart, 0, 1)))
            self.names[model].set_opacity(seen)

    def _put_name(self, model: str, left: float, height: float, count: float) -> None:
        name, number = self.names[model]
        name.shift(at(left + name.width / 2 - name.get_x(), height - self.rows[model]))
        self.rows[model] = height
        scale = self.letters * self.stage.scale
        number.place(at(left + name.width + 0.16 * scale, height - 0.11 * scale))
        number.write(error_text(self.curves.error_at(model, count)))

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
        self.peak_seen = seen
        left = self.chart.place(at_peak, self.top)[0] + PEAK_ROOM * self.stage.scale
        middle = min(left, self.right - self.peak.width) + self.peak.width / 2
        top = self.area.high[1] - 0.1 * self.stage.scale
        self.peak.move_to(at(middle, top - self.peak.height / 2))

    def _names(self) -> dict[str, VGroup]:
        size = self.stage.text_size(24) * self.letters
        self.rows = dict.fromkeys(MODELS, 0.0)
        names = {}
        for k, model in enumerate(MODELS):
            colour = self.theme.colour_of(k)
            name = sentence(NAMES[model], size, colour)
            number = LiveNumber(size, colour)
            errors = 10 ** -self.curves.score(model)
            number.write(max(map(error_text, errors.tolist()), key=len))
            number.shift(RIGHT * (name.width + 0.16 * self.letters * self.stage.scale))
            names[model] = VGroup(name.shift(at(0, -name.get_y())), number)
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
        self.noise.move_to(
            at(self.area.low[0] + 0.15 * self.stage.scale, (level[0, 1] + self.area.low[1]) / 2),
            aligned_edge=LEFT,
        )
        room = (level[0, 1] - self.area.low[1]) / self.noise.height
        self.noise.set_opacity(smoothstep(float(np.clip((room - 1.2) / 0.4, 0, 1))))
        lines = np.array(ends)
        self.levels.points = as_points(straight(lines[:, 0], lines[:, 1]))
