"""What the film of vanishing gradients shows of one network, each in its own column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import LEFT, RIGHT, UP, Dot, VGroup, VMobject

from engine.experiments.saturation import NEAR_ZERO, LayerHealth
from scenes.films.activations.bars import Bars
from scenes.films.activations.saturation_words import title_of
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import Theme

LEFT_EDGE, RIGHT_EDGE, GAP, WIDEST = -6.2, 6.75, 0.55, 5.0
"""Where columns stand, how far apart, and how wide one may be."""
TALL, UPPER, LOWER = (-1.2, 2.45), (0.45, 2.45), (-2.1, -0.75)
"""Bottom and top of a column's only chart, or of its two."""
REACH = 5.0
"""Curves of activations are shown over [-REACH, REACH]."""


@dataclass(frozen=True)
class Column:
    """One network's part of the frame.

    Attributes
    ----------
    left, right : float
    first : bool
        Whether it is the leftmost, which has the numbers of the axes that all share.
    """

    left: float
    right: float
    first: bool

    def chart(self, rows: tuple[float, float], x: Axis, y: Axis, theme: Theme) -> Chart:
        """Draw axes between two heights."""
        low, high = (np.array([side, row]) for side, row in zip(self.sides, rows, strict=True))
        return Chart(low, high, x, y, theme)

    @property
    def sides(self) -> tuple[float, float]:
        """Both edges."""
        return self.left, self.right

    def shared(self, axis: Axis) -> Axis:
        """Return a y axis that bears words and numbers only in the first column."""
        return axis if self.first else Axis(axis.low, axis.high, log=axis.log, ticks=())

    def title(self, activation: str, theme: Theme) -> VMobject:
        """Name the network."""
        heading = sentence(title_of(activation), 28, theme.text, bold=True)
        return heading.move_to(at(self.left, 3.36), aligned_edge=LEFT + UP)

    def label(self, text: str, height: float, theme: Theme) -> VMobject:
        """Set a few words at the left edge."""
        return sentence(text, 20, theme.muted).move_to(at(self.left, height), aligned_edge=LEFT)


def columns(count: int) -> list[Column]:
    """Divide the frame."""
    room = (RIGHT_EDGE - LEFT_EDGE + GAP) / count
    width = min(room - GAP, WIDEST)
    start = LEFT_EDGE if width < WIDEST else -(count * (WIDEST + GAP) - GAP) / 2 + 0.3
    step = width + GAP
    return [Column(start + k * step, start + k * step + width, k == 0) for k in range(count)]


class SlopeCard(VGroup):
    """An activation function and its slope, with a dot that goes along both.

    Parameters
    ----------
    network : LayerHealth
    column : Column
    steepest : float
        Upper end of the slope's axis, the same for all.
    label : str
        What the number says.
    theme : Theme
    """

    def __init__(
        self, network: LayerHealth, column: Column, steepest: float, label: str, theme: Theme
    ) -> None:
        curve = network.curve
        inside = np.abs(curve.inputs) <= REACH
        self.x, self.y = curve.inputs[inside], curve.outputs[inside]
        self.s = curve.slopes[inside]
        low, high = float(self.y.min()), float(self.y.max())
        room, across = 0.08 * (high - low), Axis(-REACH, REACH, ticks=(-4, 0, 4))
        self.above = column.chart(UPPER, across, Axis(low - room, high + room), theme)
        bottom = min(float(self.s.min()), 0.0) - 0.05
        self.below = column.chart(LOWER, across, Axis(bottom, 1.08 * steepest), theme)
        flat = np.abs(self.s) < NEAR_ZERO * curve.steepest
        self.flats = VGroup(
            self.above.curve(theme.highlight, 11, 0.75).set_values(
                self.x, np.where(flat, self.y, np.nan)
            ),
            self.below.curve(theme.highlight, 11, 0.75).set_values(
                self.x, np.where(flat, self.s, np.nan)
            ),
        )
        self.dots = VGroup(*(Dot(radius=0.09, color=theme.text) for _ in range(2)))
        words = column.label(label, LOWER[1] + 0.32, theme)
        self.number = LiveNumber(28, theme.gradient)
        self.number.place(at(words.get_right()[0] + 0.15, LOWER[1] + 0.22))
        self.function = VGroup(
            column.title(network.activation, theme),
            self.above,
            self.above.curve(theme.text).set_values(self.x, self.y),
        )
        self.slope = VGroup(
            self.below,
            self.below.curve(theme.gradient).set_values(self.x, self.s),
            words,
            self.number,
            self.dots,
        )
        super().__init__(self.function, self.slope)
        self.go_to(-REACH)

    def go_to(self, x: float) -> None:
        """Move the dots, and write the slope."""
        y, slope = (float(np.interp(x, self.x, values)) for values in (self.y, self.s))
        self.dots[0].move_to(at(*self.above.place(x, y)))
        self.dots[1].move_to(at(*self.below.place(x, slope)))
        self.number.write(fixed(slope, 3))


class LayerCard(VGroup):
    """Bars for the layers of a network, left to right.

    Parameters
    ----------
    network : LayerHealth
    column : Column
    rows : (float, float)
        Bottom and top of the chart.
    y : Axis
        The same for all networks.
    bars : int
    last : str
        Words under the last bar; none if empty.
    theme : Theme
    """

    def __init__(
        self,
        network: LayerHealth,
        column: Column,
        rows: tuple[float, float],
        y: Axis,
        bars: int,
        last: str,
        theme: Theme,
    ) -> None:
        self.network = network
        hidden = len(network.width)
        middle = hidden // 2 if last else hidden
        ticks = (1, middle) if middle > 2 else (1,)
        axis = Axis(0.4, bars + 0.6, ticks=ticks)
        self.chart = column.chart(rows, axis, column.shared(y), theme)
        super().__init__(column.title(network.activation, theme), self.chart)
        if last:
            words = sentence(last, 20, theme.muted)
            self.add(words.move_to(at(column.right, rows[0] - 0.22), aligned_edge=RIGHT))


class GradientCard(LayerCard):
    """The size of the gradient that each layer gets, on a logarithmic scale."""

    def __init__(
        self,
        network: LayerHealth,
        column: Column,
        rows: tuple[float, float],
        y: Axis,
        last: str,
        theme: Theme,
    ) -> None:
        super().__init__(network, column, rows, y, len(network.width) + 1, last, theme)
        self.bars = Bars(self.chart, theme.gradient)
        self.add(self.bars)
        self.set_step(0)

    def set_step(self, step: int, flown: float = 1.0) -> None:
        """Show a step, when the gradient has flown so far from the output to the input."""
        gradient = self.network.gradient[step]
        arrived = np.clip(flown * len(gradient) - np.arange(len(gradient))[::-1], 0, 1)
        self.bars.set_values(gradient, arrived)


class ShareCard(LayerCard):
    """The share of slopes near zero in each hidden layer, and in it the share of dead units."""

    def __init__(self, network: LayerHealth, column: Column, y: Axis, theme: Theme) -> None:
        super().__init__(network, column, UPPER, y, len(network.width), "", theme)
        self.flat = Bars(self.chart, theme.highlight, opacity=0.45)
        self.dead = Bars(self.chart, theme.text, width=0.4)
        self.add(self.flat, self.dead)
        self.set_step(0)

    def set_step(self, check: int) -> None:
        """Show a checked step, by its place among them."""
        network = self.network
        self.flat.set_values(100 * network.saturated[check])
        self.dead.set_values(100 * network.dead[check] / network.width)


class LossCard(VGroup):
    """The loss while a network learns, and its accuracy.

    Parameters
    ----------
    network : LayerHealth
    column : Column
    guess, top : float
        The loss of guessing, and the upper end of the axis.
    words : tuple of str
        What the curve, the line and the second number are called.
    theme : Theme
    """

    def __init__(
        self,
        network: LayerHealth,
        column: Column,
        guess: float,
        top: float,
        words: tuple[str, str, str],
        theme: Theme,
    ) -> None:
        self.network = network
        self.steps = np.arange(len(network.loss))
        across = Axis(0, max(network.last_step, 1), ticks=(0, network.last_step))
        self.chart = column.chart(LOWER, across, column.shared(Axis(0, top)), theme)
        line = VMobject(stroke_color=theme.muted, stroke_width=2)
        ends = self.chart.place(np.array([across.low, across.high]), guess)
        line.points = as_points(straight(ends[:1], ends[1:]))
        loss, guessing, right = words
        named = sentence(guessing, 20, theme.muted)
        named.move_to(at(column.right, ends[0, 1] + 0.2), aligned_edge=RIGHT)
        title = column.label(loss, LOWER[1] + 0.25, theme)
        second = column.label(right, LOWER[0] - 0.72, theme)
        self.loss, self.accuracy = LiveNumber(26, theme.loss), LiveNumber(26, theme.accuracy)
        self.loss.place(at(title.get_right()[0] + 0.15, LOWER[1] + 0.16))
        self.accuracy.place(at(second.get_right()[0] + 0.15, LOWER[0] - 0.81))
        self.curve = self.chart.curve(theme.loss)
        super().__init__(
            self.chart, line, named, title, second, self.loss, self.accuracy, self.curve
        )
        self.set_step(0)

    def set_step(self, step: int) -> None:
        """Draw the loss up to a step."""
        network = self.network
        self.curve.set_values_up_to(self.steps, network.loss, step)
        self.loss.write(fixed(network.loss[step], 3))
        self.accuracy.write(percent(float(network.accuracy[step])))
