"""What more data is worth: four models that know more or less beforehand, on ever more points.

Told in acts: the task; the points; then the oracle, the expert, the flexible and the regularised
model, each with its learning curve; and what this means for deep learning.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, FadeIn, Group, VGroup

from engine.experiments.more_data import KNOWN, MODELS, SIGNAL, LearningCurves
from engine.progress import Work, unwatched
from scenes.films.why_now.learning_curves import kept_learning_curves
from scenes.films.why_now.more_data_view import CurvesView, FeatureGrid, Standings
from scenes.films.why_now.specs import MoreDataSpec
from scenes.languages.numbers import fixed, grouped
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout, formula
from scenes.storytelling.story import StoryScene


class MoreData(StoryScene):
    """Four models learn from ever more points: flexible ones come last, and pass the expert."""

    spec: ClassVar[MoreDataSpec] = MoreDataSpec()
    acts: ClassVar = ("task", "points", "oracle", "expert", "flexible", "regularised", "moral")
    results: ClassVar[LearningCurves]

    @classmethod
    def compute(cls, spec: MoreDataSpec, work: Work = unwatched) -> LearningCurves:
        """Run the experiment, or find it where it was kept."""
        return kept_learning_curves(spec.features, spec.samples_max, spec.seeds, work)

    @classmethod
    def report(cls, results: LearningCurves) -> list[str]:
        """Return how the models did, in lines for the terminal."""
        most = int(results.samples[-1])
        scores = ", ".join(f"{model} {fixed(results.score(model)[-1], 3)}" for model in MODELS)
        deepest = int(results.score("flexible").argmin())
        return [
            f"−log10 of the test error with {grouped(most)} points: {scores}",
            f"the flexible model dips to {fixed(results.score('flexible')[deepest], 2)} "
            f"at {grouped(results.samples[deepest])} points",
        ]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.curves = self.results
        self.most = int(self.curves.samples[-1])
        self.fewest = int(self.curves.samples[0])

    def task(self) -> None:
        """Show the features, and the few that matter."""
        theme, features = self.theme, self.curves.features
        grid = FeatureGrid(features, np.array([-6.4, -2.7]), np.array([0.2, 3.2]), theme)
        self.say("What is more data worth? Let us try it.")
        self.act(FadeIn(grid.dots), seconds=0.8)
        self.beat(0.8)
        self.say("Predict a number from {count} features.", count=grouped(features))
        self.beat(1.8)
        self.say("Only {count} of them matter: the number is their sum, plus noise.", count=SIGNAL)
        rule = formula(f'y = x_1 + x_2 + dots.c + x_{SIGNAL} + "noise"', 38, theme.text)
        rule.move_to(at(0.95, 0.6), aligned_edge=LEFT)
        matter = np.arange(features) < SIGNAL
        self.act(FadeIn(rule, grid.frame), seconds=0.6)
        grid.light(matter, theme.highlight)
        self.add(grid)
        self.beat(3.2)

    def points(self) -> None:
        """Add the points, and show that noise remains."""
        theme, points = self.theme, self.curves.points
        reach = 1.1 * float(np.abs(points).max())
        axes = Axis(-reach, reach, "sum of the features that matter"), Axis(-reach, reach, "output")
        chart = Chart(np.array([-6.2, -2.35]), np.array([3.4, 3.15]), *axes, theme)
        dots = Markers(marker_of(0), fill_color=theme.positive, fill_opacity=0.5, stroke_width=0)
        count = Readout("training points", theme.muted, theme.text, at(4.2, 2.6))
        places = chart.place(*points.T)

        def draw(progress: float) -> None:
            arrived = round(self.count_at(progress))
            dots.set_places(places[:arrived], 0.03)
            count.write(grouped(arrived))

        draw(0)
        self.clear_stage()
        self.say("The points to learn from arrive one after another.")
        self.act(FadeIn(chart, dots, count), seconds=0.6)
        self.drive(VGroup(dots, count), draw, 4.0)
        self.say("They scatter by the noise, which nobody can predict.")
        line = chart.curve(theme.highlight, 3.0).set_values(*np.array([[-reach, reach]] * 2))
        self.act(FadeIn(line), seconds=0.5)
        self.beat(2.6)

    def count_at(self, progress: float) -> float:
        """Return the number of points at a share of the way along the logarithmic axis."""
        return self.fewest * (self.most / self.fewest) ** progress

    def oracle(self) -> None:
        """Meet the axes, and who knows all that there is to know."""
        self.view, self.side = CurvesView(self, self.curves), Standings(self, self.curves)
        self.side.count.write(grouped(self.fewest))
        self.clear_stage()
        self.say("Four models learn. The higher the curve, the smaller the error.")
        self.act(FadeIn(self.view, self.side), seconds=0.8)
        self.beat(3.0)
        self.say("At 0, a model errs by the noise alone.")
        self.beat(2.0)
        self.introduce("oracle")
        self.say("The oracle is told which {count} features matter.", count=SIGNAL)
        self.beat(1.2)
        self.learn("oracle", self.fewest, self.most, 3.4)
        few = 5 * self.fewest
        above = 10 ** -self.curves.score_at("oracle", few) - 1
        self.say(
            "With {count} points its error is {percent} % above the noise.",
            count=few,
            percent=grouped(100 * above),
        )
        self.beat(2.2)
        self.say("The dashes are what theory expects of it.")
        self.explain("oracle")
        self.beat(1.0)

    def expert(self) -> None:
        """Meet who knows nearly all."""
        self.introduce("expert")
        self.say(
            "The expert knows {known} of the {count} that matter.",
            known=KNOWN["expert"],
            count=SIGNAL,
        )
        self.beat(1.2)
        self.learn("expert", self.fewest, self.most, 3.4)
        self.say("Here more data stops helping: the feature it lacks stays noise to it.")
        self.explain("expert")
        self.beat(2.4)

    def flexible(self) -> None:
        """Meet who knows nothing, and fits everything."""
        curves, features = self.curves, self.curves.features
        brink = 0.85 * features
        self.introduce("flexible")
        self.say(
            "The flexible model uses all {count} features, and knows nothing.",
            count=grouped(features),
        )
        self.beat(1.6)
        self.learn("flexible", self.fewest, brink, 3.0)
        self.say("It fits its points exactly, noise included. Now look from further away.")
        self.drive(self.view, self.view.zoom, 1.4)
        self.learn("flexible", brink, features, 2.0)
        self.say("As many points as features: one exact fit is left, and it is wild.")
        self.beat(3.4)
        self.learn("flexible", features, 2 * features, 2.0)
        self.say("The error falls, rises and falls again: this is called double descent.")
        self.beat(3.2)
        self.drive(self.view, lambda p: self.view.zoom(1 - p), 1.4)
        self.learn("flexible", 2 * features, self.most, 2.0)
        passes = curves.overtakes("flexible", "expert")
        if passes is not None:
            self.say("It beats the expert from about {count} points on.", count=grouped(passes))
        self.beat(2.4)

    def regularised(self) -> None:
        """Meet who knows nothing, and pays for what it uses."""
        curves = self.curves
        self.introduce("regularised")
        self.say("The regularised model is the lasso: it pays for every feature it uses.")
        self.beat(2.4)
        self.say("Cross-validation on its own points chooses how much.")
        self.learn("regularised", self.fewest, self.most, 4.2)
        passes = curves.overtakes("regularised", "expert")
        if passes is not None:
            self.say(
                "It learns from less: about {count} points, and it beats the expert.",
                count=grouped(passes),
            )
        self.beat(3.2)

    def moral(self) -> None:
        """State what it means for deep learning."""
        gap = self.curves.score("oracle")[-1] - self.curves.score("flexible")[-1]
        self.say("A flexible model needs more data and more computing…")
        self.beat(2.6)
        self.say(
            "… but with {count} points, it comes within {gap} of the oracle.",
            count=grouped(self.most),
            gap=fixed(np.ceil(1000 * gap) / 1000, 3),
        )
        self.beat(3.4)
        self.say("Deep learning is like that: with enough data it beats the expert.")
        self.beat(3.4)

    def introduce(self, model: str) -> None:
        """Return a model its row, and show what it knows."""
        self.side.write(model, self.fewest)
        new = [
            part
            for part in (self.side.rows[model], self.side.knowledge)
            if part not in self.mobjects
        ]
        self.act(*(FadeIn(part) for part in new), seconds=0.5)

    def learn(self, model: str, start: float, end: float, seconds: float) -> None:
        """Draw a model's learning curve, from few points to many."""

        def draw(progress: float) -> None:
            count = start * (end / start) ** progress
            self.view.reach(model, count)
            self.side.write(model, count)

        group = Group(self.view, self.side, self.side.rows[model], self.side.knowledge)
        self.drive(group, draw, seconds)

    def explain(self, model: str) -> None:
        """Show what theory expects."""
        self.drive(self.view, lambda p: self.view.explain(model, p), 1.2)
