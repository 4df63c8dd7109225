"""The stage of a regression's film: the picture, the losses beside it, and how both move."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import Animation, Circle, Line, VGroup, smooth

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit.curve_legend import CurveLegend
from scenes.films.fit.fit_numbers import FitNumbers, distance_text
from scenes.films.fit.fit_picture import SHRINK, FitPicture
from scenes.films.fit.loss_chart import LossChart
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

WIDE = 2.1
"""Heroes at least so wide for their height have the losses beside the picture, others below."""
ACROSS, DOWN = 0.53, 0.52
"""What the picture keeps of the hero's width beside the losses, and of its height above them."""
SIZE = 34
"""Of the number beside a bar, in 16:9."""


class FitStage(StagedScene):
    """A picture that fills the hero's place, or shares it with the losses.

    Attributes
    ----------
    fit : FitPicture
    chart : LossChart
    numbers : FitNumbers
    legend : CurveLegend
    whole, beside : Area
        Where the picture stands alone, and beside or above the losses.
    step : float
        That is shown.
    last : int
    """

    results: ClassVar[FittedCurve]
    layout: ClassVar[str] = BAND

    def prepare(self) -> None:
        """Build picture, chart and numbers; begin with the last step."""
        fit, hero, scale = self.results, self.stage.hero, self.stage.scale
        self.last = fit.recording.last_step
        edge = 0.1 * scale
        # Points and numbers at the right end are not cut off.
        self.whole = Area(hero.low + [0, edge], hero.high - [2.5 * edge, 0])
        if hero.size[0] > WIDE * hero.size[1]:
            parting = hero.low[0] + ACROSS * hero.size[0]
            self.beside = Area(self.whole.low, np.array([parting - edge, hero.high[1]]))
            rest = Area(np.array([parting + edge, self.whole.low[1]]), hero.high)
        else:
            parting = hero.high[1] - DOWN * hero.size[1]
            self.beside = Area(np.array([hero.low[0], parting]), hero.high)
            rest = Area(hero.low, np.array([hero.high[0], parting - edge]))
        self.fit = FitPicture(fit, self.whole, self.stage, self.theme)
        self.chart = LossChart(fit, rest, self.stage, self.theme)
        self.numbers = FitNumbers(fit, self.stage, self.theme)
        self.legend = CurveLegend(fit, self.stage, self.theme)
        self.show(self.last)

    def show(self, step: float) -> None:
        """Draw a step in the picture, and its numbers."""
        self.step = step
        self.fit.draw(step)
        self.numbers.draw(step)

    def step_at(self, progress: float) -> float:
        """Return the step at a share of the training that gives early ones more time."""
        return float(np.expm1(progress * np.log1p(self.last)))

    def run(self, start: float, end: float, seconds: float) -> None:
        """Go from one step to another, in the picture and in the chart, if it is shown."""
        first, final = np.log1p([start, end])

        def draw(progress: float) -> None:
            step = float(np.expm1(first + progress * (final - first)))
            self.show(step)
            if self.chart in self.mobjects:
                self.chart.draw(step)

        self.drive_in_place(draw, max(seconds, self.reading_time(0.0)), gentle)

    def fade(self, **shown: float) -> None:
        """Set how much is seen of parts of the picture, and draw them."""
        for name, value in shown.items():
            setattr(self.fit, name, value)
        self.fit.draw(self.step)

    def reveal(self, part: str, end: float, seconds: float) -> None:
        """Fade a part of the picture to an opacity."""
        start = getattr(self.fit, part)
        self.watch(lambda p: self.fade(**{part: start + p * (end - start)}), seconds)

    def watch(self, draw: Callable[[float], None], seconds: float) -> None:
        """Drive the picture in its place."""
        self.drive_in_place(draw, seconds, smooth)

    def resize(self, area: Area, *others: Animation) -> None:
        """Move the picture to another area, while other things come or go."""
        start = self.fit.area

        def draw(progress: float) -> None:
            low = start.low + progress * (area.low - start.low)
            self.fit.area = Area(low, start.high + progress * (area.high - start.high))
            self.fit.draw(self.step)

        self.act(Drive(self.fit, draw, rate_func=smooth), *others, seconds=1.4)

    def approach(self, view: View, seconds: float) -> None:
        """Move the camera; marks grow less than what is between them."""

        def draw(progress: float) -> None:
            self.fit.nearness = self.view.zoom
            self.fit.draw(self.step)

        self.move_camera(view, draw, seconds)

    def ring(self, point: int) -> Circle:
        """Return a ring round a training point."""
        middle = self.fit.place(*self.results.points[point])
        return Circle(self._radius, color=self.theme.text, stroke_width=4).move_to(at(*middle))

    def gap(self, point: int, curve: np.ndarray, colour: str) -> VGroup:
        """Return a bar from the ring round a training point to a curve, and its length beside it.

        The length is that from the point itself.

        Parameters
        ----------
        point : int
        curve : array (samples, 2)
        colour : str
        """
        x, y = self.results.points[point]
        reached = float(np.interp(x, *curve.T))
        start, end = (self.fit.place(x, height) for height in (y, reached))
        edge = min(self._radius / max(float(np.linalg.norm(end - start)), 1e-9), 1.0)
        bar = Line(at(*(start + edge * (end - start))), at(*end), color=colour, stroke_width=8)
        size = self.stage.text_size(SIZE) / self.view.zoom
        number = LiveNumber(size, colour, align=1)
        beside = (start + end) / 2 - [0.45 * self._radius, 0.0055 * size]
        return VGroup(bar, number.place(at(*beside)).write(distance_text(abs(reached - y))))

    @property
    def _radius(self) -> float:
        return 0.28 * self.stage.scale * self.view.zoom**-SHRINK
