"""The error against the number of weights, both on logarithmic scales."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, VGroup, VMobject

from scenes.films.why_now.mobjects.fit_numbers import error_text
from scenes.films.why_now.mobjects.fit_track import FitTrack
from scenes.languages.numbers import grouped
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Area, Stage, plated
from scenes.theme.theme import Theme

SEEN, FAINT = 0.3, 0.08
"""Opacity of single draws, before and behind their median."""
FIRST, SLOWLY = 10, 0.6
"""How many draws come one after the other, and in which share of the time."""
INSET = 0.58, 0.58
"""Where the frame of the picture begins, as shares of the chart's width and height."""
PAD = 0.15
"""Between the picture in the chart and its frame, in frame units of 16:9."""


class ErrorChart(VGroup):
    """Test and training error of the shown draw, of all draws, and their median.

    Parameters
    ----------
    track : FitTrack
    stage, theme

    Attributes
    ----------
    inset : Area
        Room for a picture in a frame, above the right end of the lines.
    draws, band, median : VMobject
        Of all draws; empty until they are drawn.
    """

    def __init__(self, track: FitTrack, stage: Stage, theme: Theme) -> None:
        self.track, self.result = track, track.result
        self.stage, self.theme = stage, theme
        scale, result = stage.scale, track.result
        low = stage.hero.low + np.array([0.95, 1.0]) * scale
        high = stage.hero.high - np.array([0.4, 0.4]) * scale
        shown = result.test[result.shown]
        floor = min(result.noise**2, float(shown.min()))
        top = 2 * max(float(shown.max()), float(result.median.max()))
        wide = stage.hero.size[0] > stage.hero.size[1]
        size = stage.text_size(25 if wide else 20)
        self.chart = Chart(
            low, high, Axis(1, float(result.sizes[-1]), log=True),
            Axis(floor / 8, top, log=True), theme, size=size,
        )  # fmt: skip
        self.box = Area(low, high)
        upward = sentence("mean squared error", size, theme.muted)
        upward.move_to(at(low[0], high[1] + 0.24 * scale), aligned_edge=LEFT)
        across = sentence("number of weights", size, theme.muted)
        across.move_to(at(high[0], low[1] - 0.76 * scale), aligned_edge=RIGHT)
        self.noise = self._dashes([1, result.sizes[-1]], [result.noise**2] * 2, theme.muted)
        self.border = self._dashes([result.samples] * 2, [floor / 8, top], theme.muted)
        self.training = VMobject(stroke_color=theme.positive, stroke_width=4)
        self.test = VMobject(stroke_color=theme.loss, stroke_width=6)
        self.draws = VMobject(stroke_color=theme.muted, stroke_width=2, stroke_opacity=SEEN)
        self.band = VMobject(fill_color=theme.loss, fill_opacity=0.25, stroke_width=0)
        self.median = VMobject(stroke_color=theme.text, stroke_width=6)
        self.dot = Dot(radius=0.14 * scale, color=theme.highlight)
        self.names = self._names(theme, size)
        if self.names[2].get_left()[0] < upward.get_right()[0] + 0.2 * scale:  # below it, then
            inside = at(self.border.get_right()[0] + 0.1 * scale, high[1])
            self.names[2].move_to(inside, aligned_edge=UP + LEFT)
        beside = self.chart.place(2.05 * result.samples, top)[0]
        beside = max(beside, low[0] + INSET[0] * self.box.size[0])
        corner = np.array([beside, low[1] + INSET[1] * self.box.size[1]])
        self.inset = Area(corner + PAD * scale, high - PAD * scale)
        self.frame = VMobject(stroke_color=theme.edge, stroke_width=2.5)
        self.frame.set_fill(theme.background, opacity=1)
        corners = np.array([corner, [high[0], corner[1]], high, [corner[0], high[1]]])
        self.frame.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        super().__init__(
            self.chart, upward, across, self.noise, self.border, self.draws, self.band,
            self.training, self.median, self.test, self.frame, self.dot,
        )  # fmt: skip

    def trace(self, place: float) -> None:
        """Draw the shown draw's errors from one weight to a place, and the dot there."""
        before = np.arange(np.ceil(place))
        x, test, training = np.array([self.track.errors(each) for each in (*before, place)]).T
        self._run(self.test, x, test)
        self._run(self.training, x, training)
        self.move(place)

    def move(self, place: float) -> None:
        """Move the dot along the shown draw's test error."""
        x, y, _ = self.track.errors(place)
        self.dot.move_to(at(*np.clip(self.chart.place(x, y), self.box.low, self.box.high)))

    def fan_out(self, progress: float) -> None:
        """Draw all draws' test errors: the first ones one after the other, then the rest."""
        few = min(FIRST, len(self.result.test))
        count = np.interp(progress, (0.0, SLOWLY, 1.0), (0, few, len(self.result.test)))
        pieces = [np.zeros((0, 4, 2))]
        for errors in self.result.test[: int(count + 1e-9)]:
            places = self.chart.place(self.result.sizes, errors)
            pieces.append(straight(places[:-1], places[1:]))
        clipped = clip_to_box(np.concatenate(pieces), self.box.low, self.box.high)
        self.draws.points = as_points(clipped)
        self.test.set_stroke(width=6 - 3 * progress)
        gone = 1 - min(1.0, 5 * progress)
        self.training.set_stroke(opacity=gone)
        for name in (self.names[1], *self.names[4:]):
            name.set_fill(opacity=gone)

    def sum_up(self, progress: float) -> None:
        """Draw median and band from the left on, while single draws grow faint behind them."""
        self.draws.set_stroke(opacity=SEEN - (SEEN - FAINT) * progress)
        self.test.set_stroke(opacity=1 - 0.5 * progress)
        end = 1 + round(progress * self.track.last)
        sizes, (low, high) = self.result.sizes[:end], self.result.band[:, :end]
        foot, head = (self.chart.place(sizes, values) for values in (low, high))
        outline = np.clip(np.concatenate([foot, head[::-1]]), self.box.low, self.box.high)
        self.band.points = as_points(straight(outline, np.roll(outline, -1, axis=0)))
        self._run(self.median, sizes, self.result.median[:end])

    @property
    def single(self) -> VGroup:
        """What is of the shown draw alone, and what is said of it."""
        return VGroup(self.training, self.test, self.dot, self.names[1], *self.names[4:])

    def drop_single(self) -> None:
        """Take that out, once it has faded."""
        for each in self.single:
            self.remove(each)
            self.names.remove(each)

    def landmarks(self) -> VGroup:
        """Ring the median's least error before as many weights as points, and its last."""
        errors, gap = self.result.median, 0.12 * self.stage.scale
        found = VGroup()
        for fit in (self.result.best_before(errors), self.track.last):
            count = float(self.result.sizes[fit])
            place = self.chart.place(count, float(errors[fit]))
            ring = Dot(radius=0.16 * self.stage.scale, color=self.theme.highlight)
            ring.set_fill(opacity=0).set_stroke(width=5)
            text = sentence(
                "error {error} at {count}", self.stage.text_size(28), self.theme.highlight,
                bold=True, error=error_text(errors[fit]), count=grouped(count),
            )  # fmt: skip
            is_last = fit == self.track.last
            away = np.array([0.0, (2.2 if is_last else 8.5) * gap])
            text.move_to(at(*(place + away)), aligned_edge=DOWN + RIGHT)
            text.shift(at(max(0.0, self.box.low[0] + gap - text.get_left()[0]), 0.0))
            over = self.names[0].get_top()[1] + gap - text.get_bottom()[1]
            if not is_last and text.get_left()[0] < self.names[0].get_right()[0] + gap:
                text.shift(at(0.0, max(0.0, over)))
            found.add(ring.move_to(at(*place)), plated(text, self.theme, 0.04))
        return found

    def _run(self, line: VMobject, x: np.ndarray, y: np.ndarray) -> None:
        places = self.chart.place(x, y)
        segments = straight(places[:-1], places[1:])
        line.points = as_points(clip_to_box(segments, self.box.low, self.box.high))

    def _dashes(self, x: list[float], y: list[float], colour: str) -> VMobject:
        start, end = self.chart.place(np.array(x), np.array(y))
        ends = np.linspace(start, end, 2 * round(4 * float(np.linalg.norm(end - start))) + 1)
        line = VMobject(stroke_color=colour, stroke_width=2)
        line.points = as_points(straight(ends[:-1:2], ends[1::2]))
        return line

    def _names(self, theme: Theme, size: float) -> VGroup:
        """Write what each line is, beside it."""
        scale, result = self.stage.scale, self.result
        gap = 0.12 * scale
        left, bottom = self.box.low
        above = self.chart.place(1, float(result.test[result.shown, :3].max()))
        test = sentence("test error", size, theme.loss)
        test.move_to(at(left + gap, above[1] + 2 * gap), aligned_edge=DOWN + LEFT)
        training = sentence("training error", size, theme.positive)
        training.move_to(at(left + gap, bottom + gap), aligned_edge=DOWN + LEFT)
        border = self.chart.place(result.samples, self.chart.y.high)
        equal = sentence("weights = points", size, theme.muted)
        equal.move_to(at(border[0], border[1] + 0.24 * scale), aligned_edge=LEFT)
        noise = self.chart.place(float(result.sizes[-1]), result.noise**2)
        alone = sentence("the noise alone", size, theme.muted)
        alone.move_to(at(noise[0] - gap, noise[1] - gap), aligned_edge=UP + RIGHT)
        names = VGroup(plated(test, theme, 0.04), training, equal, alone)
        if result.threshold is not None:
            first = float(result.sizes[result.threshold])
            none = sentence("training error 0", size, theme.positive)
            start = self.chart.place(first, self.chart.y.low)[0] + gap
            names.add(none.move_to(at(start, bottom + gap), aligned_edge=DOWN + LEFT))
        return names
