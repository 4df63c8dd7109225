"""The loss at its point and the pull at its arrow, written as numbers that go along.

A pull is as large as the gradient, against which its arrow points.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, VGroup, VMobject, smoothstep

from scenes.films.outputs_and_losses.loss_axes import LossChart, Write
from scenes.films.outputs_and_losses.loss_curve import LossCurve
from scenes.languages.numbers import by_size
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline
from scenes.storytelling.stage import Stage

DECIMALS = {9.995: 2, 99.95: 1}
"""Of losses and pulls, by their size: so that a number has three digits or so."""
SIZE = 30
SMALLER = 24
"""Size of pulls where several stand one below the other."""
TURNS = 0.25
"""How far from the target the loss stands wholly on the target's side, as a share of the reach."""


class RidingNumbers(VGroup):
    """The loss of a prediction, and its pull with a word.

    Parameters
    ----------
    chart : LossChart
    stage : Stage
    write : callable
        Sets words, of a size and a colour.
    """

    def __init__(self, chart: LossChart, stage: Stage, write: Write) -> None:
        self.chart, self.scale_of_stage, theme = chart, stage.scale, chart.theme
        size = stage.text_size(SIZE)
        self.seen = 1.0
        self.loss = LiveNumber(size, theme.loss, align=0.5)
        self.pull = LiveNumber(size, theme.gradient)
        self.word: VMobject = write("pull", 0.8 * size, theme.gradient)
        self.tall = float(number_outline("0", size)[:, 1].max())
        super().__init__(self.loss, self.pull, self.word)

    def ride(self, curve: LossCurve, x: float, lifted: float = 0.0) -> None:
        """Write both for a prediction.

        Parameters
        ----------
        curve : LossCurve
        x : float
        lifted : float
            How far the loss stands above the figure, and not at the point of the curve.
        """
        chart, scale = self.chart, self.scale_of_stage
        low, high = chart.low + 0.05 * scale, chart.high - 0.05 * scale
        value, slope = float(curve.value(x)), curve.slope(x)
        point = chart.place(x, value)
        text = by_size(value, DECIMALS)
        outline = number_outline(text, self.loss.size)
        half = float(outline[:, 0].max() - outline[:, 0].min()) / 2
        inwards = 1.0
        if chart.span.domain == "prediction":
            reach = chart.span.high - chart.span.mark
            inwards = float(np.clip((chart.span.mark - x) / (TURNS * reach), -1, 1))
        across = float(point[0]) + inwards * (half + 0.26 * scale)
        roof = float(curve.area.figure.points[:, 1].max())
        roof = float(point[1]) + curve.area_seen * (roof - float(point[1]))
        # Near the target there is no room inside the figure.
        edges = curve.area.figure.points[:, 0]
        room = (float(edges.max() - edges.min()) - 2 * half) / scale
        over = smoothstep(float(np.clip((1.1 - room) / 0.2, 0, 1)))
        up = float(point[1]) + over * max(roof - float(point[1]), 0.0)
        up = (1 - lifted) * up + lifted * roof + (0.28 - 0.1 * abs(inwards)) * scale
        over = max(over, lifted)
        top = high[1] - self.tall + lifted * 0.65 * scale
        across += inwards * max(up - top, 0.0)  # off the curve, where it stands lower
        self.loss.place(at(np.clip(across, low[0] + half, high[0] - half), min(up, top)))
        self.loss.write(text)
        text = by_size(abs(slope), DECIMALS)
        gap = 0.22 * scale
        wide = self.word.width + gap + float(number_outline(text, self.loss.size)[:, 0].max())
        # At the arrow's tip; behind it where that is too near to the edge, or else below it.
        start = float(point[0])
        tip = start - np.sign(slope) * chart.pull_of(slope)
        ahead, behind = (
            (tip - gap - wide, start + gap) if slope > 0 else (tip + gap, start - gap - wide)
        )
        spare = (ahead - low[0] if slope > 0 else high[0] - wide - ahead) / scale
        has_room = low[0] <= behind <= high[0] - wide
        wanted = behind if spare < 0 and has_room else ahead
        turning = float(np.clip(abs(spare) / 0.25, 0, 1)) if has_room else 1.0
        left = float(np.clip(wanted, low[0], high[0] - wide))
        below = smoothstep(float(np.clip(abs(left - wanted) / (0.4 * scale), 0, 1)))
        beside, under = curve.level - self.tall / 2, float(chart.lane[0]) + 0.02 * scale
        foot = beside + below * (under - beside)
        self.word.move_to(at(left, foot + self.tall / 2), aligned_edge=LEFT)
        self.pull.place(at(left + self.word.width + gap, foot)).write(text)
        self.loss.set_fill(opacity=self.seen)
        for each in (self.pull, self.word):
            each.set_fill(opacity=self.seen * turning * min(1.0, curve.pulls))

    def see(self, opacity: float) -> None:
        """Show them so clearly from their next ride on."""
        self.seen = opacity


class RidingPulls(VGroup):
    """The pulls of several losses, each behind its arrow, in its curve's colour.

    Parameters
    ----------
    curves : sequence of LossCurve
        Their gradients have the same sign wherever the prediction goes.
    stage : Stage
    write : callable
        Sets words, of a size and a colour.
    """

    def __init__(self, curves: Sequence[LossCurve], stage: Stage, write: Write) -> None:
        self.curves, self.gap = list(curves), 0.14 * stage.scale
        self.size = size = stage.text_size(SMALLER)
        self.numbers, self.words = VGroup(), VGroup()
        for curve in curves:
            colour = curve.colour
            self.numbers.add(LiveNumber(size, colour))
            self.words.add(write("pull", 0.75 * size, colour))
        self.tall = float(number_outline("0", size)[:, 1].max())
        super().__init__(self.numbers, self.words)

    def ride(self, x: float) -> None:
        """Write all for a prediction."""
        for curve, number, word in zip(self.curves, self.numbers, self.words, strict=True):
            chart, text = curve.chart, by_size(abs(curve.slope(x)), DECIMALS)
            wide = float(number_outline(text, self.size)[:, 0].max())
            right = float(chart.place(x, 0.0)[0]) - 2 * self.gap
            left = right - wide - self.gap - word.width
            spare = left - float(chart.low[0]) - self.gap  # without it, the word is left out
            word.move_to(at(left, curve.level), aligned_edge=LEFT)
            number.place(at(right - wide, curve.level - self.tall / 2)).write(text)
            seen = min(1.0, curve.pulls) * (curve.bent == 1)
            number.set_fill(opacity=seen)
            word.set_opacity(seen * smoothstep(float(np.clip(1 + spare / self.gap, 0, 1))))
