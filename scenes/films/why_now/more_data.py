"""What more data is worth: four models that know more or less beforehand, on ever more points.

The frame is full of features, of which ten matter. To learn is to find out which: the field shows
the weights of one model after another, and beside it its learning curve grows. At last all four
fields stand side by side.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import Create, FadeIn, FadeOut, Text, linear, smoothstep

from engine.experiments.more_data import KNOWN, MODELS, NOISE, SIGNAL, LearningCurves
from engine.progress import Work, unwatched
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.four_fields import FourFields
from scenes.films.why_now.learning_chart import error_text
from scenes.films.why_now.learning_curves import kept_learning_curves
from scenes.films.why_now.more_data_stage import MoreDataStage
from scenes.films.why_now.specs import MoreDataSpec
from scenes.languages.numbers import grouped
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle

SOME = 10
"""After so many times the fewest points it is said where the expert ends."""
ASIDE = 0.3
"""How clearly the oracle is seen where the others are compared."""
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
        truth = (np.arange(self.curves.features) < SIGNAL).astype(float)
        self.say(
            "Bigger and brighter: larger weights. Best is 1 for these {count}, 0 for the others.",
            count=SIGNAL,
        )
        self.relight(self.grid.weights(truth, self.theme.text), 1.2, FadeOut(self.sum.numbers))
        self.come_nearer(0.5)
        self.say(words.question(self.curves))
        self.come_nearer()

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
        look = self.look_of("oracle", self.fewest)
        self.relight(look, 0.8, FadeOut(self.sum.terms), FadeIn(self.points))
        self.move_field(self.filling, look, self.fewest, comes=[self.cards["oracle"]], seconds=0.8)
        self.come_nearer(0.5)
        self.say("Its error: {noise} for the noise, plus the square of each weight's miss.",
                 noise=f"{NOISE:g}")  # fmt: skip
        self.bring_chart("oracle")
        self.learn("oracle", self.most, 4.0)

    def expert(self) -> None:
        """Meet who knows nearly all."""
        self.say("The expert knows {known} of the {count}.", known=KNOWN["expert"], count=SIGNAL)
        self.bring_field("expert")
        self.come_nearer(1.2)
        self.bring_chart("expert")
        self.learn("expert", min(SOME * self.fewest, self.most), 1.8)
        self.say(words.expert(self.curves))
        self.learn("expert", self.most, 2.5)

    def flexible(self) -> None:
        """Meet who knows nothing, and fits everything."""
        features = float(self.curves.features)
        self.say("The flexible model uses all {count}, and is told nothing.",
                 count=grouped(self.curves.features))  # fmt: skip
        self.bring_field("flexible")
        self.come_nearer(1.2)
        self.say("Fewer points than features: many fits are exact. It takes the smallest weights.")
        self.bring_chart("flexible")
        self.learn("flexible", max(0.7 * features, self.fewest), 2.5)
        self.say("Each new point leaves fewer exact fits: even the smallest weights grow.")
        self.learn("flexible", features, 3.0, self.chart.far)
        self.say(words.peak(self.curves))
        self.bring_field("flexible", features)
        self.come_nearer(0.5)
        self.say("More points than features: no fit is exact, and the noise averages out.")
        self.bring_chart("flexible", features)
        passes = float(self.curves.overtakes("flexible", "expert") or self.most)
        self.learn("flexible", max(passes, features), 3.0, self.chart.near)
        self.say(words.flexible(self.curves))
        self.learn("flexible", self.most, 1.5)

    def regularised(self) -> None:
        """Meet who knows nothing, and pays for what it uses."""
        passes = float(self.curves.overtakes("regularised", "expert") or self.most)
        self.say(words.price(self.curves))
        self.bring_field("regularised")
        start = self.fewest

        def light_up(progress: float) -> None:
            self.stand_at("regularised", start * (passes / start) ** progress)

        self.drive(self.grid, light_up, self.reading_time(3.0), gentle)
        self.chart.enter("regularised")
        self.chart.draw(passes)
        self.bring_chart("regularised", passes)
        self.say(words.regularised(self.curves))
        self.learn("regularised", self.most, 2.0)
        self.say(words.kept(self.curves))
        self.let_read()

    def moral(self) -> None:
        """Set all four fields side by side, with few points and with many."""
        fields = FourFields(self.curves, self.opening, self.stage, self.theme)
        fields.draw(self.fewest)
        # The field on screen becomes that of the same model, and goes back to the fewest points.
        last = fields.grids[MODELS[-1]]
        others = [grid for grid in fields.grids.values() if grid is not last]
        coming = [*others, *fields.heads.values(), *self.note()]
        self.say(words.few_points(self.curves))
        self.move_field(last.pose, last.look, self.fewest, goes=[self.chart], comes=coming)
        self.remove(self.grid, *others, *fields.heads.values())
        self.add(fields)
        self.hero = (fields,)
        ring = fields.ring(self.curves.best(words.FEW, words.RIVALS))
        aside = Drive(fields, lambda p: fields.show_model("oracle", 1 - p * (1 - ASIDE)))
        self.act(aside, Create(ring), seconds=0.6)
        self.let_read(1.5)
        self.fall_silent()
        self.act(FadeOut(ring), seconds=0.3)

        samples = self.curves.samples.astype(float)

        def learn(progress: float) -> None:
            # From one measured number to the next: they are dense where much happens.
            count = np.interp(progress * (len(samples) - 1), np.arange(len(samples)), samples)
            fields.draw(float(count))
            self.points.write(grouped(float(count)))

        self.drive(fields, learn, 7.0, gentle)
        self.say(words.moral(self.curves))
        self.act(Create(fields.ring(self.curves.best(self.most, words.RIVALS))), seconds=0.6)
        self.let_read(2.0)

    def note(self) -> list[Text]:
        """Return what is to be said of the numbers, if there is more than one repeat."""
        if (repeats := len(self.curves.errors)) == 1:
            return []
        text = "errors: median of {repeats} runs; weights: of the first"
        note = self.write(text, self.stage.text_size(22), self.theme.muted, repeats=repeats)
        self.stage.put_title(note)
        return [note]
