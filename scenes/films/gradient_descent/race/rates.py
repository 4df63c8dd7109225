"""The learning rates of a race: the trial that they come from, or which they are."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, Group, VGroup

from engine.descent.rate_tuning import GRID
from scenes.films.gradient_descent.descent_numbers import exact_number
from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.films.gradient_descent.mobjects.scoreboard import mark_of
from scenes.films.gradient_descent.race.arrivals import RaceArrivals
from scenes.films.gradient_descent.race.arrow_words import stand_beside
from scenes.languages.numbers import significant
from scenes.mobjects.chart import Axis, Chart
from scenes.storytelling.camera_moves import View

SIZE = 26
"""Of the names and rates beside first steps, in 16:9."""


class RaceRates(RaceArrivals):
    """Tells which learning rate each has."""

    @property
    def first_view(self) -> View:
        """What the camera sees of the first steps of all."""
        raise NotImplementedError

    @property
    def bar(self) -> str:
        """The loss to be below."""
        return exact_number(self.results.goal)

    def show_rates(self) -> None:
        """Show the trial that the learning rates come from; if there was none, which they are."""
        if not self.results.tunings:
            self.point_out_rates()
            return
        self.act(FadeOut(self.ghosts), seconds=0.4)
        self.say(
            "Each gets the best of {tried} learning rates, from {least} to {most}.",
            tried=len(GRID), least=significant(GRID[0]), most=significant(GRID[-1]),
        )  # fmt: skip
        self.look_home(1.0)
        chart, curves, marks = self.trial()
        self.retitle(None, FadeOut(self.track), FadeIn(chart), seconds=0.8)
        self.hero = (chart,)

        def draw(progress: float) -> None:
            for curve, steps in curves:
                rates = np.array(GRID)
                curve.set_values_up_to(rates, steps, rates[0] * (rates[-1] / rates[0]) ** progress)

        self.drive(VGroup(*(curve for curve, _ in curves)), draw, 3.0)
        self.say("Best is what brings the loss below {goal} first, and keeps it there.",
                 goal=self.bar)  # fmt: skip
        self.act(FadeIn(marks), seconds=0.6)
        self.drift(1.0)
        self.look_home(0.6)
        track = self.track
        track.mark(1.0)
        self.act(FadeOut(chart, marks, *(curve for curve, _ in curves)), FadeIn(track), seconds=0.8)
        self.hero = (track.map.heat,)

    def point_out_rates(self) -> None:
        """Look at the first steps of all, with the learning rate of each at its end."""
        self.say("The rates η are set by hand: others could change the order.")
        self.go(self.first_view, 1.0)
        words = self.rates_at_steps()
        self.pin(words)
        self.act(FadeIn(words), seconds=0.6)
        self.let_read(1.0)
        self.act(FadeOut(words), seconds=0.4)

    def rates_at_steps(self) -> VGroup:
        """Write the names and learning rates of all beside the ends of their first steps."""
        stage, words, ways = self.stage, [], []
        for descent, rival in zip(self.results.descents, self.rivals, strict=True):
            if not descent.steps:
                continue
            rate = significant(descent.spec.learning_rate())
            word = self.write(
                "{rule}, η = {rate}", stage.text_size(SIZE), rival.colour, rule=rival.name,
                rate=rate,
            )  # fmt: skip
            words.append(chip_of(word, stage, self.theme))
            places = self.track.map.place(descent.path[:2])
            seen = self.view.shows(places, stage)
            ways.append((seen[0], seen[1]))
        return stand_beside(words, ways, self.inner, [], stage.scale, along=[(1.0,)] * len(ways))

    def trial(self) -> tuple[Group, list, VGroup]:
        """Draw the steps that each optimiser needs by its learning rate, and mark the best."""
        stage = self.stage
        low = stage.hero.low + [0.9 * stage.scale, 0.8 * stage.scale]
        high = stage.hero.high - [0.6 * stage.scale, 0.8 * stage.scale]
        rates = Axis(GRID[0], GRID[-1], "learning rate", log=True)
        most = max(10.0, *(float(each.arrivals.max()) for each in self.results.tunings))
        label = "steps until the loss is low enough; gaps: never"
        chart = Chart(
            low, high, rates, Axis(0.8, 1.3 * most, label, log=True), self.theme,
            size=stage.text_size(20),
        )  # fmt: skip
        curves, marks = [], VGroup()
        for tuning, rival in zip(self.results.tunings, self.rivals, strict=True):
            steps = np.where(tuning.arrivals > 0, tuning.arrivals, np.nan).astype(float)
            curves.append((chart.curve(rival.colour, 4), steps))
            if np.isfinite(steps[tuning.best]):
                mark = mark_of(rival, self.theme)
                best = chart.place(tuning.rates, steps)[[tuning.best]]
                mark.set_places(best, 0.14 * stage.scale)
                marks.add(mark)
        return Group(chart), curves, marks
