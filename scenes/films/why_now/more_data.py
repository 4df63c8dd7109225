"""What more data is worth: four models that know more or less beforehand, on ever more points.

The frame is full of features, of which ten matter. To learn is to find out which: the dots show
the weights of one model after another, and a bar above them what its error is made of. At last the
dots gather in the chart where all four learn together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import Create, FadeIn, FadeOut, linear, smoothstep

from engine.experiments.curve_fit.exact_fits import WEIGHTS
from engine.experiments.more_data import KNOWN, MODELS, NOISE, SIGNAL, LearningCurves
from engine.progress import Work, unwatched
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.error_words import error_text, has_peak, short_name
from scenes.films.why_now.learning_curves import kept_learning_curves
from scenes.films.why_now.more_data_stage import MoreDataStage
from scenes.films.why_now.specs import MoreDataSpec
from scenes.languages.numbers import grouped
from scenes.storytelling.easing import early, gentle, late

SOME = 10
"""After so many times the fewest points it is said where the expert ends."""
PACE = 0.9
"""Seconds for which a point is shown with all its features."""


class MoreData(MoreDataStage):
    """Four models learn from ever more points: what is known wins first, then what is learned."""

    spec: ClassVar[MoreDataSpec] = MoreDataSpec()
    acts: ClassVar = ("task", "oracle", "expert", "flexible", "regularised", "moral")

    @classmethod
    def compute(cls, spec: MoreDataSpec, work: Work = unwatched) -> LearningCurves:
        """Run the experiment, or find it where it was kept."""
        return kept_learning_curves(spec.features, spec.samples_max, spec.seeds, work)

    @classmethod
    def report(cls, results: LearningCurves) -> list[str]:
        """Return how the models did, in lines for the terminal."""
        most = words.most(results)
        errors = ", ".join(f"{m} {error_text(results.error_at(m, most))}" for m in MODELS)
        worst = int(results.score("flexible").argmin())
        error = error_text(10 ** -results.score("flexible")[worst])
        return [
            f"squared test error in times the noise variance with {grouped(most)} points: {errors}",
            f"the flexible model errs most, {error}, with {grouped(results.samples[worst])} points",
        ]

    def task(self) -> None:
        """Fill the frame with features, let points go by, and tell what an error is made of."""
        self.seen = 0.0
        self.show_points(0.0)
        self.open_with(self.grid, self.sum, hero=(self.grid,))
        count = grouped(self.curves.features)
        self.pass_by("Each point has {count} random features: blue above 0, orange below.",
                     count=count)  # fmt: skip
        self.pass_by("Only the {count} framed matter: y is their sum, plus noise. "
                     "All have variance {noise}.",
                     count=SIGNAL, noise=f"{NOISE:g}")  # fmt: skip
        exchange = (FadeOut(self.sum, rate_func=early), FadeIn(self.prediction, rate_func=late))
        truth = (np.arange(self.curves.features) < SIGNAL).astype(float)
        self.say("A model gives each feature a weight.")
        self.act(*exchange, seconds=0.8)
        self.come_nearer(0.0)
        self.say("Now each dot is a weight: best is 1 in the frame, 0 below.")
        self.relight(self.darkness, 0.6)
        self.relight(self.grid.weights(truth, self.theme.text), 0.8)
        self.come_nearer(0.2)
        self.tell_errors()

    def tell_errors(self) -> None:
        """Show what the error of these weights is made of, and how it grows as they go to 0."""
        self.say("The test error: {noise} for the noise, plus the square of each weight's miss.",
                 noise=f"{NOISE:g}")  # fmt: skip
        leaves = FadeOut(self.prediction, rate_func=early)
        self.act(leaves, self.moving(self.field), FadeIn(self.error, rate_func=late), seconds=1.4)
        self.hero = (self.grid, self.error)
        self.beat(0.4)
        before, after = self.grid.look, self.darkness

        def dim(progress: float) -> None:
            self.grid.blend(before, after, progress)
            missed = progress**2 * SIGNAL  # each weight is 1 − progress
            self.error.draw_error(missed, 0.0)
            self.error.write_error(missed, 0.0)

        self.drive(self.grid, dim, 1.4)
        self.come_nearer(0.2)
        self.say(words.question(self.curves))
        self.act(FadeIn(self.points), seconds=0.4)
        self.come_nearer(0.2)

    def show_points(self, place: float) -> None:
        """Show a point with its features; between two, one on its way to the next."""
        inputs, points = self.curves.inputs, self.curves.points
        before = int(place) % len(inputs)
        after = (before + 1) % len(inputs)
        # It rests for the first half of its time.
        share = smoothstep(float(np.clip(2 * (place % 1) - 1, 0, 1)))
        shown = (1 - share) * inputs[before] + share * inputs[after]
        self.grid.wear(self.grid.values(shown))
        self.sum.write(*points[before if share < 0.5 else after].tolist())

    def pass_by(self, phrase: str, **values: object) -> None:
        """Let points go by while a sentence is read."""
        self.say(phrase, **values)
        start, seconds = self.seen, max(self.reading_time(0.4), 2.6)
        steps = max(round(seconds / PACE), 1)
        self.drive(self.grid, lambda p: self.show_points(start + steps * p), seconds, linear)
        self.seen = start + steps

    def oracle(self) -> None:
        """Meet who is told what matters."""
        self.say("The oracle is told which {count} matter.", count=SIGNAL)
        self.bring("oracle")
        self.learn("oracle", self.most, 1.8)

    def expert(self) -> None:
        """Meet who knows nearly all."""
        self.say("The expert knows {known} of the {count}.", known=KNOWN["expert"], count=SIGNAL)
        self.bring("expert")
        self.learn("expert", min(SOME * self.fewest, self.most), 1.8)
        lacked = self.ring(KNOWN["expert"])
        self.say(words.expert(self.first))
        self.act(Create(lacked), seconds=0.4)
        self.learn("expert", self.most, 1.8)
        self.act(FadeOut(lacked), seconds=0.3)
        rival = self.error.compare(short_name("expert"), self.colour_of("expert"))
        self.error.put_rival(self.first.error_at("expert", self.most))
        self.act(FadeIn(rival), seconds=0.4)

    def flexible(self) -> None:
        """Meet who knows nothing, and fits everything."""
        features = float(self.curves.features)
        self.say("The flexible model, told nothing, gives all {count} a little. Hollow: below 0.",
                 count=grouped(self.curves.features))  # fmt: skip
        self.bring("flexible")
        self.come_nearer(0.1)
        self.in_small()
        self.say(words.first_descent(self.first))
        self.learn("flexible", max(words.turn(self.first), self.fewest), 2.0)
        self.say(words.climb(self.first))
        self.learn("flexible", features, 3.6)
        self.say(words.peak(self.first))
        self.come_nearer(0.2)
        self.say(words.recovery(self.first))
        self.learn("flexible", self.most, 2.0)
        self.beat(0.3)

    def in_small(self) -> None:
        """Show two weights: a line of exact fits, then the one, then none."""
        plane = self.plane

        def draw(begin: float, end: float, norm: tuple[float, float]) -> Callable[[float], None]:
            def drawn(progress: float) -> None:
                count = begin + progress * (end - begin)
                plane.draw(count, norm[0] + progress * (norm[1] - norm[0]))

            return drawn

        plane.draw(0.0)
        self.say('With {count} weights, "prediction = y" is a line for each point: '
                 "fits on it are exact.", count=WEIGHTS)  # fmt: skip
        gone = self.name, self.error, self.grid, self.points
        self.act(*map(FadeOut, gone), FadeIn(plane), seconds=0.7)
        self.hero = (plane,)
        self.drive(plane, draw(0.0, 1.0, (0.0, 0.0)), self.reading_time(0.6))
        self.say("Of these, the flexible model takes the smallest, the one nearest 0.")
        self.drive(plane, draw(1.0, 1.0, (0.0, 1.0)), self.reading_time(0.8))
        self.say("As many points as weights: one exact fit, noise and all.")
        self.drive(plane, draw(1.0, 2.0, (1.0, 1.0)), max(2.0, self.reading_time()))
        self.say("More points: no fit is exact, and the noise averages out.")
        last = float(len(plane.fits.outputs))
        self.drive(plane, draw(2.0, last, (0.0, 0.0)), max(2.2, self.reading_time()))
        self.fall_silent()
        self.stand_at("flexible", self.fewest)
        self.hero = (self.grid, self.error)
        self.act(FadeOut(plane), *map(FadeIn, gone), seconds=0.7)

    def regularised(self) -> None:
        """Meet who knows nothing, and pays for what it uses."""
        passes = float(self.first.overtakes("regularised", "expert") or self.most)
        self.say(words.price(self.curves))
        self.bring("regularised")
        self.learn("regularised", passes, 2.5)
        self.say(words.regularised(self.first))
        self.learn("regularised", self.most, 1.2)
        self.say(words.kept(self.curves))
        rings = self.rings
        self.relight(self.countable, 0.6, Create(rings))
        self.come_nearer(0.2)
        self.act(FadeOut(rings), seconds=0.3)

    def moral(self) -> None:
        """Let all four learn together, and colour the ground of who errs least."""
        self.gather()
        begins = words.takes_over(self.curves)
        self.say(words.few_points(self.curves))
        self.learn_together(begins, 2.5)
        self.say(words.lead(self.curves))
        self.come_nearer(0.0)
        if has_peak(self.curves):
            self.learn_together(float(self.curves.features), 2.5)
        self.learn_together(self.most, 2.5)
        self.say(words.moral(self.curves))
        self.come_nearer(1.2)

    def gather(self) -> None:
        """Let the dots become the point at which the lasso's curve begins."""
        self.fall_silent()
        self.chart.draw(self.fewest)
        begin = self.chart.marks[MODELS.index("regularised")].get_center()[:2]
        self.act(
            self.moving(self.grid.gathered(begin)),
            *(FadeOut(each, rate_func=early) for each in (self.name, self.error, self.points)),
            FadeIn(self.chart),
            FadeIn(self.median_note()),
            seconds=1.2,
        )
        self.hero, self.count = (self.chart,), self.fewest
        self.remove(self.grid)

    def learn_together(self, end: float, seconds: float) -> None:
        """Let all models go from few points to many."""
        start = self.count

        def draw(progress: float) -> None:
            self.count = start * (end / start) ** progress
            self.chart.draw(self.count)

        self.drive(self.chart, draw, max(seconds, self.reading_time(0.0)), gentle)
