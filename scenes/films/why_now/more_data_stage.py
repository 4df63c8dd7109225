"""What the acts of more data share: the field of features, the chart, and how one becomes both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from manim import RIGHT, UP, FadeIn, FadeOut, Mobject, VGroup, smooth

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.feature_grid import FeatureGrid, Lights, Pose
from scenes.films.why_now.learned_weights import LearnedWeights
from scenes.films.why_now.learning_chart import NAMES, LearningChart
from scenes.films.why_now.point_sum import PointSum
from scenes.languages.language import translate
from scenes.languages.numbers import grouped
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, gentle, late
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

WIDE, HIGH = 0.24, 0.3
"""The most of the hero's width that the field takes beside the chart, or of its height below it."""
INSET = 0.1
"""Room about the field beside the chart, in 16:9."""
TALL = 0.65
"""Height to width of the hero's place from which on the field stands below the chart."""
HEADROOM = 1.6
"""How many times as high as the curve's end the window is once it has opened."""


class MoreDataStage(StagedScene):
    """The field fills the frame, or stands aside for the chart."""

    results: ClassVar[LearningCurves]
    layout: ClassVar[str] = BAND

    def prepare(self) -> None:
        """Set up what all acts share."""
        stage, theme = self.stage, self.theme
        self.curves, self.most = self.results, float(words.most(self.results))
        self.fewest = float(self.curves.samples[0])
        self.count = self.fewest
        self.learned = LearnedWeights(self.curves)
        self.sum = PointSum(stage, theme)
        low, high = stage.hero.low, stage.hero.high
        top = min(high[1], self.sum.foot - 0.14 * stage.scale)
        self.opening = Area(low, np.array([high[0], top]))
        self.grid = FeatureGrid(self.curves.features, self.opening, theme)
        self.aside, beside = self._divided()
        self.chart = LearningChart(self.curves, stage, theme, beside)
        self.points = LabelledNumber(
            translate("training points"), theme.text, grouped(self.most),
            stage.numbers.corner(UP + RIGHT), 1, stage,
        )  # fmt: skip
        self.points.write(grouped(self.fewest))
        self.cards = {model: self._card(model) for model in MODELS}
        self.filling = self.grid.pose_in(stage.hero)

    def _divided(self) -> tuple[Area, Area]:
        """Divide the hero's place: where the field stands aside, and where the chart is."""
        hero, gap = self.stage.hero, 0.35 * self.stage.scale
        if hero.size[1] > TALL * hero.size[0]:
            edge = hero.low[1] + HIGH * hero.size[1]
            aside = Area(hero.low, np.array([hero.high[0], edge]))
            return aside, Area(np.array([hero.low[0], edge + gap]), hero.high)
        thin, long = sorted(self.grid.size.tolist())
        width = min(WIDE * hero.size[0], hero.size[1] * thin / long)
        edge = hero.high[0] - width
        inset = INSET * self.stage.scale
        aside = Area(np.array([edge, hero.low[1] + inset]), hero.high - inset)
        return aside, Area(hero.low, np.array([edge - gap, hero.high[1]]))

    def _card(self, model: str) -> VGroup:
        """Return a model's mark and name, as a title."""
        k, scale = MODELS.index(model), self.stage.scale
        name = sentence(NAMES[model], self.stage.text_size(34), self.theme.colour_of(k), bold=True)
        mark = class_mark(k, self.theme, 0.17 * scale)
        name.move_to(at(mark.width + 0.2 * scale + name.width / 2, 0))
        card = VGroup(mark.move_to(at(mark.width / 2, 0)), name)
        self.stage.put_title(card)
        return card

    def colour_of(self, model: str) -> str:
        """Return a model's colour."""
        return self.theme.colour_of(MODELS.index(model))

    def look_of(self, model: str, count: float) -> Lights:
        """Return how a model's weights look at a number of points."""
        return self.grid.weights(self.learned.at(model, count), self.colour_of(model))

    def relight(self, look: Lights, seconds: float, *others: Any) -> None:
        """Pass from the light as it is to another."""
        before = self.grid.look
        drive = Drive(self.grid, lambda p: self.grid.blend(before, look, p))
        self.act(drive, *others, seconds=seconds)

    def move_field(
        self,
        end: Pose,
        look: Lights,
        count: float,
        *,
        goes: Sequence[Mobject] = (),
        comes: Sequence[Mobject] = (),
        seconds: float = 1.5,
    ) -> None:
        """Move the field, while its light passes into another.

        Nothing is unlearned on the way: where there is another number of points, the lights and the
        number go out, and come again as they are then.

        Parameters
        ----------
        end, look, count
            Where and how it arrives, and with how many points.
        goes, comes : sequence of Mobject
            What fades out as it leaves, and what fades in as it arrives.
        seconds : float
        """
        start, before, starts_again = self.grid.pose, self.grid.look, count != self.count
        number = self.points.number
        dark = self.grid.weights(np.zeros(self.curves.features), self.theme.text)

        def move(progress: float) -> None:
            self.grid.stand(start.towards(end, progress))
            if not starts_again:
                self.grid.blend(before, look, progress)
                return
            leaves = progress < 0.5
            share = abs(2 * progress - 1)
            self.grid.blend(dark, before if leaves else look, share)
            if not leaves and self.count != count:
                self.count = count
                self.points.write(grouped(count))
            number.set_fill(opacity=share)

        self.act(
            *(FadeOut(each, rate_func=early) for each in goes),
            *(FadeIn(each, rate_func=late) for each in comes),
            Drive(self.grid, move, rate_func=smooth),
            seconds=seconds,
        )

    def bring_field(self, model: str, count: float | None = None) -> None:
        """Let the chart go, and the field fill the frame with a model's weights."""
        count = count or self.fewest
        self.hero = (self.grid,)
        self.move_field(
            self.filling, self.look_of(model, count), count, goes=[self.chart],
            comes=[self.cards[model]],
        )  # fmt: skip

    def bring_chart(self, model: str, count: float | None = None) -> None:
        """Let the field stand aside, and the chart come; a model that is new there enters."""
        count = count or self.fewest
        if not self.chart.reached[model]:
            self.chart.enter(model)
        pose = self.grid.pose_in(self.aside)
        self.move_field(
            pose, self.look_of(model, count), count, goes=[self.cards[model]], comes=[self.chart]
        )
        self.hero = (self.chart, self.grid)

    def learn(self, model: str, end: float, seconds: float, top: float | None = None) -> None:
        """Go from few points to many, while the window opens or closes."""
        chart, first, start = self.chart, self.chart.top, self.count
        last = top or first

        def draw(progress: float) -> None:
            count = start * (end / start) ** progress
            window = first * (last / first) ** gentle(progress)
            if last > first:  # it opens for the curve that rises
                window = max(first, HEADROOM**progress * self.curves.error_at(model, count))
            chart.draw(count, window)
            self.stand_at(model, count)

        self.drive(chart, draw, max(seconds, self.reading_time(0.0)))

    def stand_at(self, model: str, count: float) -> None:
        """Show a model's weights, and the number of points from which it has learned them."""
        self.count = count
        self.points.write(grouped(count))
        self.grid.wear(self.look_of(model, count))
