"""Double descent: a curve learned with ever more weights turns wild, and then calm again.

One picture all through: a few points, the curve they come from, and the one that a network has
learned. The number of its weights grows from one to very many; then the test error is drawn.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, linear, smooth

from engine.experiments.double_descent import DoubleDescent, double_descent
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result
from scenes.films.why_now import over_parameterisation_words as words
from scenes.films.why_now.mobjects.error_chart import ErrorChart
from scenes.films.why_now.mobjects.fit_numbers import error_text
from scenes.films.why_now.mobjects.fit_picture import GAP
from scenes.films.why_now.over_parameterisation_spec import OverParameterisationSpec
from scenes.films.why_now.over_parameterisation_stage import OverParameterisationStage
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area

ASIDE = 1.1
"""Height of the window when the picture is small, relative to home."""


class OverParameterisation(OverParameterisationStage):
    """The test error of ever more weights: past the worst, more are better again."""

    spec: ClassVar[OverParameterisationSpec] = OverParameterisationSpec()
    results: ClassVar[DoubleDescent]
    acts: ClassVar = (
        "question", "units", "first_descent", "peak", "second_descent", "error_curve",
        "draws", "answer",
    )  # fmt: skip

    @classmethod
    def compute(cls, spec: OverParameterisationSpec, work: Work = unwatched) -> DoubleDescent:
        """Run the experiment, or find it where it was kept."""
        request = ("double descent", spec.subject)
        return kept_result(DoubleDescent, request, lambda: double_descent(spec, work))

    @classmethod
    def report(cls, results: DoubleDescent) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        errors = results.median
        landmarks = (results.best_before(errors), results.peak(errors), len(errors) - 1)
        told = ", ".join(f"{error_text(errors[k])} with {results.sizes[k]:,}" for k in landmarks)
        return [
            f"median test error of {len(results.test)} draws, by weights: {told}",
            f"the last is better than any below {results.samples} in {results.wins} draws",
        ]

    def question(self) -> None:
        """Begin with the wild curve, and ask whether more weights make it wilder."""
        fit = self.fit
        fit.draw(self.equal, float(self.track.halves[self.equal]))
        self.numbers.draw(self.equal)
        shown = (fit, self.numbers.weights, self.numbers.training, self.numbers.test, self.key)
        self.open_with(*shown, hero=(fit,))
        self.say(words.opening(self.results))
        self.breathe(self.equal)
        self.say(words.question(self.results))
        self.breathe(self.equal)

    def units(self) -> None:
        """Go back to a few weights, and see what the curve is made of."""
        self.few = few = len(self.results.parts) - 1
        start = float(self.track.halves[self.equal])
        half = self.track.half_of_parts(few)
        self.say(
            "Back to only {count} weights. The points are noisy.",
            count=int(self.results.sizes[few]),
        )

        def back(progress: float) -> None:
            place = self.equal + (few - self.equal) * progress
            self.fit.draw(place, start * (half / start) ** gentle(progress))
            self.numbers.draw(self.track.reached(place, few))

        self.drive(self.fit, back, max(2.4, 0.5 * self.track.zooming(start, half)), linear)
        self.say("Each weight has a unit: a soft step at a random place, drawn in a colour.")
        self.watch(lambda p: self.fit.draw_sum(few, half, p, min(4 * p, 1.0)), 1.6)
        self.watch(lambda p: self.fit.draw_sum(few, half, 1 + p), 1.4)
        self.say("Only the weights are learned: how high each step is. Their sum is the curve.")
        rest = few - 1
        self.watch(lambda p: self.fit.draw_sum(few, half, 2 + rest * p), 0.8 * rest)

    def first_descent(self) -> None:
        """Add weights, as long as there are fewer than points: the curve comes nearer."""
        end = max(self.best, self.few)
        self.say("Shaded: how far it errs. Its mean square, plus the noise, is the test error.")
        few, half = self.few, float(self.track.halves[self.few])
        start = self.track.half_of_parts(few)

        def fade(progress: float) -> None:
            self.fit.draw_sum(few, start * (half / start) ** progress, few + 1, 1 - progress)
            bright = np.sin(np.pi * progress)
            self.fit.gap.set_fill(opacity=GAP * (progress + bright))

        self.watch(fade, 1.5)
        self.say("With more weights it can bend more.")
        self.go(self.few, end, 0.7)
        if end > self.best:
            self.go(end, self.best, 1.2)
        self.say(words.first_descent(self.results))
        self.breathe(self.best)

    def peak(self) -> None:
        """Go on until there are as many weights as points: the curve must hit them all."""
        self.say(words.towards_threshold(self.results))
        self.go(self.best, self.equal, 0.8)
        self.say(words.at_threshold(self.results))
        self.breathe(self.equal)

    def second_descent(self) -> None:
        """Go on to very many weights: the shortest weight vector is taken, and gets shorter."""
        last = self.track.last
        few = self.equal + self.results.samples
        worst = words.worst_after(self.results, few)
        self.say("Now more weights than points.")
        self.go(self.equal, self.equal + 1 if worst is None else worst, 0.7)
        if worst is not None:
            self.say(words.not_yet(self.results, worst))
            self.breathe(worst)
        here = self.equal + 1 if worst is None else worst
        if words.others_fit(self.results):
            self.say("With more weights than points, many curves hit all of them.")
            self.go(here, few, 0.25)
            self.show_others(few, self.show_weights(few))
            here = few
        else:
            self.show_weights(here)
        self.say("Many more units: the shorter it can be, and the calmer the curve.")
        self.go(here, last, 0.11)
        self.say(words.widest(self.results))
        self.breathe(last)

    def error_curve(self) -> None:
        """Let the picture make room, and draw the test error from one weight on."""
        fit, last, home = self.fit, self.track.last, self.track.home
        self.chart = chart = ErrorChart(self.track, self.stage, self.theme)
        chart.trace(0)
        start, end = fit.area, chart.inset
        self.say("Now from the start: the test error at each number of weights.")
        gone = (self.key, self.numbers.length, *([] if self.bars is None else [self.bars]))
        self.act(*map(FadeOut, gone), seconds=0.5)
        self.bars = None

        def shrink(progress: float) -> None:
            fit.area = Area(
                start.low + progress * (end.low - start.low),
                start.high + progress * (end.high - start.high),
            )
            fit.levels_shown = max(1 - 2 * progress, 0.0)
            fit.draw(last * (1 - progress) ** 3, home * ASIDE**progress)
            self.numbers.draw(self.track.nearest(last * (1 - progress) ** 3))

        self.add(chart, fit)  # the picture before the chart
        self.act(FadeIn(chart), Drive(fit, shrink, rate_func=smooth), seconds=1.8)
        self.hero = (chart, fit)

        def note(progress: float) -> None:
            place = self.noted(progress)
            fit.draw(place, ASIDE * home)
            chart.trace(place)
            self.numbers.draw(self.track.nearest(place))

        self.drive(fit, note, 5.4, linear)
        self.say(words.shape(self.results))
        self.act(FadeIn(chart.names), seconds=0.6)
        self.let_read(0.5)

    def noted(self, progress: float) -> float:
        """Return the fit that is noted after a share of the way: half of it is the peak."""
        few = min(self.equal + self.results.samples, self.track.last)
        stops = 0, self.best, few, self.track.last
        return float(np.interp(progress, (0.0, 0.2, 0.7, 1.0), stops))

    def draws(self) -> None:
        """Repeat it with other points and units: one line each, then their median."""
        chart, count = self.chart, len(self.results.test)
        if count > 1:
            self.say("The same for {count} draws of points and units.", count=count)
            self.drive_in_place(chart.fan_out, self.reading_time(3.0), linear)
            self.say("Bold: the median. Band: the middle half of the draws.")
            self.drive_in_place(chart.sum_up, self.reading_time(2.3))
            self.act(*in_turn([self.numbers.test], [self.numbers.here]), seconds=0.5)
        self.say(words.tally(self.results))
        self.marks = chart.landmarks()
        gone = [FadeOut(each) for each in chart.single] if count > 1 else []
        self.act(*gone, FadeIn(self.marks), seconds=0.7)
        if gone:
            chart.drop_single()
        self.let_read(0.5)

    def answer(self) -> None:
        """Let the picture of the widest network become large again."""
        fit, last, home = self.fit, self.track.last, self.track.home
        start, end = self.chart.inset, self.area
        self.say(words.answer(self.results))

        def grow(progress: float) -> None:
            fit.area = Area(
                start.low + progress * (end.low - start.low),
                start.high + progress * (end.high - start.high),
            )
            fit.levels_shown = max(2 * progress - 1, 0.0)
            fit.draw(last, home * ASIDE ** (1 - progress))

        gone = (self.chart, self.chart.names, self.marks)
        self.add(*gone, fit)  # the picture before the chart
        self.act(*map(FadeOut, gone), Drive(fit, grow, rate_func=smooth), seconds=1.6)
        self.hero = (fit,)
        self.breathe(last)
