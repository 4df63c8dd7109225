"""A chart: axes with round numbers over a box of the frame, and curves that stay inside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup, VMobject
from matplotlib.ticker import LogLocator, MaxNLocator

from scenes.languages.numbers import power_of_ten, significant
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.theme.theme import Theme

TICK = 0.07
"""Length of a tick, in frame units."""


@dataclass(frozen=True)
class Axis:
    """One axis of a chart.

    Attributes
    ----------
    low, high : float
        Its ends, in the units of what is shown.
    label : str
        In words, or empty.
    log : bool
        Whether it is logarithmic; both ends are then above 0.
    ticks : tuple of float, optional
        Where numbers stand; by default at a few round ones.
    powers : bool
        Whether they are all written as powers of ten, which its ticks then must be.
    """

    low: float
    high: float
    label: str = ""
    log: bool = False
    ticks: tuple[float, ...] | None = None
    powers: bool = False

    def share(self, values: np.ndarray | float) -> np.ndarray:
        """Return how far along the axis values lie: 0 at its low end, 1 at its high one.

        On a logarithmic axis, what is not above 0 lies infinitely far below.
        """
        values = np.asarray(values, dtype=float)
        if not self.log:
            return (values - self.low) / (self.high - self.low)
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(values > 0, np.log(values), -np.inf)
        return (logs - np.log(self.low)) / (np.log(self.high) - np.log(self.low))

    def round_numbers(self, most: int) -> list[float]:
        """Return where numbers stand, `most` of them or fewer."""
        if self.ticks is not None:
            return list(self.ticks)
        locator = LogLocator(numticks=most) if self.log else MaxNLocator(most, steps=[1, 2, 5, 10])
        found = np.asarray(locator.tick_values(self.low, self.high))
        inside = (self.share(found) > -1e-9) & (self.share(found) < 1 + 1e-9)
        return [float(tick) for tick in found[inside]]

    def text(self, value: float) -> str:
        """Write the number of a tick."""
        return power_of_ten(value, 0) if self.powers else tick_text(value)


class Chart(VGroup):
    """Axes over a box of the frame.

    The lines of the axes run through 0 where 0 is inside, else along the lower and left edges;
    numbers stand below and to the left of the box.

    Parameters
    ----------
    low, high : array (2,)
        Corners of the box in which curves are drawn, in frame units. Leave about 0.35 below it and
        0.6 to its left for the numbers, and 0.35 more below for the label of x; that of y stands
        above.
    x, y : Axis
    theme : Theme
    size : float
        Manim's font size of numbers and labels.
    """

    def __init__(
        self,
        low: np.ndarray,
        high: np.ndarray,
        x: Axis,
        y: Axis,
        theme: Theme,
        *,
        size: float = 20,
    ) -> None:
        self.low, self.high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        self.x, self.y, self.theme, self.size = x, y, theme, size
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=1.8)
        self.ticks = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        self.numbers = VGroup()
        self.labels = VGroup()
        super().__init__(self.ticks, self.axes, self.numbers, self.labels)
        self._draw_axes()
        self._draw_labels()

    def place(self, x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
        """Return where values stand in the frame, array (…, 2)."""
        shares = np.stack(np.broadcast_arrays(self.x.share(x), self.y.share(y)), axis=-1)
        placed: np.ndarray = self.low + shares * (self.high - self.low)
        return placed

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in the box."""
        place = self.place(x, y)
        return bool((place >= self.low - 1e-9).all() and (place <= self.high + 1e-9).all())

    def curve(self, colour: str, width: float = 4.0, opacity: float = 1.0) -> ChartCurve:
        """Return a new curve of this chart, not yet on screen and without points."""
        curve = ChartCurve(self, colour, width)
        return curve.set_stroke(opacity=opacity)

    def _draw_axes(self) -> None:
        (left, bottom), (right, top) = self.low, self.high
        origin = self.low + np.clip(
            [0 if self.x.log else self.x.share(0.0), 0 if self.y.log else self.y.share(0.0)], 0, 1
        ) * (self.high - self.low)
        starts = np.array([[left, origin[1]], [origin[0], bottom]])
        ends = np.array([[right, origin[1]], [origin[0], top]])
        self.axes.points = as_points(straight(starts, ends))
        room = self.high - self.low
        marks, buff = [], 0.07 * self.size / 20
        most = int(np.clip(room[0] / 0.9, 2, 9))
        while most > 1 and self._are_crowded(self.x.round_numbers(most), buff):
            most -= 1
        for value in self.x.round_numbers(most):
            place = self.place(value, self.y.low)[0]
            marks.append([[place, bottom], [place, bottom - TICK]])
            number = LiveNumber(self.size, self.theme.muted, bold=False).write(self.x.text(value))
            self.numbers.add(number.next_to(at(place, bottom - TICK), DOWN, buff=buff))
        for value in self.y.round_numbers(int(np.clip(room[1] / 0.6, 2, 9))):
            place = self.place(self.x.low, value)[1]
            marks.append([[left, place], [left - TICK, place]])
            number = LiveNumber(self.size, self.theme.muted, bold=False).write(self.y.text(value))
            self.numbers.add(number.next_to(at(left - TICK, place), LEFT, buff=buff))
        lines = np.array(marks).reshape(-1, 2, 2)
        box = np.array([[left, top], [left, bottom], [right, bottom]])
        frame = straight(box[:-1], box[1:])
        self.ticks.points = as_points(np.concatenate([frame, straight(lines[:, 0], lines[:, 1])]))

    def _are_crowded(self, values: list[float], gap: float) -> bool:
        """Tell whether numbers below these values of x would touch one another."""
        texts = [self.x.text(value) for value in values]
        halves = [np.ptp(number_outline(text, self.size, bold=False)[:, 0]) / 2 for text in texts]
        places = [self.place(value, self.y.low)[0] for value in values]
        ends = [(place - half, place + half) for place, half in zip(places, halves, strict=True)]
        return any(after[0] - before[1] < gap for before, after in pairwise(ends))

    def _draw_labels(self) -> None:
        (left, bottom), (right, top) = self.low, self.high
        if self.x.label:
            label = sentence(self.x.label, self.size, self.theme.muted)
            self.labels.add(
                label.move_to(at(right, bottom - 0.58 * self.size / 20), aligned_edge=RIGHT)
            )
        if self.y.label:
            label = sentence(self.y.label, self.size, self.theme.muted)
            self.labels.add(label.move_to(at(left, top + 0.24 * self.size / 20), aligned_edge=LEFT))


class ChartCurve(VMobject):
    """A curve of a chart: one outline, cut at the edges of the box.

    Made by `Chart.curve`.
    """

    def __init__(self, chart: Chart, colour: str, width: float) -> None:
        self.chart = chart
        super().__init__(stroke_color=colour, stroke_width=width, fill_opacity=0)

    def set_values(self, x: np.ndarray, y: np.ndarray) -> ChartCurve:
        """Run through values, arrays (samples,); it is interrupted where one is not finite."""
        places = self.chart.place(x, y)
        places[~np.isfinite(places)] = np.nan
        segments = straight(places[:-1], places[1:])
        self.points = as_points(clip_to_box(segments, self.chart.low, self.chart.high))
        return self

    def set_values_up_to(self, x: np.ndarray, y: np.ndarray, end: float) -> ChartCurve:
        """Run through values as far as `end`, on rising x; the last piece is cut there."""
        before = x < end
        if not before.any():
            self.points = np.zeros((0, 3))
            return self
        last = np.interp(end, x, y)
        return self.set_values(np.append(x[before], min(end, x[-1])), np.append(y[before], last))


def tick_text(value: float) -> str:
    """Write a round number in few characters."""
    if value != 0 and not 1e-3 <= abs(value) < 1e5:
        return power_of_ten(value, 0)
    return significant(value)
