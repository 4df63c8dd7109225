"""What more data is worth: four models that know more or less beforehand, on ever more points.

The frame is full of features, of which ten matter. Then the models learn, one after another, each
with its learning curve, and the features stand beside the curves and show what a model uses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut, linear, smooth, smoothstep

from engine.experiments.more_data import KNOWN, MODELS, SIGNAL, LearningCurves
from engine.progress import Work, unwatched
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.feature_grid import FeatureGrid
from scenes.films.why_now.learning_chart import LearningChart, error_text
from scenes.films.why_now.learning_curves import kept_learning_curves
from scenes.films.why_now.specs import MoreDataSpec
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import fixed, grouped, signed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle
from scenes.storytelling.labelled_number import DROP, NUMBER, LabelledNumber
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

PACE = 0.9
"""Seconds for which a point is shown with all its features."""
BAND_OF_FEATURES = 0.17
"""Share of the hero's height that the features take beside the chart."""
HEADROOM = 1.6
"""How many times as high as the curve's end the window is once it has opened."""
PASSING = 0.3
"""Share of the way to the next measured number of points in which the lit features change."""


class MoreData(StagedScene):
    """Four models learn from ever more points: what is known wins first, then what is learned."""

    spec: ClassVar[MoreDataSpec] = MoreDataSpec()
    results: ClassVar[LearningCurves]
    layout: ClassVar[str] = BAND
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

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.curves, self.most = self.results, float(words.most(self.results))
        self.fewest = float(self.curves.samples[0])
        self.grid = FeatureGrid(self.curves.features, self.stage.hero, self.theme)
        self.model, self.seen = "oracle", 0.0

    def task(self) -> None:
        """Fill the frame with features, and let points go by."""
        theme, stage = self.theme, self.stage
        rule = formula(f'y = x_1 + dots.c + x_{SIGNAL} + "noise"', stage.text_size(34), theme.text)
        stage.put_title(rule)
        right, top = stage.numbers.high
        self.total = LiveNumber(stage.text_size(NUMBER), theme.text, align=1)
        self.total.place(at(right, top - DROP * stage.scale))
        self.show_points(0.0)
        self.open_with(self.grid, rule, self.total, hero=(self.grid,))
        count = grouped(self.curves.features)
        self.pass_by("Each point has {count} features. Here is one, and another, and another.",
                     count=count)  # fmt: skip
        self.pass_by("Only the {count} in the frame matter: y is their sum, plus noise.",
                     count=SIGNAL)  # fmt: skip
        self.say(words.least_miss(*self.written))
        self.come_nearer(1.0)
        self.pass_by(words.question(self.curves))
        self.rule = rule

    def show_points(self, place: float) -> None:
        """Show a point with its features; between two, one on its way to the next."""
        inputs, points = self.curves.inputs, self.curves.points
        before = int(place) % len(inputs)
        after = (before + 1) % len(inputs)
        # It rests for the first half of its time.
        share = smoothstep(float(np.clip(2 * (place % 1) - 1, 0, 1)))
        self.grid.show_values((1 - share) * inputs[before] + share * inputs[after])
        shown = points[before if share < 0.5 else after].tolist()
        self.written = signal, y = float(f"{shown[0]:.2f}"), float(f"{shown[1]:.2f}")
        self.total.write(f"{fixed(y, 2)} = {fixed(signal, 2)} {_term(y - signal)}")

    def pass_by(self, phrase: str | Phrase, **values: object) -> None:
        """Let points go by while a sentence is read."""
        self.say(phrase, **values)
        start, seconds = self.seen, max(self.reading_time(1.0), 3.0)
        steps = max(round(seconds / PACE), 1)
        self.drive(self.grid, lambda p: self.show_points(start + steps * p), seconds, linear)
        self.seen = start + steps

    def oracle(self) -> None:
        """Let the features step aside for the axes, and meet who is told what matters."""
        theme, stage = self.theme, self.stage
        end, below = self.band_and_below()
        self.chart = chart = LearningChart(self.curves, stage, theme, below)
        self.points = LabelledNumber(
            translate("training points"), theme.text, grouped(self.most),
            stage.numbers.corner(UP + RIGHT), 1, stage,
        )  # fmt: skip
        self.points.write(grouped(self.fewest))
        title = self.write(
            "squared error on new points, in times the noise's", stage.text_size(22), theme.loss
        )
        title.scale(min(1.0, end.size[0] / title.width))
        above = (end.low[1] + chart.area.high[1]) / 2
        title.move_to(at(end.low[0], above), aligned_edge=LEFT)
        uses = "features it uses, in the first repeat"
        if len(self.curves.errors) == 1:
            uses = "features it uses"
        self.used = self.write(uses, stage.text_size(22), theme.muted)
        stage.put_title(self.used)
        start = stage.hero
        self.say("The oracle is told which {count} features matter.", count=SIGNAL)
        self.act(Drive(self.grid, self.relighting("oracle")), FadeOut(self.rule),
                 FadeOut(self.total), seconds=0.8)  # fmt: skip

        def step_aside(progress: float) -> None:
            self.grid.stand_between(start, end, progress)

        self.drive(self.grid, step_aside, 1.2, smooth)
        self.act(FadeIn(chart), FadeIn(self.used), FadeIn(self.points), seconds=0.5)
        self.hero = (chart, self.grid)
        self.act(
            *map(FadeIn, chart.enter("oracle")), FadeIn(title), FadeIn(chart.best), seconds=0.5
        )
        self.say("1 is the noise alone, squared and averaged. Nobody can do better.")
        few = float(words.FEW)
        self.learn("oracle", self.fewest, few, 3.5)
        self.say(words.oracle(self.curves))
        self.come_nearer()
        self.fall_silent()  # what was said is of few points
        self.learn("oracle", few, self.most, 2.5)

    def expert(self) -> None:
        """Meet who knows nearly all."""
        self.say("The expert knows {known} of the {count}.", known=KNOWN["expert"], count=SIGNAL)
        self.meet("expert")
        self.learn("expert", self.fewest, self.most, 3.0)
        self.say(words.expert(self.curves))
        self.come_nearer()
        why = words.floor(self.curves)
        if why is not None:
            self.say(why)
            self.come_nearer()

    def flexible(self) -> None:
        """Meet who knows nothing, and fits everything."""
        features, chart = float(self.curves.features), self.chart
        passes = self.curves.overtakes("flexible", "expert") or 0
        halt = float(passes) if passes > features else 2 * features
        brink = max(0.7 * features, self.fewest)
        self.say("The flexible model uses all {count}, and is told nothing.",
                 count=grouped(self.curves.features))  # fmt: skip
        self.meet("flexible")
        self.learn("flexible", self.fewest, brink, 3.0)
        self.say("With fewer points than features it fits them all exactly, noise included.")
        self.learn("flexible", brink, features, 3.0, chart.far)
        self.say(words.peak(self.curves))
        self.come_nearer()
        self.say("With more points than features, no fit is exact, and the error falls.")
        self.learn("flexible", features, halt, 3.5, chart.near)
        self.say(words.flexible(self.curves))
        self.come_nearer()
        self.fall_silent()  # what was said is of so many points
        self.learn("flexible", halt, self.most, 2.0)

    def regularised(self) -> None:
        """Meet who knows nothing, and pays for what it uses."""
        self.say(words.price(self.curves))
        self.meet("regularised")
        passes = self.curves.overtakes("regularised", "expert") or 0
        halt = float(passes) if passes > self.fewest else self.most
        self.learn("regularised", self.fewest, halt, 3.0)
        self.say(words.regularised(self.curves))
        self.come_nearer()
        if halt < self.most:
            self.fall_silent()  # what was said is of so many points
            self.learn("regularised", halt, self.most, 2.5)
        self.say(words.kept(self.curves))
        self.let_read()

    def moral(self) -> None:
        """Compare all of them, with few points and with many."""
        few = float(words.FEW)
        for first, last, phrase in (
            (self.chart.count, few, words.few_points(self.curves)),
            (few, self.most, words.many_points(self.curves)),
        ):
            self.fall_silent()
            self.learn("regularised", first, last, 1.6)
            self.say(phrase)
            self.come_nearer()
        self.say(words.moral(self.curves))
        self.come_nearer(0.5)

    def meet(self, model: str) -> None:
        """Go back to the fewest points, and let a model enter there."""
        chart, start, relight = self.chart, self.chart.count, self.relighting(model)

        def rewind(progress: float) -> None:
            relight(progress)
            self.at(start * (self.fewest / start) ** progress)

        self.drive(chart, rewind, 1.4)
        self.model = model
        # The others' names make room for the new one.
        names = [chart.names[each] for each in MODELS if chart.reached[each]]
        self.act(*map(FadeOut, names), seconds=0.25)
        self.act(*map(FadeIn, [*names, *chart.enter(model)]), seconds=0.4)

    def relighting(self, model: str) -> Callable[[float], None]:
        """Return what passes from the light as it is to a model's, by progress from 0 to 1."""
        before = self.grid.dots.rgbs.copy()
        after = self.grid.lit(self.lit(model, self.fewest), self.colour_of(model))

        def relight(progress: float) -> None:
            self.grid.dots.rgbs = (1 - progress) * before + progress * after

        return relight

    def learn(
        self, model: str, start: float, end: float, seconds: float, top: float | None = None
    ) -> None:
        """Go from few points to many, or back, while the window opens or closes."""
        chart, first = self.chart, self.chart.top
        last = top or first

        def draw(progress: float) -> None:
            count = start * (end / start) ** progress
            window = first * (last / first) ** gentle(progress)
            if last > first:  # it opens for the curve that rises
                window = max(first, HEADROOM**progress * self.curves.error_at(model, count))
            self.at(count, window)
            self.grid.light(self.lit(model, count), self.colour_of(model))

        self.drive(chart, draw, max(seconds, self.reading_time(0.0)))

    def at(self, count: float, top: float | None = None) -> None:
        """Let all that have entered stand at a number of points."""
        self.chart.draw(count, top)
        self.points.write(grouped(count))

    def lit(self, model: str, count: float) -> np.ndarray:
        """Return how brightly each feature is lit, array (features,): 1 if a model uses it.

        It is what was learned from the last measured number of points up to this one; shortly
        before the next, one passes into the other.
        """
        if model == "regularised":
            sizes, selected = np.log(self.curves.samples), self.curves.selected.astype(float)
            place = float(np.interp(np.log(count), sizes, np.arange(len(sizes))))
            size = min(int(place + 1e-9), len(sizes) - 1)
            share = smoothstep(float(np.clip((place - size - 1) / PASSING + 1, 0, 1)))
            after = min(size + 1, len(sizes) - 1)
            return np.asarray((1 - share) * selected[size] + share * selected[after])
        uses = np.arange(self.curves.features) < words.known(self.curves, model)
        return uses.astype(float)

    def colour_of(self, model: str) -> str:
        """Return a model's colour."""
        return self.theme.colour_of(MODELS.index(model))

    def band_and_below(self) -> tuple[Area, Area]:
        """Divide the hero's place: the features across the top, the chart below."""
        hero = self.stage.hero
        edge = hero.high[1] - BAND_OF_FEATURES * hero.size[1]
        band = Area(np.array([hero.low[0], edge]), hero.high)
        below = Area(hero.low, np.array([hero.high[0], edge - 0.42 * self.stage.scale]))
        return band, below


def _term(noise: float) -> str:
    """Write a number that is added, with its sign before a space."""
    text = signed(noise, 2)
    return f"{text[0]} {text[1:]}"
