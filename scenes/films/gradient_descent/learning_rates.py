"""Learning rates: how long a step should be, and the limit beyond which descent diverges.

Told in acts: one descent after the other, from one start; a cut straight across the valley, which
says why; the loss reached with every learning rate.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, VGroup, smooth

from engine.descent.rate_sweep import limit_of, shares_of, sweep_rates, with_best_rate
from engine.progress import Work, unwatched
from scenes.films.gradient_descent.descent_numbers import descent_number
from scenes.films.gradient_descent.descents import kept_descent
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.films.gradient_descent.rates import words
from scenes.films.gradient_descent.rates.charts import SweepChart
from scenes.films.gradient_descent.rates.cut_acts import CutActs
from scenes.films.gradient_descent.rates.stage import RateResults
from scenes.languages.numbers import counted, grouped, significant
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import plated
from scenes.storytelling.staged_scene import NEARER
from scenes.storytelling.story import Act

SHARES = (0.03, 0.5, 0.97, 1.03)
"""Of the limit, if no rates are given."""
TRIED = 240
"""Learning rates of the sweep."""
RING = 0.28
"""Radius of the ring around the best, in frame units."""
BEYOND = 1.12
"""How far the sweep goes, in limits."""
WALK = 2.0
"""Seconds of one descent."""
UPHILL = 1.6
"""Length of the arrow of the gradient, in frame units of 16:9."""


class LearningRates(CutActs):
    """The same start, four learning rates."""

    spec: ClassVar[LearningRatesSpec] = LearningRatesSpec()
    results: ClassVar[RateResults]

    @classmethod
    def compute(cls, spec: LearningRatesSpec, work: Work = unwatched) -> RateResults:
        """Descend with each rate, and with many more."""
        walk = spec.descent_at(0.1)
        surface = walk.loss_surface
        limit = limit_of(surface)
        rates = spec.rates or shares_of(limit, SHARES)
        descents = tuple(kept_descent(spec.descent_at(rate), work) for rate in rates)
        tried = np.linspace(0, BEYOND * limit, TRIED + 1)[1:]
        start = tuple(descents[0].path[0].tolist())
        sweep = with_best_rate(surface, start, sweep_rates(surface, start, tried, spec.steps))
        best = kept_descent(spec.descent_at(words.best_rate(sweep)), work)
        return RateResults(descents, sweep, best)

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
        self.drift(2.8, lambda p: self.draw(steps * (1 - smooth(p))))
        self.show_gradient()
        self.first_steps()
        self.remove(self.crowd, *self.walkers)
        shown: list[Walker] = []
        for i in range(len(self.descents)):
            self.walk(i, shown)
            shown.append(self.walkers[i])
        self.retitle(None, seconds=0.3)

    def show_gradient(self) -> None:
        """Draw the gradient at the start as an arrow."""
        gradient = self.surface.gradient(self.descents[0].path[0])
        self.guide = Walker(
            self.ground, self.walkers[0].route, self.theme, self.theme.border, 0,
            1.1 * self.stage.scale,
        )  # fmt: skip
        self.look_home(0.4)
        self.say("The arrow is the gradient ∇L: the way in which the loss rises most.")
        self.add(self.guide.walk_to(0))

        self.lowest = plated(
            self.write("lowest loss", self.stage.text_size(26), self.theme.text), self.theme
        )
        place = at(*self.ground.see(self.minimum[None])[0][0])
        self.lowest.move_to(place + 0.55 * self.stage.scale * UP)
        if self.surface.dims == 2:
            self.act(FadeIn(self.lowest), seconds=0.3)

        def grow(progress: float) -> None:
            self.draw(0.0)
            self.point_uphill(gradient, min(1.5 * progress, 1.0))

        self.drift(1.6, grow)

    def point_uphill(self, gradient: np.ndarray, share: float) -> None:
        """Draw a share of the arrow of the gradient at the start."""
        guide = self.guide.seen_at(self.view.zoom).walk_to(0)
        guide.point_along(gradient, UPHILL * share, gradient, 0.0)

    def first_steps(self) -> None:
        """Take the first step with each rate: against the arrow, and only the length differs."""
        gradient = self.surface.gradient(self.descents[0].path[0])
        self.say("A step goes the other way. The learning rate η only decides how far.")
        rate, count = self.live_rate(), len(self.walkers)
        self.retitle(self.rule(), FadeIn(rate))

        def step(progress: float) -> None:
            now = min(int(1.2 * count * progress), count - 1)
            rate.write((significant(self.descents[now].rate[0], 4),))
            for i, walker in enumerate(self.walkers):
                share = float(np.clip(1.2 * count * progress - i, 0, 1))
                walker.seen_at(self.view.zoom).walk_to(smooth(share))
            self.point_uphill(gradient, 1.0)
            self.mark_map()

        self.drift(2.8, step)

        def back(progress: float) -> None:
            for walker in self.walkers:
                walker.seen_at(self.view.zoom).walk_to(1 - progress)
            self.point_uphill(gradient, 1 - progress)
            self.mark_map()

        self.drive(self.crowd, back, 0.5)
        self.act(*(FadeOut(each) for each in (rate, self.lowest)), seconds=0.3)
        self.remove(self.guide)

    def rule(self) -> VGroup:
        """Write the rule of gradient descent."""
        return self.titled(
            formula(self.descents[0].spec.rule.typst, self.stage.text_size(38), self.theme.text)
        )

    def walk(self, i: int, before: list[Walker]) -> None:
        """Walk down with one learning rate, and say what came of it."""
        descent, walker, colour = self.descents[i], self.walkers[i], self.colours[i]
        rate = significant(descent.rate[0], 4)
        title = self.titled(
            self.write(
                "learning rate η = {rate}", self.stage.text_size(30), colour, bold=True, rate=rate
            )
        )
        rows = self.counts(descent)
        if before:
            self.fall_silent()
        else:
            self.say("{steps} steps at a learning rate of {rate}.",
                     steps=grouped(descent.steps), rate=rate)  # fmt: skip
        walker.seen_at(self.view.zoom).walk_to(0)
        gone = [
            part.animate.set_opacity(0.0)
            for each in before[-1:]
            for part in (each.line, each.behind, each.dots)
        ]
        self.retitle(title, FadeIn(walker), FadeIn(rows), *gone)

        def draw(progress: float) -> None:
            step = progress * descent.steps
            walker.seen_at(self.view.zoom).walk_to(step)
            self.mark_map()
            last = int(step + 1e-9)
            rows.write((descent_number(float(descent.loss[last])),), (grouped(last),))

        self.move_camera(self.view_of_way(descent), draw, WALK, 0.8)
        minimum = float(self.surface.value(self.minimum))
        self.say(words.verdict(descent, minimum))
        near = View(self.view.centre, self.view.zoom * (1 + NEARER))
        self.move_camera(near, lambda p: draw(1.0), self.reading_time(1.4))
        home = self.home_view()
        self.act(FadeOut(rows), seconds=0.3)
        if len(before) < len(self.descents) - 1 and not self.view.is_near(home):
            self.move_camera(home, lambda p: draw(1.0), 0.7)

    # The limit

    def limit(self) -> None:
        """Show the loss reached with every rate, and where theory puts the limit."""
        sweep, stage, theme = self.sweep, self.stage, self.theme
        rates, losses = np.array([(each.rate[0], each.loss[-1]) for each in self.descents]).T
        chart = SweepChart(
            sweep, float(self.descents[0].loss[0]), BEYOND * sweep.limit, stage, theme
        )
        self.say("Try all learning rates: {steps} steps of each.", steps=grouped(self.spec.steps))
        self.look_home(0.4)
        title, number = self.running_title()
        self.small = small = self.make_room(chart, title)
        self.hero = (chart, small)
        last = float(sweep.rates[-1])
        tuned = 1 / float(sweep.curvatures[0])
        turn = min(max(words.best_rate(sweep), tuned), last)
        self.sweep_over(chart, small, number, (0.0, tuned), 2.0)
        if len(small.cuts) > 1:
            self.say(words.along(sweep))
        self.sweep_over(chart, small, number, (tuned, turn), 2.6)
        self.say(words.limit(sweep, float(self.descents[0].loss[0])))
        name = self.write("2/λ", stage.text_size(26), theme.highlight)
        name.move_to(chart.beside_limit(), aligned_edge=RIGHT + UP)
        post = Drive(chart.limit, chart.draw_limit)
        self.act(FadeIn(name), post, seconds=0.7)
        self.sweep_over(chart, small, number, (turn, last), 3.6)
        marks = chart.marks(rates.tolist(), losses.tolist(), self.colours)
        self.act(FadeIn(marks), seconds=0.4)
        self.say(words.best(sweep))
        ring, best = self.best_mark(chart), words.best_rate(sweep)

        def settle(progress: float) -> None:
            rate = last + progress * (best - last)
            small.draw(rate, self.spec.steps)
            number.write(self.running(rate))

        self.act(FadeIn(ring), Drive(small.curves, settle), seconds=0.8)
        self.breathe(0.8)
        self.walk_best(chart, small, marks, name, ring)

    def running_title(self) -> tuple[VGroup, LiveNumber]:
        """Write what the chart shows, and the rate that is being tried, live."""
        size, theme = self.stage.text_size(28), self.theme
        number = LiveNumber(size, theme.highlight).write(self.running(0.0))
        rate = VGroup(self.write("learning rate η", size, theme.muted), number)
        rate.arrange(RIGHT, buff=0.2 * self.stage.scale)
        title = self.titled(
            self.write("loss after {steps} steps", size, theme.loss,
                       steps=grouped(self.spec.steps)),
            rate,
        )  # fmt: skip
        number.place(number.get_corner(DOWN + LEFT))
        return title, number

    def walk_best(self, *gone: Any) -> None:
        """Come back to the surface, and walk down on it with the best rate."""
        best, size = self.results.best, self.stage.text_size(30)
        walker = Walker(
            self.ground, Route(best.path, self.surface.domain), self.theme, self.theme.highlight,
            0, 1.1 * self.stage.scale,
        )  # fmt: skip
        title = self.titled(
            self.write("learning rate η = {rate}", size, self.theme.highlight, bold=True,
                       rate=significant(best.rate[0], 3))
        )  # fmt: skip
        self.say(words.advice(self.sweep))
        self.look_home(0.3)
        walker.seen_at(self.view.zoom).walk_to(0)
        self.mark_map()
        come = [FadeIn(each) for each in (self.ground, *self.marks, walker)]
        rows = self.counts(best)
        self.retitle(title, *map(FadeOut, gone), *come, seconds=0.9)
        self.act(FadeIn(rows), seconds=0.3)
        self.hero = (self.picture,)

        def draw(progress: float) -> None:
            step = progress * best.steps
            walker.walk_to(step)
            last = int(step + 1e-9)
            rows.write((descent_number(float(best.loss[last])),), (grouped(last),))

        self.drive(walker, draw, self.reading_time(2.6))
        self.breathe(1.2)

    def best_mark(self, chart: SweepChart) -> Group:
        """Ring the best of all learning rates."""
        i = int(np.searchsorted(self.sweep.rates, words.best_rate(self.sweep)))
        mark = Markers(
            marker_of(0), fill_opacity=0, stroke_color=self.theme.highlight, stroke_width=5
        )
        lowest = max(float(self.sweep.losses[i]), chart.chart.y.low)
        place = chart.chart.place(float(self.sweep.rates[i]), lowest)
        mark.set_places(place[None], RING * self.stage.scale)
        return Group(mark)
