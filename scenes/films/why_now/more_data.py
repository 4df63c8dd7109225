"""What more data is worth: four models that know more or less beforehand, on ever more points.

The frame is full of features, of which ten matter. To learn is to find out which: the dots become
a strip that shows the weights of one model after another, and below it their learning curves grow.
At last all four learn together.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import Create, FadeIn, FadeOut, VMobject, linear, smoothstep

from engine.experiments.more_data import KNOWN, MODELS, NOISE, SIGNAL, LearningCurves
from engine.progress import Work, unwatched
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.error_words import error_text, has_peak
from scenes.films.why_now.feature_grid import Lights, Pose
from scenes.films.why_now.learning_curves import kept_learning_curves
from scenes.films.why_now.more_data_stage import MoreDataStage
from scenes.films.why_now.specs import MoreDataSpec
from scenes.languages.numbers import grouped
from scenes.storytelling.drive import Drive
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
        """Fill the frame with features, let points go by, and show the weights to be found."""
        self.seen = 0.0
        self.show_points(0.0)
        self.open_with(self.grid, self.sum, hero=(self.grid,))
        count = grouped(self.curves.features)
        self.pass_by("Each point has {count} features: here blue above 0, orange below.",
                     count=count)  # fmt: skip
        self.pass_by("Only the {count} in the frame matter: y is their sum, plus noise.",
                     count=SIGNAL)  # fmt: skip
        exchange = (FadeOut(self.sum, rate_func=early), FadeIn(self.prediction, rate_func=late))
        self.say("A model multiplies each feature by a weight, and adds up.")
        self.act(*exchange, seconds=1.0)
        self.come_nearer(1.0)
        truth = (np.arange(self.curves.features) < SIGNAL).astype(float)
        self.say("Each dot is now a weight. Best is 1 for these {count}, 0 for the others.",
                 count=SIGNAL)  # fmt: skip
        self.relight(self.darkness, 0.8)
        self.relight(self.grid.weights(truth, self.theme.text), 0.8)
        self.come_nearer(0.5)
        self.say(words.question(self.curves))
        self.gather()

    def gather(self) -> None:
        """Let the dots gather in a strip, and the chart come below it."""
        self.act(
            self.moving(self.field, self.strip),
            FadeOut(self.prediction, rate_func=early),
            *(FadeIn(each, rate_func=late) for each in (self.chart, self.parts, self.points)),
            seconds=2.0,
        )  # fmt: skip
        self.hero = (self.chart, self.grid)
        self.come_nearer(0.5)

    def spread(self, look: Lights, marks: VMobject) -> None:
        """Let the dots fill the frame while a sentence is read, and go back to their strip.

        Parameters
        ----------
        look : Lights
            How they look there.
        marks : VMobject
            What is seen with them there.
        """
        before, field, strip = self.grid.look, self.field, self.strip
        self.hero = (self.grid,)
        leaves = (FadeOut(each, rate_func=early) for each in (self.chart, self.parts))
        self.act(self.moving(strip, field, look), *leaves, seconds=1.2)
        self.act(FadeIn(marks), seconds=0.4)
        self.come_nearer(2.4)
        comes = (FadeIn(each, rate_func=late) for each in (self.chart, self.parts))
        goes = FadeOut(marks, rate_func=early)
        self.act(goes, self.moving(field, strip, before), *comes, seconds=1.2)
        self.hero = (self.chart, self.grid)

    def moving(self, start: Pose, end: Pose, look: Lights | None = None) -> Drive:
        """Return what takes the dots from one pose to another, and from their look to another."""
        before = self.grid.look

        def stand(progress: float) -> None:
            self.grid.stand(start.towards(end, progress))
            if look is not None:
                self.grid.blend(before, look, progress)

        return Drive(self.grid, stand)

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
        start, seconds = self.seen, max(self.reading_time(1.0), 2.6)
        steps = max(round(seconds / PACE), 1)
        self.drive(self.grid, lambda p: self.show_points(start + steps * p), seconds, linear)
        self.seen = start + steps

    def oracle(self) -> None:
        """Meet who is told what matters, and learn what an error is made of."""
        self.say("The oracle is told which {count} matter, and learns their weights.", count=SIGNAL)
        self.bring("oracle")
        self.come_nearer(0.5)
        self.say("Its error: {noise} for the noise, plus the square of each weight's miss.",
                 noise=f"{NOISE:g}")  # fmt: skip
        self.learn("oracle", self.most, 3.5)

    def expert(self) -> None:
        """Meet who knows nearly all."""
        self.say("The expert knows {known} of the {count}.", known=KNOWN["expert"], count=SIGNAL)
        self.bring("expert")
        self.learn("expert", min(SOME * self.fewest, self.most), 1.8)
        lacked = self.ring_around(KNOWN["expert"])
        self.say(words.expert(self.curves))
        self.act(Create(lacked), seconds=0.4)
        self.learn("expert", self.most, 2.5)
        self.act(FadeOut(lacked), seconds=0.3)

    def flexible(self) -> None:
        """Meet who knows nothing, and fits everything."""
        features = float(self.curves.features)
        self.say("The flexible model uses all {count}, and is told nothing.",
                 count=grouped(self.curves.features))  # fmt: skip
        self.bring("flexible")
        self.say("Fewer points than features: many fits are exact. It takes the smallest weights.")
        turn = words.turn(self.curves)
        self.learn("flexible", max(turn / 3, self.fewest), 3.0)
        self.say(words.first_descent(self.curves))
        self.learn("flexible", turn, 1.5)
        self.say("Each new point leaves fewer exact fits: even the smallest weights grow.")
        self.learn("flexible", features, 3.0)
        self.beat(0.4)
        self.say(words.peak(self.curves))
        weights = self.learned.at("flexible", features)
        self.spread(self.grid.signs(weights), self.legend_of_signs(weights))
        self.say("More points than features: no fit is exact, and the noise averages out.")
        passes = float(self.curves.overtakes("flexible", "expert") or self.most)
        self.learn("flexible", max(passes, features), 3.0)
        self.say(words.flexible(self.curves))
        self.learn("flexible", self.most, 1.5)

    def regularised(self) -> None:
        """Meet who knows nothing, and pays for what it uses."""
        passes = float(self.curves.overtakes("regularised", "expert") or self.most)
        self.say(words.price(self.curves))
        self.bring("regularised")
        self.learn("regularised", passes, 3.5)
        self.say(words.regularised(self.curves))
        self.learn("regularised", self.most, 2.0)
        self.say(words.kept(self.curves))
        self.spread(self.countable, self.rings)

    def moral(self) -> None:
        """Let all four learn together, and colour the ground of who errs least."""
        self.say(words.few_points(self.curves))
        self.rewind()
        self.come_nearer()
        self.say(words.lead(self.curves))
        if has_peak(self.curves):
            self.learn_together(float(self.curves.features), 5.0)
        else:
            self.learn_together(self.most**0.5 * self.fewest**0.5, 4.0)
        self.say(words.moral(self.curves))
        self.learn_together(self.most, 3.5)
        self.come_nearer(2.0)

    def rewind(self) -> None:
        """Let all go out, and come where it began, with the weights of who is best there."""
        before, after = self.grid.look, self.look_of_best(self.fewest)

        def back(progress: float) -> None:
            begins = progress >= 0.5
            count = self.fewest if begins else self.most
            self.chart.draw_all(count, float(begins), 0.0, abs(2 * progress - 1))
            self.start_again(progress, before, after)

        self.drive(self.chart, back, 1.6)

    def learn_together(self, end: float, seconds: float) -> None:
        """Let all models go from few points to many."""
        start = self.count

        def draw(progress: float) -> None:
            self.count = start * (end / start) ** progress
            self.chart.draw_all(self.count)
            self.points.write(grouped(self.count))
            self.grid.wear(self.look_of_best(self.count))

        self.drive(self.chart, draw, max(seconds, self.reading_time(0.0)), gentle)
