"""What part of a loss is shown, and the chart of it that fills the stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from manim import DOWN, RIGHT, VGroup, VMobject

from engine.experiments.loss_curves import LossFunction
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.chart import TICK, Axis, Chart
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

NUMBER = 22
"""Size of the numbers at the axes."""
LANE = 0.2
"""Height of the lane of the arrows below 0, as a share of the height of the losses."""
REACH = 3.0
"""How far from the target predictions go; farther if Huber's loss is still squared there."""
SURE = 0.98
"""The probability from which that of the right class sinks."""
DOUBTFUL = 0.02
"""The probability to which it sinks."""
LONG = 4
"""Most characters of a target that is short."""
CLEAR = 0.3, 0.7
"""How far from a short target, and from a long one, numbers stand, as a share of the reach."""
SCORES = -4.0, 3.0
"""From which score to which one goes."""

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
    pull : float
        Length of the arrow for a gradient of 1, in units of the prediction.
    decimals : int
        Of the prediction, when it is written.
    """

    domain: str
    low: float
    high: float
    top: float
    target: float | None
    ticks: tuple[float, ...]
    mark: float
    words: str
    pull: float
    decimals: int = 2


def span_of(losses: Sequence[LossFunction]) -> Span:
    """Choose what is shown of losses of one domain."""
    first = losses[0]
    ticks: tuple[float, ...]
    if first.domain == "probability":
        ticks = (0.0, 0.25, 0.5, 0.75)
        return Span("probability", DOUBTFUL, SURE, 4.0, 1.0, ticks, 1.0, "y = 1", 0.015, 3)
    if first.domain == "score":
        ticks = (-4.0, -3.0, -2.0, -1.0, 0.0, 2.0, 3.0)
        top = 1.02 * max(float(loss(SCORES[0])) for loss in losses)
        return Span("score", *SCORES, top, None, ticks, 1.0, "margin {value}", 1.0)
    target = first.target
    reach = reach_of(losses)
    top = 1.02 * max(float(loss(target + reach)) for loss in losses)
    steepest = max(float(loss.gradient(target + reach)) for loss in losses)
    clear = reach * CLEAR[len(significant(target)) > LONG]  # of the target's words
    ticks = tuple(
        tick for tick in Axis(target - reach, target + reach).round_numbers(8)
        if abs(tick - target) > clear
    )  # fmt: skip
    pull = min(0.6 * reach / steepest, 0.5)
    return Span(
        "prediction", target - reach, target + reach, top, target, ticks, target,
        "target y = {value}", pull,
    )  # fmt: skip


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
        upright = tuple(Axis(0, span.top).round_numbers(6))
        super().__init__(
            low, high, Axis(*ends, ticks=span.ticks),
            Axis(-LANE * span.top, span.top, ticks=upright), theme, size=size,
        )  # fmt: skip
        self.unit = float((high - low)[0] / (ends[1] - ends[0]))
        foot = float(low[1])
        name = {"prediction": "prediction ŷ", "probability": "probability p", "score": "score s"}
        across = write(name[span.domain], size, theme.muted)
        across.move_to(at(high[0], foot - 0.66 * scale), aligned_edge=RIGHT)
        above = write("loss", size, theme.loss)
        above.move_to(at(low[0] + above.width / 2 + 0.1 * scale, high[1] + 0.27 * scale))
        self.axes.points = as_points(straight(*self.place(np.array([[ends[0]], [ends[1]]]), 0.0)))
        self.mark = VMobject(stroke_color=theme.highlight, stroke_width=3)
        place = self.place(span.mark, 0.0)
        line = np.array([[place[0], foot], [place[0], place[1] + 0.3 * scale]])
        self.mark.points = as_points(straight(line[:1], line[1:]))
        values = {"value": significant(span.mark)} if "{" in span.words else {}
        label = write(span.words, size, theme.highlight, **values)
        label.next_to(at(place[0], foot - TICK), DOWN, buff=0.07 * size / 20)
        label.shift(at(min(0.0, float(high[0] - label.get_right()[0])), 0))
        if across.get_left()[0] < label.get_right()[0] + 0.1 * scale:
            across.shift(at(label.get_left()[0] - 0.3 * scale - across.get_right()[0], 0))
        self.scenery = VGroup(across, above, self.mark, label)
        self.add(self.scenery)
        beside = [each for each in self.numbers if each.get_right()[0] < low[0]]
        self.heights = VGroup(above, *beside)

    def show_heights(self, share: float) -> None:
        """Show what heights mean, by a share: there are squares before there is a curve."""
        self.heights.set_opacity(share)

    @property
    def lane(self) -> np.ndarray:
        """The lower and upper edge of the lane, array (2,)."""
        return np.array([self.low[1], self.place(self.x.low, 0.0)[1]])
