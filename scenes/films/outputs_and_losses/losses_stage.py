"""The stage of the film of losses: one chart in the whole frame, and one prediction in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
from manim import Dot, VGroup, VMobject, linear

from engine.experiments.loss_curves import LossFunction
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from scenes.films.outputs_and_losses.loss_axes import LossChart, span_of
from scenes.films.outputs_and_losses.loss_curve import DOT, LossCurve
from scenes.films.outputs_and_losses.readout import Readout
from scenes.films.outputs_and_losses.squared_errors import SquaredErrors
from scenes.languages.numbers import by_size
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.easing import swell
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

DECIMALS = {9.9995: 3, 99.995: 2}
"""Of losses and gradients, by their size: so that a number has four digits or so."""
INSET = 0.12, 0.1
"""Room at the edges, across and upright, in frame units of 16:9."""
SHORT = {"prediction": "prediction", "probability": "p", "score": "s"}
"""What the number is called that a loss is of."""


class LossesStage(StagedScene):
    """A chart of losses, in which one prediction moves."""

    layout: ClassVar[str] = BAND
    chart: LossChart
    curve: LossCurve
    curves: list[LossCurve]
    dot: Dot
    errors: SquaredErrors
    square: float
    x: float

    def prepare(self) -> None:
        """Begin with nothing: the first act opens with its picture.

        All stands a little further in, where the camera that comes nearer cuts nothing off.
        """
        stage, (x, y) = self.stage, self.stage.scale * np.array(INSET)
        self.stage = replace(
            stage,
            hero=Area(stage.hero.low + [x, y], stage.hero.high - [x, 0.0]),
            title=Area(stage.title.low + [x, 0.0], stage.title.high - [0.0, y]),
            numbers=Area(stage.numbers.low, stage.numbers.high - [x, y]),
        )
        self.picture: VMobject = VGroup()
        self.title: VMobject = VGroup()
        self.math: VMobject = VGroup()
        self.readout: Readout | None = None

    @property
    def side(self) -> int:
        """On which side of the target the prediction is: 1 right, −1 left."""
        return 1 if self.x >= self.chart.span.mark else -1

    @property
    def in_chart(self) -> bool:
        """Whether the chart is on screen, and not another picture."""
        return len(self.picture) > 0 and self.picture[0] is self.chart

    @property
    def far_off(self) -> float:
        """A prediction that is far from right."""
        span = self.chart.span
        return span.low + 0.15 * (span.high - span.low)

    def open_on(self, loss: LossFunction, losses: Sequence[LossFunction], x: float) -> None:
        """Open the film with the error of one prediction, before there is a curve."""
        self._set_chart(loss, losses, x)
        self.square = float(loss.name == "mse")
        self.chart.show_heights(0.0)
        self.curve.seen = (x, x)
        self.show(x)
        self.title = self._title_of(loss)
        self.tracing = False
        self.readout = self._readout_of_one(2)
        self.show(x)
        self.open_with(self.picture, self.title, self.readout, hero=(self.chart,))

    def show(self, x: float) -> None:
        """Draw one prediction; loss and gradient are those of the number that is written."""
        self.x = round(x, self.chart.span.decimals)
        chart = self.chart
        for curve in self.curves:
            curve.go_to(self.x)
        place = chart.place(self.x, 0.0)
        self.dot.move_to(at(*place))
        if chart.span.target is not None:
            end = chart.place(chart.span.target, 0.0)
            self.errors.display(end[:1], place[:1], place[1:], self.square, chart.unit)
        if self.readout is None:
            return
        if len(self.curves) > 1:
            self.readout.show_values([self._text(float(c.value(self.x))) for c in self.curves])
            return
        self.readout.show_values(
            [
                f"{self.x:.{chart.span.decimals}f}",
                self._text(float(self.curve.value(self.x))),
                self._text(self.curve.slope(self.x)),
            ][: len(self.readout.numbers)]
        )

    def walk(self, end: float, seconds: float) -> None:
        """Move the prediction; where the curve is still being drawn, it is drawn so far."""
        start = self.x

        def go(progress: float) -> None:
            x = start + progress * (end - start)
            if self.curve.seen is not None and self.tracing:
                low, high = self.curve.seen
                self.curve.seen = min(low, x), max(high, x)
            self.show(x)

        self.drive_in_place(go, seconds)

    def draw_curve(self) -> None:
        """Let the curve begin at the prediction, and follow it."""
        self.tracing = True
        self.curve.seen = (self.x, self.x)

    def point_out(self) -> None:
        """Light the bar of the error and then the square on it, while they are spoken of."""

        def light(progress: float) -> None:
            bar, square = (swell(min(max(2 * progress - k, 0.0), 1.0)) for k in (0, 1))
            self.errors.light(bar, square * (self.square > 0))

        self.drive_in_place(light, self.reading_time(2.0), linear)

    def lower_square(self) -> None:
        """Let the square sink into its bar, and show what heights mean."""
        square = self.square

        def sink(progress: float) -> None:
            self.square = square * (1 - progress)
            self.chart.show_heights(progress)
            self.show(self.x)

        self.drive_in_place(sink, 0.6)

    def pull(self) -> None:
        """Complete the curve, and let the arrow of the gradient and the formula appear."""
        self.math = self._math_of(self.curve.loss)
        seen = self.curve.seen or (self.chart.x.low, self.chart.x.high)

        def grow(progress: float) -> None:
            self.curve.pulls = progress
            self.curve.run_out(self.x, seen, progress)
            self.show(self.x)

        before, self.readout = self.readout, self._readout_of_one()
        self.show(self.x)
        gone = [] if before is None else [before]
        self.act(*in_turn(gone, [self.readout, self.math]), seconds=0.5)
        self.drive_in_place(grow, 0.8)

    def _set_chart(self, loss: LossFunction, losses: Sequence[LossFunction], x: float) -> None:
        stage, theme = self.stage, self.theme
        self.chart = LossChart(span_of(losses), stage, theme, self.write)
        self.curve = LossCurve(loss, self.chart, theme.loss, stage.scale)
        self.curves, self.square, self.x = [self.curve], 0.0, x
        self.errors = SquaredErrors(theme)
        self.dot = Dot(radius=1.2 * DOT * stage.scale, color=theme.highlight)
        self.picture = VGroup(self.chart, self.errors, self.curve, self.dot)
        self.readout, self.tracing = None, True

    def _shown(self) -> list[VMobject]:
        """Return the picture, and all that stands in the corners."""
        shown = [self.picture, self.title, self.math]
        return shown if self.readout is None else [*shown, self.readout]

    def _title_of(self, loss: LossFunction) -> VMobject:
        name = LOSS_FUNCTIONS[loss.name].title
        title = self.write(name, self.stage.text_size(30), bold=True)
        self.stage.put_title(title)
        return title

    def _math_of(self, loss: LossFunction) -> VMobject:
        """Set the formula where no curve of the kind passes."""
        chart = self.chart
        math = formula(LOSS_FUNCTIONS[loss.name].formula, self.stage.text_size(44), self.theme.text)
        wide, tall = chart.high - chart.low
        room = (0.45 if loss.domain == "prediction" else 0.5) * wide
        math.scale(min(1.0, room / math.width, 0.24 * tall / math.height))
        middle = 0.5 if loss.domain == "prediction" else 0.65
        return math.move_to(at(*(chart.low + [middle * wide, 0.82 * tall])))

    def _readout_of_one(self, count: int = 3) -> Readout:
        """Name the first few of prediction, loss and gradient, beside the title."""
        theme, stage = self.theme, self.stage
        names = (
            (SHORT[self.chart.span.domain], theme.muted, theme.highlight),
            ("loss", theme.muted, theme.loss),
            ("gradient", theme.muted, theme.gradient),
        )
        place = stage.numbers
        if not stage.is_upright:
            left = float(self.title.get_right()[0]) + 0.4 * stage.scale
            place = Area(np.array([left, place.low[1]]), place.high)
        return Readout(names[:count], stage, self.write, place=place)

    def _text(self, value: float) -> str:
        return by_size(value, DECIMALS)
