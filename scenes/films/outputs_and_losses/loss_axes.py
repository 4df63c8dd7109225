"""What part of a loss is shown, and the chart of it that fills the stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup, VMobject

from engine.experiments.loss_curves import LossFunction
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.chart import TICK, Axis, Chart, tick_text
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

NUMBER = 22
"""Size of the numbers at the axes."""
PREDICTION = 28
"""Size of the prediction's number, which goes along below it."""
LANE = 0.2
"""Height of the lane of the arrows below 0, as a share of the height of the losses."""
REACH = 3.0
"""How far from the target predictions go; farther if Huber's loss is still squared there."""
SURE = 0.98
"""The probability from which that of the right class sinks."""
DOUBTFUL = 0.2
"""The probability to which it sinks: figures as high as 1/p are in the chart."""
LONG = 4
"""Most characters of a target that is short."""
CLEAR = 0.3, 0.7
"""How far from a short target, and from a long one, numbers stand, as a share of the reach."""
SCORES = -4.0, 3.0
"""From which score to which one goes."""
PULL = 1 / 24
"""Length of the arrow of a gradient of 1 in every chart, as a share of the chart's width."""
HEADROOM = 1.02
"""Height of a chart, as a multiple of the highest loss."""
ROOMY = 1.3
"""The same, at most, where there is no parabola: above is a formula."""
HEIGHTS = 24
"""Most numbers beside the chart, of two scales together."""

Write = Callable[..., VMobject]


@dataclass(frozen=True)
class Span:
    """What part of losses is shown.

    Attributes
    ----------
    domain : str
        Of the losses, as of `LossKind`.
    low, high : float
        Where the prediction goes.
    top : float
        The highest loss.
    target : float, optional
        What the prediction is pulled to.
    ticks : tuple of float
    mark : float
        Where an upright line has words.
    words : str
        At the mark; with the field `value`.
    decimals : int
        Of the prediction, when it is written.
    opposite, onwards : str
        Words at the left and at the right end of the axis.
    """

    domain: str
    low: float
    high: float
    top: float
    target: float | None
    ticks: tuple[float, ...]
    mark: float
    words: str
    decimals: int = 2
    opposite: str = ""
    onwards: str = ""


def span_of(losses: Sequence[LossFunction]) -> Span:
    """Choose what is shown of losses of one domain."""
    first = losses[0]
    ticks: tuple[float, ...]
    if first.domain == "probability":
        ticks = (0.25, 0.5, 0.75)
        top = HEADROOM / DOUBTFUL
        return Span(
            "probability", DOUBTFUL, SURE, top, 1.0, ticks, 1.0, "cat: p = 1", 3, "no cat: p = 0"
        )
    if first.domain == "score":
        ticks = (-4.0, -3.0, -2.0, -1.0, 0.0, 2.0, 3.0)
        top = HEADROOM * max(float(loss(SCORES[0])) for loss in losses)
        return Span("score", *SCORES, top, None, ticks, 1.0, "margin {value}", 2, "no cat", "cat")
    target = first.target
    reach = reach_of(losses)
    clear = reach * CLEAR[len(significant(target)) > LONG]  # of the target's words
    ticks = tuple(
        tick for tick in Axis(target - reach, target + reach).round_numbers(8)
        if abs(tick - target) > clear
    )  # fmt: skip
    return Span(
        "prediction", target - reach, target + reach, HEADROOM * highest_of(losses, reach), target,
        ticks, target, "target y = {value}",
    )  # fmt: skip


def highest_of(losses: Sequence[LossFunction], reach: float) -> float:
    """Return the highest of some losses of numbers, whose predictions reach so far."""
    return max(float(loss(loss.target + reach)) for loss in losses)


def reach_of(losses: Sequence[LossFunction]) -> float:
    """Return how far from the target predictions of numbers go."""
    return max([REACH] + [1.5 * loss.delta for loss in losses if loss.name == "huber"])


class LossChart(Chart):
    """The axes of a span in the whole stage, with a lane for arrows below the line at 0.

    Parameters
    ----------
    span : Span
    stage : Stage
    theme : Theme
    write : callable
        Sets words, of a size, a colour, and what stands in their fields.
    """

    def __init__(self, span: Span, stage: Stage, theme: Theme, write: Write) -> None:
        self.span, scale, size = span, stage.scale, stage.text_size(NUMBER)
        self.ceiling = float((stage.hero if stage.is_upright else stage.frame).high[1])
        self.height_share = 1.0
        low = stage.hero.low + scale * np.array([0.55, 0.82])
        high = stage.hero.high - scale * np.array([0.2, 0.48])
        room = 0.06 * (span.high - span.low)
        ends = span.low - room, span.high + room
        if span.domain == "probability":
            ends = 0.0, 1.0
        elif span.domain == "prediction":
            # One unit is as long upright as across, so that a square of the error has room.
            reach = (span.high - span.low) / 2
            tall = float((high - low)[1]) / (1 + LANE)
            unit = min(float((high - low)[0]) / (2.2 * reach), tall / reach)
            half = float((high - low)[0]) / 2 / unit
            ends = span.mark - half, span.mark + half
        super().__init__(
            low, high, Axis(*ends, ticks=span.ticks),
            Axis(-LANE * span.top, span.top, ticks=()), theme, size=size,
        )  # fmt: skip
        self.unit = float((high - low)[0] / (ends[1] - ends[0]))
        foot = float(low[1])
        name = {"prediction": "prediction ŷ", "probability": "probability p", "score": "score s"}
        large = stage.text_size(PREDICTION)
        self.number = LiveNumber(large, theme.highlight)
        longest = max((self.text_of(x) for x in (span.low, span.high)), key=len)
        self.gap = 0.16 * scale
        self.room = self.gap + float(number_outline(longest, large)[:, 0].max())
        self.across = across = write(name[span.domain], size, theme.muted)
        self.pointer = VMobject(stroke_color=theme.highlight, stroke_width=4)
        self.tall = float(number_outline("0", large)[:, 1].max())
        self.row, self.scale_of_stage = foot - 0.68 * scale, scale
        above = write("loss", size, theme.loss)
        above.move_to(at(low[0] + above.width / 2 + 0.1 * scale, high[1] + 0.27 * scale))
        self.axes.points = as_points(straight(*self.place(np.array([[ends[0]], [ends[1]]]), 0.0)))
        self.mark = VMobject(stroke_color=theme.highlight, stroke_width=3)
        place = self.place(span.mark, 0.0)
        # Its middle is left out: there, a number stands at the arrow.
        starts = np.array([[place[0], foot], place - [0, 0.04 * scale]])
        ends_of_mark = np.array([[place[0], foot + 0.1 * scale], place + [0, 0.16 * scale]])
        self.mark.points = as_points(straight(starts, ends_of_mark))
        values = {"value": significant(span.mark)} if "{" in span.words else {}
        label = write(span.words, size, theme.highlight, **values)
        label.next_to(at(place[0], foot - TICK), DOWN, buff=0.07 * size / 20)
        label.shift(at(min(0.0, float(high[0] - label.get_right()[0])), 0))
        opposite = VGroup()
        if span.opposite:
            there = write(span.opposite, size, theme.highlight)
            left = float(low[0]) - 0.4 * scale
            opposite.add(there.move_to(at(left, label.get_y()), aligned_edge=LEFT))
        if span.onwards:
            there = write(span.onwards, size, theme.highlight)
            right = float(high[0])
            opposite.add(there.move_to(at(right, label.get_y()), aligned_edge=RIGHT))
        for number in [*self.numbers]:  # where there are words, there is no room for it
            if any(_meets(number, words) for words in (label, *opposite)):
                self.numbers.remove(number)
        self.beside = VGroup(
            *(LiveNumber(size, theme.muted, bold=False, align=1) for _ in range(HEIGHTS))
        )
        self.scenery = VGroup(across, above, self.mark, *opposite, label)
        self.add(self.scenery, self.pointer, self.number, self.beside)
        self.write_prediction(span.low)
        self.heights = VGroup(above, *self.beside)
        self.top = span.top
        self.show_heights(1.0)

    def top_for(self, loss: LossFunction, losses: Sequence[LossFunction]) -> float:
        """Return how high the chart is for one of its losses of numbers.

        A parabola has a scale of its own. For others one unit is as long upright as across, where
        there is room for that, so that a figure of area 1 is a square.
        """
        if loss.name == "mse":
            return HEADROOM * highest_of([loss], reach_of(losses))
        others = [each for each in losses if each.name != "mse"]
        level = float((self.high - self.low)[1]) / (1 + LANE) / self.unit
        highest = highest_of(others, reach_of(losses))
        return min(level, ROOMY * highest) if level > 0.999 * highest else ROOMY * highest

    def text_of(self, x: float) -> str:
        """Write a prediction."""
        return f"{x:.{self.span.decimals}f}"

    def write_prediction(self, x: float) -> None:
        """Write a prediction with its name below the place where it is."""
        wide = self.across.width + self.room
        ends = float(self.low[0]), float(self.high[0]) - wide
        place = float(self.place(x, 0.0)[0])
        left = float(np.clip(place - wide / 2, *ends))
        self.across.move_to(at(left, self.row), aligned_edge=LEFT)
        foot = self.row - self.tall / 2
        self.number.place(at(left + self.across.width + self.gap, foot)).write(self.text_of(x))
        bottom = np.array([place, float(self.low[1])])
        top = bottom + [0.0, 0.12 * self.scale_of_stage]
        self.pointer.points = as_points(straight(bottom[None], top[None]))

    def pull_of(self, gradient: float) -> float:
        """Return how long the arrow of a gradient is, in frame units: the same in all charts."""
        return abs(gradient) * PULL * float((self.high - self.low)[0])

    def scale_between(self, before: float, after: float, progress: float) -> None:
        """Be between two scales, of which the highest losses are given; numbers slide along."""
        self.top = before + progress * (after - before)
        self.y = Axis(-LANE * self.top, self.top, ticks=())
        old, new = (set(Axis(0, top).round_numbers(6)) for top in (before, after))
        left = float(self.low[0]) - TICK - 0.07 * self.size / 20
        half = float(number_outline("0", self.size)[:, 1].max()) / 2
        values = [*sorted(old | new), *[0.0] * HEIGHTS][:HEIGHTS]
        for k, (number, value) in enumerate(zip(self.beside, values, strict=True)):
            seen = 1.0 if value in old & new else 0.0
            if value not in new:
                seen = max(0.0, 1 - 3 * progress)
            elif value not in old:
                seen = max(0.0, 3 * progress - 2)
            number.place(at(left, float(self.place(self.x.low, value)[1]) - half))
            is_shown = seen > 0 and k < len(old | new) and value <= self.top
            number.write(tick_text(value) if is_shown else "")
            number.set_fill(opacity=seen * self.height_share)

    def show_heights(self, share: float) -> None:
        """Show what heights mean, by a share: before there is a curve, there are none of losses."""
        self.height_share = share
        self.heights[0].set_opacity(share)
        self.scale_between(self.top, self.top, 1.0)

    @property
    def lane(self) -> np.ndarray:
        """The lower and upper edge of the lane, array (2,)."""
        return np.array([self.low[1], self.place(self.x.low, 0.0)[1]])


def _meets(one: VMobject, other: VMobject) -> bool:
    """Return whether words on one line are too near to each other."""
    apart = abs(float(one.get_x() - other.get_x())) - (one.width + other.width) / 2
    return apart < 0.08
