"""The acts of the cut: the surface straight across its valley, and who leaps to and fro on it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup, VMobject, linear

from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.rates import words
from scenes.films.gradient_descent.rates.charts import ParabolaCut, SweepChart
from scenes.films.gradient_descent.rates.stage import RateResults, RateStage
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.storytelling.drive import Drive
from scenes.storytelling.in_turn import in_turn

LEAPS = 12
"""Steps that are shown of each rate on the cut."""


class CutActs(RateStage):
    """Bends a line of the map into a parabola, and keeps it while all rates are tried."""

    spec: ClassVar[LearningRatesSpec]
    results: ClassVar[RateResults]

    def why(self) -> None:
        """Cut the surface straight across its valley, and leap on the parabola that it is."""
        sweep, stage = self.sweep, self.stage
        curvature = float(sweep.curvatures[0])
        cut = ParabolaCut(curvature, self.distance_along_steepest(), stage, self.theme)
        colours = self.colours
        cut.draw(np.array([cut.distance]), 0.0, self.theme.highlight)
        shown = significant(curvature, 4)
        if self.surface.dims == 2:
            self.say(
                "Cut straight across the valley: a parabola. Per unit of distance, its slope "
                "grows by λ = {curvature}.", curvature=shown,
            )  # fmt: skip
        else:
            self.say("Per unit of distance from the minimum, its slope grows by λ = {curvature}.",
                     curvature=shown)  # fmt: skip
        self.look_home(0.5)
        self.act(*map(FadeOut, self.walkers), seconds=0.4)
        line = self.line_of_cut()
        self.drive(line, lambda p: self.lengthen(line, p), 1.5)
        self.retitle(None, seconds=0.3)
        old = [FadeOut(each) for each in (self.ground, *self.marks)]
        if self.surface.dims == 2:
            ends = line.points[[0, -1], :2]
            rise = [Drive(line, lambda p: cut.rise(line, ends, p))]
            self.act(*old, *rise, seconds=1.4)
            self.act(FadeIn(cut), FadeOut(line), seconds=0.7)
        else:
            self.act(*old, FadeIn(cut), seconds=1.0)
        self.hero = (cut,)
        self.breathe(1.0)
        self.say("At a distance d the slope is λd, so that a step multiplies d by 1 − ηλ.")
        for i in self.telling():
            rate = float(self.descents[i].rate[0])
            line = self.write("1 − ηλ = {numbers}", stage.text_size(32), colours[i],
                              numbers=words.factor_of(rate, curvature)[0])  # fmt: skip
            self.retitle(self.titled(line))
            self.say(words.effect(rate, curvature))
            self.leap(cut, i, is_last=i == self.telling()[-1])
        self.cut = cut

    def leap(self, cut: ParabolaCut, i: int, *, is_last: bool) -> None:
        """Play the leaps of a rate on the parabola; they make way for those of the next."""
        distances = cut.distances(float(self.descents[i].rate[0]), LEAPS)

        def draw(progress: float, shown: float = 1.0) -> None:
            cut.draw(distances, progress * (len(distances) - 1), self.colours[i], shown)

        self.drive(cut, lambda p: draw(p, min(12 * p, 1.0)), 4.5, linear)
        self.breathe(0.8, lambda p: draw(1.0))
        if not is_last:
            self.drive(cut, lambda p: draw(1.0, 1 - p), 0.4)

    def line_of_cut(self) -> VMobject:
        """Make the line through the minimum along which the map is cut; it has no length yet."""
        line = VMobject(stroke_color=self.theme.highlight, stroke_width=6)
        return line.set_fill(opacity=0)

    def lengthen(self, line: VMobject, progress: float) -> None:
        """Draw the line of the cut to either side of the minimum, as far as that."""
        if self.surface.dims == 1:
            return
        way = self.steepest_direction()
        reach = progress * self.stage.frame.size.max() / self.ground.unit
        ends = self.ground.place(self.minimum + reach * np.array([[-1], [1]]) * way)
        line.points = as_points(straight(ends[:1], ends[1:]))

    def steepest_direction(self) -> np.ndarray:
        """Return the direction in which the surface bends most, of length 1, array (dims,)."""
        ways = np.linalg.eigh(self.surface.hessian(self.minimum))[1]
        steepest: np.ndarray = ways[:, -1]
        return steepest

    def telling(self) -> list[int]:
        """Return which rates are shown on the cut: the last below the limit, the first above."""
        rates = [float(each.rate[0]) for each in self.descents]
        below = [i for i, rate in enumerate(rates) if rate < self.sweep.limit]
        above = [i for i, rate in enumerate(rates) if rate >= self.sweep.limit]
        return [
            *sorted(below, key=rates.__getitem__)[-1:],
            *sorted(above, key=rates.__getitem__)[:1],
        ]

    def distance_along_steepest(self) -> float:
        """Return how far the start is from the minimum, straight across the valley; or else 1."""
        found = float((self.descents[0].path[0] - self.minimum) @ self.steepest_direction())
        return found if abs(found) > 1e-9 else 1.0

    def make_room(self, chart: SweepChart, title: VGroup) -> None:
        """Shrink the parabola to the upper part of the chart of all rates, which comes."""
        cut, distances = self.cut, np.array([self.cut.distance])
        begun = cut.distances(float(self.descents[self.telling()[-1]].rate[0]), LEAPS)
        colour = self.colours[self.telling()[-1]]

        def shrink(progress: float) -> None:
            cut.shrink(progress)
            if progress < 0.5:
                cut.draw(begun, len(begun), colour, 1 - 2 * progress)
            else:
                cut.draw(distances, 0.0, self.theme.highlight, 2 * progress - 1)

        moving = VGroup(cut.curve, cut.way, cut.ball)
        self.remove(cut)
        self.add(cut.chart, moving)
        swap = in_turn([cut.chart], [chart])
        self.retitle(title, *swap, Drive(moving, shrink), seconds=1.4)
        self.parabola = moving

    def sweep_over(self, chart: SweepChart) -> None:
        """Draw the loss of one rate after the other, and on the parabola the leaps of each."""
        cut, last = self.cut, float(self.sweep.rates[-1])

        def draw(progress: float) -> None:
            chart.draw(progress)
            leaps = cut.distances(progress * last, LEAPS)
            cut.draw(leaps, len(leaps), self.theme.highlight)

        self.drive(chart, draw, 5.0, linear)
        self.act(FadeOut(self.parabola), seconds=0.5)
