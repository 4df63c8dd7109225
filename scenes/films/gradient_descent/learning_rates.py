"""Learning rates: how long a step should be, and the limit beyond which descent diverges.

Told in acts: one descent after the other, from one start; a cut along the steepest direction, which
says why; the loss reached with every learning rate.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import RIGHT, UP, FadeIn, FadeOut, Group, VGroup, VMobject, linear, smooth

from engine.descent.rate_sweep import curvatures_of, sweep_rates
from engine.progress import Work, unwatched
from scenes.films.gradient_descent.descent_numbers import descent_number
from scenes.films.gradient_descent.descents import kept_descent
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.mobjects.walker import Walker
from scenes.films.gradient_descent.rates import words
from scenes.films.gradient_descent.rates.charts import ParabolaCut, SweepChart
from scenes.films.gradient_descent.rates.stage import RateResults, RateStage
from scenes.languages.numbers import counted, grouped, significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.text import formula
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.story import Act

SHARES = (0.03, 0.5, 0.97, 1.03)
"""Of the limit, if no rates are given."""
TRIED = 240
"""Learning rates of the sweep."""
RING = 0.28
"""Radius of the ring around the best, in frame units."""
BEYOND = 1.12
"""How far the sweep goes, in limits."""
WALK = 3.6
"""Seconds of one descent."""
FAINT = 0.35
"""Opacity of the ways that are not looked at."""
LEAPS = 12
"""Steps that are shown of each rate on the cut."""


class LearningRates(RateStage):
    """The same start, four learning rates."""

    spec: ClassVar[LearningRatesSpec] = LearningRatesSpec()
    results: ClassVar[RateResults]

    @classmethod
    def compute(cls, spec: LearningRatesSpec, work: Work = unwatched) -> RateResults:
        """Descend with each rate, and with many more."""
        walk = spec.descent_at(0.1)
        surface = walk.loss_surface
        limit = 2 / float(curvatures_of(surface)[0])
        rates = spec.rates or tuple(float(f"{share * limit:.3g}") for share in SHARES)
        descents = tuple(kept_descent(spec.descent_at(rate), work) for rate in rates)
        tried = np.linspace(0, BEYOND * limit, TRIED + 1)[1:]
        start = tuple(descents[0].path[0].tolist())
        return RateResults(descents, sweep_rates(surface, start, tried, spec.steps))

    @classmethod
    def report(cls, results: RateResults) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        limit = f"limit 2/λ = {significant(results.sweep.limit)}"
        return [limit] + [
            f"learning rate {significant(each.rate[0])}: loss {significant(each.loss[-1], 4)} "
            f"after {counted(each.steps, 'step')}"
            for each in results.descents
        ]

    def story(self) -> list[Act]:
        """Return the acts: the descents, why they differ, and the limit."""
        return [
            Act("descents", self.one_by_one), Act("why", self.why), Act("limit", self.limit)
        ]  # fmt: skip

    # One descent after the other

    def one_by_one(self) -> None:
        """Walk down with one rate after the other, from one start."""
        steps = self.spec.steps
        self.draw(float(steps))
        self.open_with(self.ground, *self.marks, self.crowd, hero=(self.picture,))
        self.say("How long should a step be? One number decides it: the learning rate.")
        self.drift(3.4, lambda p: self.draw(steps * (1 - smooth(p))))
        self.retitle(self.rule())
        self.say("A step is the learning rate η times the gradient, downhill.")
        self.look_home(0.6)
        self.drift(1.0, lambda p: self.draw(0.0))
        self.remove(self.crowd, *self.walkers)
        shown: list[Walker] = []
        for i in range(len(self.descents)):
            self.walk(i, shown)
            shown.append(self.walkers[i])
        self.say("One start, one loss: only the learning rate differs.")
        self.retitle(None, seconds=0.3)
        self.act(*(walker.animate.set_stroke(opacity=1.0) for walker in shown), seconds=0.5)
        self.drift(1.0, lambda p: self.draw(float(steps)))

    def rule(self) -> VGroup:
        """Write the rule of gradient descent."""
        return self.titled(
            formula(self.descents[0].spec.rule.typst, self.stage.text_size(38), self.theme.text)
        )

    def walk(self, i: int, before: list[Walker]) -> None:
        """Walk down with one learning rate, and say what came of it."""
        descent, walker, colour = self.descents[i], self.walkers[i], self.colours[i]
        rate = significant(descent.rate[0], 4)
        size = self.stage.text_size(30)
        title = self.titled(
            self.write("learning rate η = {rate}", size, colour, bold=True, rate=rate)
        )
        rows = self.counts(descent)
        self.say("{steps} steps at a learning rate of {rate}.",
                 steps=grouped(descent.steps), rate=rate)  # fmt: skip
        walker.seen_at(self.view.zoom).walk_to(0)
        dimmed = [each.animate.set_stroke(opacity=FAINT) for each in before[-1:]]
        self.retitle(title, FadeIn(walker), FadeIn(rows), *dimmed)

        def draw(progress: float) -> None:
            step = progress * descent.steps
            walker.seen_at(self.view.zoom).walk_to(step)
            self.mark_map()
            last = int(step + 1e-9)
            rows.write((descent_number(float(descent.loss[last])),), (grouped(last),))

        self.move_camera(self.view_of_way(descent), draw, WALK, 0.8)
        minimum = float(self.surface.value(self.minimum))
        self.say(words.verdict(descent, minimum))
        self.move_camera(self.view_of_end(descent), lambda p: draw(1.0), self.reading_time(1.4))
        home = self.home_view()
        self.act(FadeOut(rows), seconds=0.3)
        if not self.view.is_near(home):
            self.move_camera(home, lambda p: draw(1.0), 0.7)

    # Why

    def why(self) -> None:
        """Cut the surface along its steepest direction, and leap on the parabola that it is."""
        sweep, stage = self.sweep, self.stage
        curvature = float(sweep.curvatures[0])
        cut = ParabolaCut(curvature, self.distance_along_steepest(), stage, self.theme)
        colours = self.colours
        cut.draw(np.array([cut.distance]), 0.0, self.theme.highlight)
        shown = significant(curvature, 4)
        if self.surface.dims == 2:
            self.say(
                "Cut along the steepest direction, it is a parabola of curvature λ = {curvature}.",
                curvature=shown,
            )
        else:
            self.say("This is a parabola of curvature λ = {curvature}.", curvature=shown)
        self.look_home(0.5)
        line = self.line_of_cut()
        self.drive(line, lambda p: self.lengthen(line, p), 1.5)
        old = [self.ground, *self.marks, *self.walkers, line]
        self.retitle(None, *in_turn(old, [cut]), seconds=1.0)
        self.hero = (cut,)
        self.breathe(1.0)
        self.say("A step multiplies the distance from the minimum by 1 − ηλ.")
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

        self.drive(cut, lambda p: draw(p, min(12 * p, 1.0)), 5.0, linear)
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
        """Return how far the start is from the minimum, along the steepest direction; or else 1."""
        found = float((self.descents[0].path[0] - self.minimum) @ self.steepest_direction())
        return found if abs(found) > 1e-9 else 1.0

    # The limit

    def limit(self) -> None:
        """Show the loss reached with every rate, and where theory puts the limit."""
        sweep, stage, theme = self.sweep, self.stage, self.theme
        rates = [float(each.rate[0]) for each in self.descents]
        losses = [float(each.loss[-1]) for each in self.descents]
        chart = SweepChart(
            sweep, float(self.descents[0].loss[0]), BEYOND * sweep.limit, stage, theme
        )
        title = self.titled(
            self.write("loss after {steps} steps", stage.text_size(28), theme.loss,
                       steps=grouped(self.spec.steps))
        )  # fmt: skip
        self.say("Try all learning rates: {steps} steps of each.", steps=grouped(self.spec.steps))
        self.look_home(0.4)
        self.retitle(title, *in_turn([self.cut], [chart]), seconds=0.9)
        self.hero = (chart,)
        self.drive(chart, chart.draw, 4.5, linear)
        marks = chart.marks(rates, losses, self.colours)
        self.say("The marks are the rates we saw.")
        self.act(FadeIn(marks), seconds=0.5)
        self.breathe(0.6)
        self.say(words.limit(sweep, float(self.descents[0].loss[0])))
        name = self.write("2/λ", stage.text_size(26), theme.highlight)
        self.act(FadeIn(name.move_to(chart.beside_limit(), aligned_edge=RIGHT + UP)), seconds=0.3)
        self.breathe(2.0, lambda p: chart.draw_limit(min(1.5 * p, 1.0)))
        self.say(words.best(sweep))
        self.act(FadeIn(self.best_mark(chart)), seconds=0.5)
        self.breathe(1.4)
        self.say(words.advice(sweep))
        self.breathe(1.6)

    def best_mark(self, chart: SweepChart) -> Group:
        """Ring the best of all learning rates."""
        rates = words.best_rates(self.sweep)
        i = int(np.searchsorted(self.sweep.rates, rates[len(rates) // 2]))
        mark = Markers(
            marker_of(0), fill_opacity=0, stroke_color=self.theme.highlight, stroke_width=5
        )
        lowest = max(float(self.sweep.losses[i]), chart.chart.y.low)
        place = chart.chart.place(float(self.sweep.rates[i]), lowest)
        mark.set_places(place[None], RING * self.stage.scale)
        return Group(mark)
