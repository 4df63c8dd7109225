"""What the acts of more data share: the dots, the chart below, and how models learn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from manim import RIGHT, UP, Circle, VGroup, smoothstep

from engine.experiments.more_data import MODELS, SIGNAL, LearningCurves
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.error_words import error_text
from scenes.films.why_now.feature_grid import FeatureGrid, Lights
from scenes.films.why_now.learned_weights import LearnedWeights
from scenes.films.why_now.learning_chart import LearningChart
from scenes.films.why_now.point_sum import PointSum
from scenes.languages.language import translate
from scenes.languages.numbers import grouped
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula, sentence
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

COUNTABLE = 0.4
"""A weight that is used looks no smaller than this where such weights are counted."""
WITHIN, AROUND = 0.46, 0.6
"""Radius of a ring, as a share of a dot's room: of one in the frame, and of another."""
STRIP, PARTING, ABOVE = 0.7, 0.3, 0.2
"""Height of the strip of dots, the gap in it, and that to the chart below, in 16:9."""
HANDOVER = 0.2
"""Share by which points grow while the weights of the best pass to those of the next best."""


class MoreDataStage(StagedScene):
    """The dots fill the frame, or stand in a strip above the chart."""

    results: ClassVar[LearningCurves]
    layout: ClassVar[str] = BAND

    def prepare(self) -> None:
        """Set up what all acts share."""
        stage, theme = self.stage, self.theme
        self.curves, self.most = self.results, float(words.most(self.results))
        self.fewest = self.count = float(self.curves.samples[0])
        self.learned = LearnedWeights(self.curves)
        self.sum = PointSum(stage, theme)
        low, high = stage.hero.low, stage.hero.high
        top = min(high[1], self.sum.foot - 0.14 * stage.scale)
        self.grid = FeatureGrid(self.curves.features, Area(low, np.array([high[0], top])), theme)
        self.field = self.grid.pose
        foot = high[1] - STRIP * stage.scale
        strip = Area(np.array([low[0], foot]), high)
        self.strip = self.grid.strip_in(strip, PARTING * stage.scale)
        below = Area(low, np.array([high[0], foot - ABOVE * stage.scale]))
        self.chart = LearningChart(self.curves, stage, theme, below)
        self.prediction = self._prediction()
        place = stage.title if stage.is_upright else stage.numbers
        self.points = LabelledNumber(
            translate("training points"), theme.text, grouped(self.most),
            place.corner(UP + RIGHT), 1, stage,
        )  # fmt: skip
        self.points.write(grouped(self.fewest))
        self.parts = self._parts()

    def _prediction(self) -> Any:
        """Return what a model computes, where the sum stood that is to be found."""
        n, stage = self.curves.features, self.stage
        math = f'"prediction" = w_1 x_1 + w_2 x_2 + dots.c + w_{n} x_{n}'
        found = formula(math, stage.text_size(46), self.theme.text)
        left, top = self.sum.get_left()[0], self.sum.terms.get_top()[1]
        found.scale(min(1.0, (stage.hero.high[0] - left) / found.width))
        return found.move_to(at(left + found.width / 2, (top + self.sum.foot) / 2))

    def _parts(self) -> VGroup:
        """Name both parts of the strip."""
        size, strip = self.stage.text_size(22), self.strip
        others = grouped(self.curves.features - SIGNAL)
        told = "the other {count}"
        if len(self.curves.errors) > 1:
            told = "the other {count} (weights of run 1)"
        first = sentence("the {count} that matter", size, self.theme.highlight, count=SIGNAL)
        rest = sentence(told, size, self.theme.muted, count=others)
        middle = strip.high[1] + 0.3 * self.stage.scale
        first.move_to(at(strip.low[0] + first.width / 2, middle))
        gap = PARTING * self.stage.scale
        start = max(strip.high[0], first.get_right()[0]) + gap
        end = self.stage.hero.high[0] if self.stage.is_upright else self.points.get_left()[0]
        rest.scale(min(1.0, (end - start - 0.2 * self.stage.scale) / rest.width))
        return VGroup(first, rest.move_to(at(start + rest.width / 2, middle)))

    def ring_around(self, feature: int) -> Circle:
        """Return a ring around one of those in the strip that matter."""
        ring = Circle(0.5 * float(self.strip.rooms[feature]), color=self.theme.text, stroke_width=4)
        return ring.move_to(at(*self.strip.places[feature]))

    @property
    def rings(self) -> VGroup:
        """Rings around the weights in the field that the lasso uses in the end."""
        return VGroup(*map(self._ring, np.flatnonzero(self.curves.selected[-1]).tolist()))

    def _ring(self, feature: int) -> Circle:
        """Return a ring around one in the field."""
        share = WITHIN if feature < SIGNAL else AROUND
        radius = share * float(self.field.rooms[feature])
        ring = Circle(radius, color=self.theme.text, stroke_width=3)
        return ring.move_to(at(*self.field.places[feature]))

    @property
    def countable(self) -> Lights:
        """How the weights look that the lasso uses in the end, each of them large enough."""
        weights = self.learned.at("regularised", self.most)
        shown = np.where(weights != 0, np.maximum(np.abs(weights), COUNTABLE), 0.0)
        return self.grid.weights(shown, self.colour_of("regularised"))

    def legend_of_signs(self, weights: np.ndarray) -> VGroup:
        """Say what the colours of weights are, and write and ring the one farthest from 0."""
        place = int(np.abs(weights).argmax())
        farthest = float(weights[place])
        value = ("\u2212" if farthest < 0 else "") + error_text(abs(farthest))
        told = sentence(
            "run 1: blue above 0, orange below; the largest, ringed, is {value}",
            self.stage.text_size(26), self.theme.text, value=value,
        )  # fmt: skip
        put = self.stage.put_numbers if self.stage.is_upright else self.stage.put_title
        put(told)
        return VGroup(told, self._ring(place))

    def colour_of(self, model: str) -> str:
        """Return a model's colour."""
        return self.theme.colour_of(MODELS.index(model))

    def look_of(self, model: str, count: float) -> Lights:
        """Return how a model's weights look at a number of points."""
        return self.grid.weights(self.learned.at(model, count), self.colour_of(model))

    def look_of_best(self, count: float) -> Lights:
        """Return how the weights look of whoever errs least, the oracle left aside."""
        first, *others = self.chart.grounds.reigns
        look = self.look_of(first.model, count)
        for model, start, _ in others:
            share = smoothstep(float(np.clip(np.log(count / start) / HANDOVER + 0.5, 0, 1)))
            if share > 0:
                pairs = zip(look, self.look_of(model, count), strict=True)
                look = Lights(*((1 - share) * a + share * b for a, b in pairs))
        return look

    @property
    def darkness(self) -> Lights:
        """How no weights look."""
        return self.grid.weights(np.zeros(self.curves.features), self.theme.text)

    def relight(self, look: Lights, seconds: float, *others: Any) -> None:
        """Pass from the light as it is to another."""
        before = self.grid.look
        drive = Drive(self.grid, lambda p: self.grid.blend(before, look, p))
        self.act(drive, *others, seconds=seconds)

    def start_again(self, progress: float, before: Lights, after: Lights) -> None:
        """Let lights and number go out, and come again as they are with the fewest points.

        Nothing is unlearned on the way.
        """
        leaves, share = progress < 0.5, abs(2 * progress - 1)
        self.grid.blend(self.darkness, before if leaves else after, share)
        if not leaves and self.count != self.fewest:
            self.count = self.fewest
            self.points.write(grouped(self.fewest))
        self.points.number.set_fill(opacity=share)

    def bring(self, model: str, seconds: float = 1.2) -> None:
        """Let a model stand at the fewest points, in the strip and in the chart."""
        before, after = self.grid.look, self.look_of(model, self.fewest)
        is_first = self.count == self.fewest
        self.chart.enter(model)

        def arrive(progress: float) -> None:
            self.chart.draw(self.fewest, progress)
            if is_first:
                self.grid.blend(before, after, progress)
            else:
                self.start_again(progress, before, after)

        self.drive(self.chart, arrive, seconds)

    def learn(self, model: str, end: float, seconds: float) -> None:
        """Go from few points to many, evenly along the curve."""
        pace = self.pace(model, self.count, end)

        def draw(progress: float) -> None:
            count = pace(progress)
            self.chart.draw(count)
            self.stand_at(model, count)

        self.drive(self.chart, draw, max(seconds, self.reading_time(0.0)), gentle)

    def pace(self, model: str, start: float, end: float) -> Callable[[float], float]:
        """Return which number of points a curve has reached after a share of its length."""
        logs = np.linspace(np.log(start), np.log(end), 400)
        heights = [self.curves.score_at(model, each) for each in np.exp(logs)]
        steps = np.hypot(np.diff(logs), np.log(10) * np.diff(heights))
        way = np.append(0, np.cumsum(steps)) / max(float(steps.sum()), 1e-12)

        def reached(progress: float) -> float:
            if progress in (0.0, 1.0):
                return end if progress else start
            return float(np.exp(np.interp(progress, way, logs)))

        return reached

    def stand_at(self, model: str, count: float) -> None:
        """Show a model's weights, and the number of points from which it has learned them."""
        self.count = count
        self.points.write(grouped(count))
        self.grid.wear(self.look_of(model, count))
