"""The stage of the film of losses: one chart in the whole frame, and one prediction in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
from manim import Dot, FadeIn, VGroup, VMobject, linear

from engine.experiments.loss_areas import is_square
from engine.experiments.loss_curves import LossFunction
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from scenes.films.outputs_and_losses.areas.error_area import ErrorArea
from scenes.films.outputs_and_losses.huber_joints import HuberJoints
from scenes.films.outputs_and_losses.loss_axes import LossChart, span_of
from scenes.films.outputs_and_losses.loss_curve import DOT, LossCurve
from scenes.films.outputs_and_losses.readout import Readout
from scenes.films.outputs_and_losses.riding_numbers import (
    DECIMALS,
    RidingNumbers,
    RidingPulls,
)
from scenes.languages.numbers import by_size
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import swell, within
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

FARTHER = 0.1
"""How far the prediction is pushed out, as a share of the reach, to see what its figure gains."""
CLOSEST = 1.5
INSET = 0.12, 0.1
"""Room at the edges, across and upright, in frame units of 16:9."""
OF_RIGHT_CLASS = {"cross-entropy": "-ln p", "hinge": "max(0, 1 - s)"}
"""Formulas of the losses of classes where the class is the right one, as it is here."""
BESIDE = 0.65
"""Where formulas of losses of classes stand, as a share of the chart's width."""
SIGMOID = "p = 1/(1 + e^(-s))"
"""How a score becomes a probability."""
TITLES = {"cross-entropy": "Cross-entropy, for a cat"}
"""Titles of such losses."""


class LossesStage(StagedScene):
    """A chart of losses, in which one prediction moves."""

    layout: ClassVar[str] = BAND
    chart: LossChart
    gain: ErrorArea
    curve: LossCurve
    curves: list[LossCurve]
    dot: Dot
    riding: RidingNumbers
    lifted: float
    asked: VMobject
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
        self.riding_pulls: RidingPulls | None = None

    @property
    def side(self) -> int:
        """On which side of the target the prediction is: 1 right, −1 left."""
        return 1 if self.x >= self.chart.span.mark else -1

    @property
    def in_chart(self) -> bool:
        """Whether the chart is on screen, and not another picture."""
        return len(self.picture) > 0 and self.picture[0] is self.chart

    def open_on(self, loss: LossFunction, losses: Sequence[LossFunction], x: float) -> None:
        """Open the film with the error of one prediction, before it has a price or a name."""
        self._set_chart(loss, losses, x)
        top = self.chart.top_for(loss, losses)
        self.chart.scale_between(top, top, 1.0)
        self.lifted, self.curve.risen = 1.0, 0.0
        self.riding.see(0.0)
        self.asked = self.write("?", self.stage.text_size(110), self.theme.loss)
        self.chart.show_heights(0.0)
        self.curve.seen = (x, x)
        self.show(x)
        self.title = self._title_of(loss)
        self.tracing = False
        self.pin(self.title)
        side = abs(x - loss.target) * self.chart.unit
        middle, low = self.chart.place((x + loss.target) / 2, 0.0), self.chart.row
        half = max(side, self.chart.across.width + self.chart.room) / 2
        seen = view_of(
            Area(
                np.array([middle[0] - half, low - 0.2 * self.stage.scale]),
                np.array([middle[0] + half, middle[1] + side + 0.5 * self.stage.scale]),
            ),
            self.stage, 0.0,
        )  # fmt: skip
        if seen.zoom > 1:
            self._aim(View(seen.centre, min(seen.zoom, CLOSEST)))
        self.asked.move_to(at(middle[0], middle[1] + side / 2))
        self.picture.add(self.asked)
        self.open_with(self.picture, hero=(self.chart,))

    def show(self, x: float) -> None:
        """Draw one prediction; loss and gradient are those of the number that is written."""
        self.x = round(x, self.chart.span.decimals)
        chart = self.chart
        for curve in self.curves:
            curve.go_to(self.x)
        chart.write_prediction(self.x)
        self.dot.move_to(at(*chart.place(self.x, 0.0)))
        if len(self.curves) == 1:
            self.riding.ride(self.curve, self.x, self.lifted)
        elif self.readout is not None:
            values = [by_size(float(c.value(self.x)), DECIMALS) for c in self.curves]
            self.readout.show_values(values)
        if self.riding_pulls is not None:
            self.riding_pulls.ride(self.x)

    def walk(self, end: float, seconds: float, *, home: bool = False) -> None:
        """Move the prediction; where the curve is still being drawn, it is drawn so far.

        Parameters
        ----------
        end, seconds : float
        home : bool
            Whether the camera goes back meanwhile, to where all can be seen.
        """
        start = self.x

        def go(progress: float) -> None:
            x = start + progress * (end - start)
            if self.curve.seen is not None and self.tracing:
                low, high = self.curve.seen
                self.curve.seen = min(low, x), max(high, x)
            self.show(x)

        if home:
            middle, _, _ = self.following.home
            self.move_camera(View(middle[:2].copy(), 1.0), go, seconds)
        else:
            self.drive_in_place(go, seconds)

    def draw_curve(self) -> None:
        """Let the curve begin at the prediction, at the height of its loss, and follow it.

        It has an axis of losses, in which the height of a square means nothing: a square is poured
        into a line as high as its area.
        """
        clear = clearness_of(self.curve.loss)

        def begin(progress: float) -> None:
            self.lifted = 1 - progress
            self.curve.poured = (1 - clear) * within(progress, 0.0, 0.85)
            self.curve.area_seen = 1 + within(progress, 0.85, 1.0) * (clear - 1)
            self.chart.show_heights(within(progress, 0.0, 0.5))
            self.show(self.x)

        self.drive_in_place(begin, self.reading_time(2.0))
        self.tracing = True
        self.curve.seen = (self.x, self.x)

    def raise_figure(self) -> None:
        """Light the bar of the error, and let the figure rise from it, with its area written."""

        def light(progress: float) -> None:
            self.curve.risen = within(progress, 0.4, 0.8)
            self.asked.set_opacity(1 - within(progress, 0.3, 0.5))
            self.riding.see(within(progress, 0.7, 0.9))
            self.show(self.x)
            self.curve.area.light(swell(min(2 * progress, 1.0)))

        self.drive_in_place(light, self.reading_time(2.5), linear)
        self.picture.remove(self.asked)

    def pull(self) -> None:
        """Let the edges of the figure appear, and the arrow of the gradient."""

        def appear(progress: float) -> None:
            self.curve.pulls = progress
            self.show(self.x)

        self.drive_in_place(appear, 0.8)

    def push_out(self) -> None:
        """Show what the figure gains a little farther out, again and again while it is read."""
        curve, farthest = self.curve, FARTHER * (self.chart.span.high - self.chart.span.mark)
        seconds = self.reading_time(2.4)
        times = max(round(seconds / 1.2), 1)

        def swell_out(progress: float) -> None:
            gain = farthest * (1 - np.cos(2 * np.pi * times * progress)) / 2
            x = self.x + self.side * gain
            self.gain.draw(curve.loss, x, curve.ground, seen=min(1.0, gain / (0.1 * farthest)))
            top = float(self.gain.figure.points[:, 1].max())
            self.riding.loss.set_y(height + top - roof)
            self.gain.leave_out(curve.area)

        height = float(self.riding.loss.get_y())
        roof = float(curve.area.figure.points[:, 1].max())
        swell_out(0.0)
        self.picture.add_to_back(self.gain)
        self.drive_in_place(swell_out, seconds, linear)
        self.picture.remove(self.gain)

    def complete(self) -> None:
        """Run the curve out to the chart's ends, and let its formula appear."""
        self.math, self.curve.poured = self._math_of(self.curve.loss), 0.0
        seen = self.curve.seen or (self.chart.x.low, self.chart.x.high)

        def grow(progress: float) -> None:
            self.curve.run_out(self.x, seen, progress)
            self.show(self.x)

        nothing = VGroup()
        self.act(FadeIn(self.math), Drive(nothing, grow), seconds=0.6)
        self.remove(nothing)

    def settle(self) -> None:
        """Write the losses of several curves, where the prediction has come to rest."""
        if self.readout is not None:
            self.drive_in_place(self.readout.see, 0.3)

    def part_huber(self, loss: LossFunction) -> None:
        """Show where Huber's loss goes from squared to straight, before its formula."""
        size = self.stage.text_size(36)
        joints = HuberJoints(loss, self.chart, size, self.stage.scale)
        self.math = VGroup(joints)

        def part(progress: float) -> None:
            self.curve.parted = progress
            self.show(self.x)

        nothing = VGroup()
        self.act(FadeIn(joints), Drive(nothing, part), seconds=0.5)
        self.remove(nothing)

    def write_formula(self) -> None:
        """Let the formula appear beside what marks its parts."""
        math = self._math_of(self.curve.loss)
        self.act(FadeIn(math), seconds=0.4)
        self.math.add(math)

    def _set_chart(self, loss: LossFunction, losses: Sequence[LossFunction], x: float) -> None:
        stage, theme = self.stage, self.theme
        self.chart = LossChart(span_of(losses), stage, theme, self.write)
        self.curve = LossCurve(loss, self.chart, theme.loss, stage.scale)
        self.curves, self.lifted, self.x = [self.curve], 0.0, x
        self.dot = Dot(radius=1.2 * DOT * stage.scale, color=theme.highlight)
        self.riding = RidingNumbers(self.chart, stage, self.write)
        self.gain = ErrorArea(theme.gradient, theme)
        self.picture = VGroup(self.chart, self.curve, self.dot, self.riding)
        self.readout, self.riding_pulls, self.tracing = None, None, True

    def _shown(self) -> list[VMobject]:
        """Return the picture, and all that stands in the corners."""
        shown = [self.picture, self.title, self.math]
        return shown if self.readout is None else [*shown, self.readout]

    def _title_of(self, loss: LossFunction) -> VMobject:
        name = TITLES.get(loss.name) or LOSS_FUNCTIONS[loss.name].title
        title = self.write(name, self.stage.text_size(30), bold=True)
        self.stage.put_title(title)
        return title

    def _math_of(self, loss: LossFunction) -> VMobject:
        written = OF_RIGHT_CLASS.get(loss.name) or LOSS_FUNCTIONS[loss.name].formula
        return self._formula_in_chart(written, 0.5 if loss.domain == "prediction" else None)

    def _formula_in_chart(self, written: str, middle: float | None = None) -> VMobject:
        """Set a formula where no curve of the kind passes, by its middle's share of the width."""
        chart = self.chart
        math = formula(written, self.stage.text_size(64), self.theme.text)
        wide, tall = chart.high - chart.low
        room = (0.5 if middle is None else 0.28) * wide
        math.scale(min(1.0, room / math.width, 0.25 * tall / math.height))
        return math.move_to(at(*(chart.low + [(middle or BESIDE) * wide, 0.87 * tall])))


def clearness_of(loss: LossFunction) -> float:
    """Return how clearly a figure is seen under its curve: a square's heights are no losses."""
    return 0.0 if is_square(loss) else 1.0
