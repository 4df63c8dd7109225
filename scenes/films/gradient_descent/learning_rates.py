"""Learning rates: too small, good, too large, diverging; and the limit that theory gives.

Told in two acts: four descents side by side; the loss reached with every learning rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from manim import LEFT, UP, DashedLine, FadeIn, FadeOut, Group, VGroup, linear

from engine.descent.descent import Descent
from engine.descent.rate_sweep import RateSweep, curvatures_of, sweep_rates
from engine.progress import Work, unwatched
from scenes.films.gradient_descent.descent_charts import flat_view, loss_axis
from scenes.films.gradient_descent.descents import kept_descent
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.story import Act, StoryScene

SHARES = (0.03, 0.5, 0.97, 1.03)
"""Of the limit, if no rates are given."""
TRIED = 240
"""Learning rates of the sweep."""
BEYOND = 1.12
"""How far the sweep goes, in limits."""
SLOW, STEEP = 0.15, 0.8
"""Shares of the limit below which a rate is too small, and above which it is too large."""
PITCH, SIDE = 3.4, 2.6
"""From one column to the next, and a side of a map."""
WALK = 12.0
"""Seconds of all descents together."""


@dataclass(frozen=True)
class RateResults:
    """What the film shows.

    Attributes
    ----------
    descents : tuple of Descent
    sweep : RateSweep
    """

    descents: tuple[Descent, ...]
    sweep: RateSweep


class LearningRates(StoryScene):
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
            f"after {each.steps} steps"
            for each in results.descents
        ]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.surface = self.spec.descent_at(0.1).loss_surface
        self.sweep, self.descents = self.results.sweep, self.results.descents
        palette = (0, 2, 1, 5)
        self.colours = [self.theme.colour_of(k) for k in palette]

    def story(self) -> list[Act]:
        """Return two acts: the descents, and the limit."""
        return [Act("descents", self.side_by_side), Act("limit", self.limit)]

    # Side by side

    def side_by_side(self) -> None:
        """Descend with every rate at once."""
        self.say("The same surface, the same start. Only the learning rate differs.")
        columns = [self.column(i) for i in range(len(self.descents))]
        walkers = [column[1] for column in columns]
        self.act(*(FadeIn(*column) for column in columns), seconds=0.9)
        self.beat(2.2)
        self.say("Each step: the learning rate times the gradient.")

        def draw(progress: float) -> None:
            step = progress * self.spec.steps
            for descent, walker, curve in zip(self.descents, walkers, self.curves, strict=True):
                walker.walk_to(min(step, descent.steps))
                curve.set_values_up_to(np.arange(len(descent.loss)), descent.loss, step)

        moving = Group(*walkers, *self.curves)
        few = 3 / self.spec.steps
        self.drive(moving, lambda p: draw(few * p), 4.0, linear)
        self.drive(moving, lambda p: draw(few + (1 - few) * p), WALK - 4.0, linear)
        self.beat(1.0)
        for sentence, rate in self.verdicts():
            self.say(sentence, rate=rate)
            self.beat(2.0)

    def column(self, i: int) -> Group:
        """Make the picture of one rate: a title, a map with a walker, a chart of the loss."""
        descent, colour = self.descents[i], self.colours[i]
        left = -6.05 + PITCH * i + PITCH * (4 - len(self.descents)) / 2
        box = np.array([left, 0.05]), np.array([left + SIDE, 0.05 + SIDE])
        view = flat_view(self.surface, box, self.theme, "")
        view.chart.remove(view.chart.labels)
        walker = Walker(view, Route(descent.path, self.surface.domain), self.theme, colour, i, 0.7)
        walker.walk_to(0)
        name = self.write(self.regime(descent), 26, colour, bold=True)
        rate = self.write("learning rate {rate}", 22, rate=significant(descent.rate[0]))
        name.move_to(at(left, 3.7), aligned_edge=LEFT + UP)
        rate.move_to(at(left, 3.18), aligned_edge=LEFT + UP)
        low, high = np.array([left, -2.5]), np.array([left + SIDE, -0.9])
        axis = loss_axis(self.descents, "loss")
        chart = Chart(low, high, Axis(0, self.spec.steps, "step"), axis, self.theme)
        if i == 0:
            self.curves = []
        self.curves.append(chart.curve(colour))
        return Group(Group(view, name, rate, chart), walker, self.curves[-1])

    def regime(self, descent: Descent) -> str:
        """Name what kind of rate it is."""
        share = float(descent.rate[0]) / self.sweep.limit
        if share >= 1:
            return "diverging"
        return "too small" if share < SLOW else "good" if share < STEEP else "too large"

    def verdicts(self) -> list[tuple[str, str]]:
        """Return a sentence for each kind of rate that was seen, with the rate."""
        told = {
            "too small": "{rate} is too small: it is safe, but it crawls.",
            "good": "{rate} is good: quick, and without leaping about.",
            "too large": "{rate} is too large: it leaps across the valley and back.",
            "diverging": "{rate} diverges: its leaps grow without end.",
        }
        seen = {self.regime(descent): significant(descent.rate[0]) for descent in self.descents}
        return [(told[kind], rate) for kind, rate in seen.items()]

    # The limit

    def limit(self) -> None:
        """Show the loss reached with every rate, and where theory puts the limit."""
        self.say("How does the result depend on the learning rate? Try them all.")
        old = [each for each in self.mobjects if each is not self.said]
        self.act(*map(FadeOut, old), seconds=0.6)
        rates, losses, limit = self.sweep.rates, self.sweep.losses, self.sweep.limit
        low, high = np.array([-5.6, -2.3]), np.array([6.2, 2.3])
        across = Axis(0, BEYOND * limit, "learning rate")
        chart = Chart(low, high, across, sweep_axis(self.sweep), self.theme)
        label = self.write("loss after {steps} steps", 22, self.theme.muted, steps=self.spec.steps)
        label.move_to(at(-5.6, 2.62), aligned_edge=LEFT)
        curve = chart.curve(self.theme.loss)
        self.act(FadeIn(chart, label, self.start_line(chart)), seconds=0.7)

        def draw(progress: float) -> None:
            curve.set_values_up_to(rates, losses, progress * float(rates[-1]))

        self.drive(curve, draw, 5.0, linear)
        self.act(FadeIn(self.tried(chart)), seconds=0.6)
        self.say("The markers are the rates we saw.")
        self.beat(1.6)
        self.mark_limit(chart, limit)

    def start_line(self, chart: Chart) -> VGroup:
        """Draw how large the loss was at the start."""
        loss = float(self.descents[0].loss[0])
        line = chart.curve(self.theme.muted, 2.0)
        line.set_values(np.array([chart.x.low, chart.x.high]), np.array([loss, loss]))
        label = self.write("loss at the start", 22, self.theme.muted)
        middle = (chart.low + chart.high) / 2
        place = at(middle[0] - 1.5, float(chart.place(0.0, loss)[1]) + 0.22)
        return VGroup(line, label.move_to(place))

    def tried(self, chart: Chart) -> VGroup:
        """Mark the rates that were seen on the curve of all."""
        marks = VGroup()
        for i, (descent, colour) in enumerate(zip(self.descents, self.colours, strict=False)):
            place = chart.place(float(descent.rate[0]), float(descent.loss[-1]))
            if chart.holds(float(descent.rate[0]), float(descent.loss[-1])):
                mark = Markers(
                    marker_of(i), fill_color=colour, fill_opacity=1,
                    stroke_color=self.theme.border, stroke_width=1.5,
                )  # fmt: skip
                mark.set_places(place[None], 0.13)
                marks.add(mark)
        return marks

    def mark_limit(self, chart: Chart, limit: float) -> None:
        """Draw the line that theory gives, and say why it is there."""
        theme = self.theme
        steepest = float(self.sweep.curvatures[0])
        self.say("Along the steepest direction, a step multiplies the distance by 1 − ηλ.")
        math = formula(
            f'lambda_"max" = {significant(steepest, 4)} quad quad '
            f'2 / lambda_"max" = {significant(limit, 4)}',
            34,
            theme.text,
        )
        math.move_to(at(6.2 - math.width / 2, 3.2))
        self.act(FadeIn(math), seconds=0.6)
        self.beat(2.6)
        x = float(chart.place(limit, 1.0)[0])
        line = DashedLine(
            at(x, float(chart.low[1])), at(x, float(chart.high[1])), color=theme.highlight,
            stroke_width=4, dash_length=0.14,
        )  # fmt: skip
        self.say("Beyond η = 2/λ that factor is below −1, and the distance grows.")
        self.act(FadeIn(line), seconds=0.6)
        self.beat(3.6)


def sweep_axis(sweep: RateSweep) -> Axis:
    """Choose the axis for the losses of a sweep."""
    least = max(float(sweep.losses.min()), 1e-12 * float(sweep.losses[0]), 1e-300)
    most = float(sweep.losses[np.isfinite(sweep.losses)].max())
    ends = 10.0 ** np.floor(np.log10(least)), 10.0 ** np.ceil(np.log10(most))
    return Axis(float(ends[0]), float(ends[1]), "", log=True)
