"""The losses over the steps of a training, as far as it has come."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, Dot, VGroup, VMobject

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.languages.numbers import grouped
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.chart import tick_text
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIZE = 22
"""Font size of numbers and labels in 16:9."""
SAMPLES = 500
"""Most steps through which a curve runs."""
MARGIN = np.array([[0.7, 0.8], [0.2, 0.1]])
"""Room around the box for numbers and labels, in frame units of 16:9: left, below; right, above."""
ROOM = 1.2
"""The ends of the axis of losses are by this factor beyond the least and the greatest of them."""
MOST = 4
"""Numbers at the axis of losses."""
FEWEST = 1e-6
"""Losses below this share of the greatest stand at the foot."""


class LossChart(VGroup):
    """Training and validation loss, with a dot on each.

    Steps lie evenly in log(1 + step), losses in log(loss), from the least to the greatest.

    Parameters
    ----------
    fit : FittedCurve
    area : Area
        Of the chart with its numbers.
    stage, theme

    Attributes
    ----------
    ends : (float, float)
        The least and the greatest loss on the axis.
    mark : VGroup
        A line at the best step, with its name; not a part of the chart.
    """

    def __init__(self, fit: FittedCurve, area: Area, stage: Stage, theme: Theme) -> None:
        self.fit, self.stage = fit, stage
        self.last = fit.recording.last_step
        self.box = Area(area.low + stage.scale * MARGIN[0], area.high - stage.scale * MARGIN[1])
        none = np.full(1, np.nan)
        self.known = [
            _thinned(fit.recording.metrics.loss),
            _thinned(none if fit.losses is None else fit.losses),
        ]
        self.ends = self._ends()
        self.axes = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        self.levels = self._numbers(theme)
        self.lines = [
            VMobject(stroke_color=colour, stroke_width=4) for colour in (theme.positive, theme.loss)
        ]
        self.dots = [Dot(radius=0.09 * stage.scale, color=line.get_color()) for line in self.lines]
        count = 1 + (fit.losses is not None)
        numbers = [number for _, number in self.levels]
        super().__init__(
            self.axes, *numbers, self._steps(theme), *self.lines[:count], *self.dots[:count]
        )
        self.mark = self._mark(theme)
        self._draw_axes()

    def draw(self, step: float) -> None:
        """Put the dots at a step; the curves run there."""
        low, high = self.box.low, self.box.high
        losses = (self.fit.training_loss, self.fit.validation_loss)
        for (x, y), loss, line, dot in zip(self.known, losses, self.lines, self.dots, strict=True):
            if len(x):
                before = x < step
                places = self.place(np.append(x[before], step), np.append(y[before], loss(step)))
                segments = clip_to_box(straight(places[:-1], places[1:]), low, high)
                line.points = as_points(segments)
                dot.move_to(at(*np.clip(self.place(step, loss(step)), low, high)))

    def place(self, step: np.ndarray | float, loss: np.ndarray | float) -> np.ndarray:
        """Return where a loss stands at a step, array (…, 2)."""
        across = np.log1p(np.asarray(step, dtype=float)) / np.log1p(self.last)
        least, greatest = np.log(self.ends)
        upward = np.log(np.maximum(loss, self.ends[0])) - least
        upward = upward / (greatest - least)
        shares = np.stack(np.broadcast_arrays(across, upward), axis=-1)
        placed: np.ndarray = self.box.low + shares * self.box.size
        return placed

    def _ends(self) -> tuple[float, float]:
        losses = np.concatenate([y for _, y in self.known])
        greatest = float(losses.max()) or 1.0
        least = max(float(losses.min()), FEWEST * greatest)
        return least / ROOM, greatest * ROOM

    def _draw_axes(self) -> None:
        (left, bottom), (right, top) = self.box.low, self.box.high
        ends = [[[left, bottom], [right, bottom]], [[left, bottom], [left, top]]]
        for value, number in self.levels:
            height = float(self.place(0, value)[1])
            number.write(tick_text(value))
            number.move_to(at(left - 0.12 * self.stage.scale, height), aligned_edge=RIGHT)
            ends.append([[left, height], [right, height]])
        lines = np.array(ends)
        self.axes.points = as_points(straight(lines[:, 0], lines[:, 1]))

    def _numbers(self, theme: Theme) -> list[tuple[float, LiveNumber]]:
        """Return numbers of the axis of losses, not yet written: round ones in its range.

        They are powers of ten, or, if there are fewer than two, 1, 2 and 5 times such.
        """
        size = self.stage.text_size(SIZE)
        least, greatest = self.ends
        powers = range(int(np.floor(np.log10(least))), int(np.ceil(np.log10(greatest))) + 1)
        for leading in ((1,), (1, 2, 5), range(1, 10)):
            values = [each * 10.0**power for power in powers for each in leading]
            # One at the very foot would touch the steps below.
            values = [value for value in values if 1.1 * least < value < greatest]
            if len(values) > 1:
                break
        apart = -(-len(values) // MOST)
        return [(each, LiveNumber(size, theme.muted, bold=False)) for each in values[::-apart]]

    def _steps(self, theme: Theme) -> VGroup:
        """Return numbers and name of the axis of steps."""
        scale, size, foot = self.stage.scale, self.stage.text_size(SIZE), self.box.low[1]
        numbers = VGroup()
        for step in (0.0, *(10.0**k for k in range(1, 10) if 10.0**k <= self.last)):
            number = LiveNumber(size, theme.muted, bold=False).write(grouped(step))
            x = float(self.place(step, 0)[0])
            numbers.add(number.next_to(at(x, foot), DOWN, buff=0.12 * scale))
        name = sentence("training step", size, theme.muted)
        return VGroup(numbers, name.move_to(at(self.box.centre[0], foot - 0.62 * scale)))

    def _mark(self, theme: Theme) -> VGroup:
        """Return a line at the best step, with its name beside its foot, below the curves."""
        name = sentence("least validation loss", self.stage.text_size(SIZE), theme.text)
        x = float(self.place(self.fit.best_step or 0, 0)[0])
        ends = np.linspace(self.box.low[1], self.box.high[1], 26)
        line = VMobject(stroke_color=theme.text, stroke_width=2)
        places = np.column_stack([np.full_like(ends, x), ends])
        line.points = as_points(straight(places[:-1:2], places[1::2]))
        gap = 0.15 * self.stage.scale
        sides = x - self.box.low[0], self.box.high[0] - x
        # The curves come to the foot on the right, if at all.
        is_left = sides[0] > 0.7 * name.width or sides[0] > sides[1]
        name.scale(min(1.0, float(sides[0 if is_left else 1] - 2 * gap) / name.width))
        middle = x + (-1 if is_left else 1) * (gap + name.width / 2)
        height = float(self.box.low[1]) + 0.3 * self.stage.scale
        return VGroup(line, name.move_to(at(middle, height)))


def _thinned(losses: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return steps that lie evenly on the axis, and the losses that were measured then."""
    known = np.flatnonzero(np.isfinite(losses))
    if not len(known):
        return np.zeros(0), np.zeros(0)
    even = np.expm1(np.linspace(0, np.log1p(known[-1]), SAMPLES))
    steps = known[np.unique(np.searchsorted(known, even).clip(max=len(known) - 1))]
    return steps.astype(float), losses[steps].astype(float)
