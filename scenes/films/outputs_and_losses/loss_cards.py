"""The pictures of the film of losses: one loss above its gradient, and several on the same axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import LEFT, RIGHT, Dot, VGroup, VMobject

from engine.experiments.loss_curves import LossFunction
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from scenes.languages.numbers import by_size, significant
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula, sentence
from scenes.theme.theme import Theme

SIDE = 3.0
"""Left edge of the words and numbers beside the charts."""
COLUMNS = (SIDE, SIDE + 1.55, SIDE + 2.75)
"""Of the table there."""
LOSS_BOX = np.array([[-6.2, 0.35], [2.3, 3.2]])
GRADIENT_BOX = np.array([[-6.2, -2.55], [2.3, -0.75]])
SAMPLES = 1201


@dataclass(frozen=True)
class Span:
    """What part of a loss is shown.

    Attributes
    ----------
    low, high : float
        Of its input.
    top : float
        Of the loss.
    steepest : (float, float)
        Of the gradient.
    marks : tuple of (float, str)
        Inputs at which an upright line stands, and its words.
    """

    low: float
    high: float
    top: float
    steepest: tuple[float, float]
    marks: tuple[tuple[float, str], ...] = ()

    @property
    def inputs(self) -> np.ndarray:
        """Samples between the ends, array (SAMPLES,)."""
        return np.linspace(self.low, self.high, SAMPLES + 2)[1:-1]


@dataclass(frozen=True)
class CardLabels:
    """What the axes and the live numbers are called."""

    prediction: str
    target: str
    loss: str
    gradient: str


DECIMALS = {9.9995: 3, 99.995: 2}
"""Of losses and gradients, by their size: so that a number has four digits or so."""


class LossCard(VGroup):
    """A loss over its input, its gradient below, and a prediction that moves along both.

    Parameters
    ----------
    loss : LossFunction
    span : Span
    words : CardLabels
    target : str
        What the target is.
    theme : Theme
    """

    def __init__(
        self, loss: LossFunction, span: Span, words: CardLabels, target: str, theme: Theme
    ) -> None:
        self.loss, self.span, self.theme = loss, span, theme
        x, across = span.inputs, Axis(span.low, span.high, words.prediction)
        plain = Axis(span.low, span.high)
        self.above = Chart(LOSS_BOX[0], LOSS_BOX[1], plain, Axis(0, span.top, words.loss), theme)
        gradient = Axis(*span.steepest, words.gradient)
        self.below = Chart(GRADIENT_BOX[0], GRADIENT_BOX[1], across, gradient, theme)
        curves = VGroup(
            self.above.curve(theme.loss).set_values(x, loss(x)),
            self.below.curve(theme.gradient).set_values(x, loss.gradient(x)),
        )
        self.tangent = VMobject(stroke_color=theme.gradient, stroke_width=4)
        self.dots = VGroup(Dot(radius=0.1, color=theme.loss), Dot(radius=0.1, color=theme.gradient))
        kind = LOSS_FUNCTIONS[loss.name]
        title = sentence(kind.title, 30, theme.text, bold=True)
        title.scale(min(1, 3.9 / title.width)).move_to(at(SIDE, 3.3), aligned_edge=LEFT)
        math = formula(kind.formula, 34, theme.text)
        math.scale(min(1, 3.9 / math.width)).move_to(at(SIDE, 2.45), aligned_edge=LEFT)
        self.numbers = VGroup()
        labels = VGroup()
        rows = (
            (words.prediction, theme.text),
            (words.target, theme.text),
            (words.loss, theme.loss),
            (words.gradient, theme.gradient),
        )
        for row, (name, colour) in enumerate(rows):
            y = 1.5 - 0.48 * row
            labels.add(sentence(name, 24, theme.muted).move_to(at(SIDE, y), aligned_edge=LEFT))
            self.numbers.add(LiveNumber(28, colour).place(at(SIDE + 2.1, y - 0.13)))
        self.numbers[1].write(target)
        super().__init__(
            self.above, self.below, self._marks(), curves, self.tangent, self.dots, title, math,
            labels, self.numbers,
        )  # fmt: skip
        self.go_to((span.low + span.high) / 2)

    def go_to(self, x: float) -> None:
        """Move the prediction; loss and gradient are those of the number that is written."""
        digits = 4 if self.loss.domain == "probability" else 2
        x = round(x, digits)
        loss, gradient = float(self.loss(x)), float(self.loss.gradient(x))
        for dot, chart, y in zip(
            self.dots, (self.above, self.below), (loss, gradient), strict=True
        ):
            dot.move_to(at(*chart.place(x, y))).set_opacity(float(chart.holds(x, y)))
        reach = 0.13 * (self.span.high - self.span.low)
        ends = self.above.place(
            np.array([x - reach, x + reach]), loss + gradient * np.array([-reach, reach])
        )
        # As long in the frame, however steep.
        half = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0]) * 0.9
        middle = self.above.place(x, loss)
        line = clip_to_box(
            straight((middle - half)[None], (middle + half)[None]), self.above.low, self.above.high
        )
        self.tangent.points = as_points(line)
        self.numbers[0].write(f"{x:.{digits}f}")
        self.numbers[2].write(by_size(loss, DECIMALS))
        self.numbers[3].write(by_size(gradient, DECIMALS))

    def table_head(self, words: Sequence[str]) -> VGroup:
        """Head a table of values, below the live numbers."""
        heads = [sentence(text, 20, self.theme.muted) for text in words]
        places = zip(heads, COLUMNS, strict=True)
        return VGroup(*(head.move_to(at(x, -0.6), aligned_edge=LEFT) for head, x in places))

    def table_row(self, k: int, x: float) -> VGroup:
        """Write down the loss and the gradient at one input, as row k of the table."""
        cells = (
            significant(x),
            by_size(float(self.loss(x)), DECIMALS),
            by_size(float(self.loss.gradient(x)), DECIMALS),
        )
        colours = (self.theme.text, self.theme.loss, self.theme.gradient)
        y = -1.15 - 0.46 * k
        return VGroup(
            *(
                LiveNumber(24, colour).place(at(place, y)).write(cell)
                for cell, colour, place in zip(cells, colours, COLUMNS, strict=True)
            )
        )

    def _marks(self) -> VGroup:
        marks = VGroup()
        for x, text in self.span.marks:
            for chart in (self.above, self.below):
                line = VMobject(stroke_color=self.theme.highlight, stroke_width=2.5)
                place = chart.place(x, chart.y.low)[0]
                ends = np.array([[place, chart.low[1]], [place, chart.high[1]]])
                line.points = as_points(straight(ends[:1], ends[1:]))
                marks.add(line)
            label = sentence(text, 20, self.theme.highlight)
            marks.add(label.move_to(at(place, self.above.high[1] + 0.24)))
        return marks


class ComparisonCard(VGroup):
    """Several losses on the same axes, their gradients beside them, and live numbers below.

    Parameters
    ----------
    losses : sequence of LossFunction
    span : Span
    words : CardLabels
    theme : Theme
    """

    def __init__(
        self, losses: Sequence[LossFunction], span: Span, words: CardLabels, theme: Theme
    ) -> None:
        self.losses, x = losses, span.inputs
        across = Axis(span.low, span.high, words.prediction)
        upright = (Axis(0, span.top, words.loss), Axis(*span.steepest, words.gradient))
        self.charts = [
            Chart(np.array([left, -0.65]), np.array([left + 5.85, 3.1]), across, y, theme)
            for left, y in zip((-6.2, 0.95), upright, strict=True)
        ]
        self.rows, self.dots, curves, legend = VGroup(), VGroup(), VGroup(), VGroup()
        for k, loss in enumerate(losses):
            colour, y = theme.colour_of(k), -1.75 - 0.5 * k
            curves.add(
                self.charts[0].curve(colour).set_values(x, loss(x)),
                self.charts[1].curve(colour).set_values(x, loss.gradient(x)),
            )
            self.dots.add(*(Dot(radius=0.09, color=colour) for _ in self.charts))
            line = VMobject(stroke_color=colour, stroke_width=5)
            line.points = as_points(straight(np.array([[-6.2, y]]), np.array([[-5.7, y]])))
            name = sentence(LOSS_FUNCTIONS[loss.name].title, 24, theme.text)
            legend.add(line, name.move_to(at(-5.5, y), aligned_edge=LEFT))
            labels = [sentence(text, 22, theme.muted) for text in (words.loss, words.gradient)]
            places = (0.4, 3.7)
            for label, place in zip(labels, places, strict=True):
                legend.add(label.move_to(at(place - 0.15, y), aligned_edge=RIGHT))
                self.rows.add(LiveNumber(26, colour).place(at(place, y - 0.12)))
        super().__init__(*self.charts, curves, self.dots, legend, self.rows)
        self.go_to((span.low + span.high) / 2)

    def go_to(self, x: float) -> None:
        """Move the prediction, the same for all losses."""
        for k, loss in enumerate(self.losses):
            for i, value in enumerate((float(loss(x)), float(loss.gradient(x)))):
                chart, dot = self.charts[i], self.dots[2 * k + i]
                dot.move_to(at(*chart.place(x, value))).set_opacity(float(chart.holds(x, value)))
                self.rows[2 * k + i].write(by_size(value, DECIMALS))
