"""What the acts of more data share: the dots, the parts of the error, and how models learn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Circle, FadeOut, Mobject, VGroup

from engine.experiments.curve_fit.exact_fits import exact_fits
from engine.experiments.more_data import MODELS, NOISE, SIGNAL, LearningCurves
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.error_words import short_name
from scenes.films.why_now.learned_weights import LearnedWeights
from scenes.films.why_now.mobjects.error_parts import WIDE, ErrorParts
from scenes.films.why_now.mobjects.feature_grid import FeatureGrid, Lights, Pose
from scenes.films.why_now.mobjects.fit_plane import FitPlane
from scenes.films.why_now.mobjects.learning_chart import LearningChart
from scenes.films.why_now.mobjects.point_count import PointCount
from scenes.films.why_now.mobjects.point_sum import PointSum
from scenes.languages.language import translate
from scenes.languages.numbers import grouped
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula, sentence, verbatim
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, gentle
from scenes.storytelling.labelled_number import LABEL, LabelledNumber
from scenes.storytelling.stage import BAND, ROW, Area
from scenes.storytelling.staged_scene import StagedScene

COUNTABLE = 0.4
"""A weight that is used looks no smaller than this where such weights are counted."""
WITHIN, AROUND = 0.46, 0.6
"""Radius of a ring, as a share of a dot's room: of one in the frame, and of another."""
NAME, NARROW_NAME = 46, 32
"""Sizes of the name of who learns, in 16:9, and where it stands over a narrow frame."""
ASIDE = 3.4
"""Room for it at the left of the ten."""


class MoreDataStage(StagedScene):
    """The dots fill the frame, under the error that they make."""

    results: ClassVar[LearningCurves]
    layout: ClassVar[str] = BAND

    def prepare(self) -> None:
        """Set up what all acts share."""
        stage, theme, gap = self.stage, self.theme, 0.14 * self.stage.scale
        self.curves, self.most = self.results, float(words.most(self.results))
        self.first = self.curves.first
        self.fewest = self.count = float(self.curves.samples[0])
        self.learned = LearnedWeights(self.curves)
        self.sum = PointSum(stage, theme)
        row = ROW * stage.scale if stage.is_upright else 0.0
        self.error = ErrorParts(stage.title.high[1] - row, stage, theme)
        low, right = stage.hero.low, stage.hero.high[0]
        open_field = Area(low, np.array([right, self.sum.foot - gap]))
        lower_field = Area(low + [0, gap], np.array([right, self.error.foot - gap]))
        self.grid = FeatureGrid(self.curves.features, open_field, theme)
        self.field = self.grid.field_in(lower_field, 0.0 if stage.is_upright else ASIDE)
        self.chart = LearningChart(self.curves, stage, theme, stage.hero)
        self.prediction = self._prediction()
        place = Area(low + gap, np.array([right - gap, stage.title.high[1]]))
        self.plane = FitPlane(exact_fits(), place, stage, theme, self.colour_of("flexible"))
        self.points = self._point_count()
        self.points.write(grouped(self.fewest))
        self.name = VGroup()

    def _point_count(self) -> LabelledNumber | PointCount:
        """Return the number of training points, beside the error, or above it if it is narrow."""
        stage, colour = self.stage, self.theme.text
        if stage.is_upright:
            words, corner = translate("training points"), stage.title.corner(UP + RIGHT)
            return LabelledNumber(words, colour, grouped(self.most), corner, 1, stage)
        corner = np.array([self.error.end, stage.title.high[1]])
        return PointCount(self.most, corner, colour, WIDE)

    def _prediction(self) -> Any:
        """Return what a model computes, where the sum stood that is to be found."""
        n, stage = self.curves.features, self.stage
        math = f'"prediction" = w_1 x_1 + w_2 x_2 + dots.c + w_{n} x_{n}'
        found = formula(math, stage.text_size(46), self.theme.text)
        left, top = self.sum.get_left()[0], self.sum.terms.get_top()[1]
        found.scale(min(1.0, (stage.hero.high[0] - left) / found.width))
        return found.move_to(at(left + found.width / 2, (top + self.sum.foot) / 2))

    def name_of(self, model: str) -> VGroup:
        """Return a model's name and which of the runs is seen: at the left of the ten if there."""
        stage, repeats = self.stage, len(self.curves.errors)
        size = stage.text_size(NARROW_NAME if stage.is_upright else NAME)
        told = VGroup(verbatim(short_name(model), size, self.colour_of(model)))
        if repeats > 1:
            note = sentence("run 1 of {repeats}", stage.text_size(LABEL), self.theme.muted,
                            repeats=repeats)  # fmt: skip
            way = RIGHT if stage.is_upright else DOWN
            told.add(note.next_to(told[0], way, buff=0.2 * stage.scale))
        left = self.error.left
        room = (self.points.get_left() if stage.is_upright else self.field.low)[0]
        told.scale(min(1.0, (room - left - 0.2 * stage.scale) / told.width))
        if stage.is_upright:
            corner = at(left, stage.title.high[1])
            return told.move_to(corner, aligned_edge=UP + LEFT)
        for part in told:
            part.shift(at(left - part.get_left()[0], 0))
        return told.shift(at(0, (self.field.low + self.field.high)[1] / 2 - told.get_y()))

    def median_note(self) -> Mobject:
        """Return words that tell of how many runs the median is seen."""
        repeats = len(self.curves.errors)
        told = "median of {repeats} runs" if repeats > 1 else "one run"
        size = self.stage.text_size(LABEL)
        note = sentence(told, size, self.theme.text, repeats=repeats)
        if self.stage.is_upright:
            return self.stage.put_title(note)
        corner = self.stage.numbers.corner(UP + RIGHT) - at(0.15 * self.stage.scale, 0)
        return note.move_to(corner, aligned_edge=UP + RIGHT)

    def ring(self, feature: int) -> Circle:
        """Return a ring around a dot of the field."""
        share = WITHIN if feature < SIGNAL else AROUND
        radius = share * float(self.field.rooms[feature])
        ring = Circle(radius, color=self.theme.text, stroke_width=3)
        return ring.move_to(at(*self.field.places[feature]))

    @property
    def rings(self) -> VGroup:
        """Rings around the weights that the lasso uses in the end."""
        return VGroup(*map(self.ring, np.flatnonzero(self.curves.selected[-1]).tolist()))

    @property
    def countable(self) -> Lights:
        """How the weights look that the lasso uses in the end, each of them large enough."""
        weights = self.learned.at("regularised", self.most)
        shown = np.where(weights != 0, np.maximum(np.abs(weights), COUNTABLE), 0.0)
        return self.grid.weights(shown, self.colour_of("regularised"))

    def colour_of(self, model: str) -> str:
        """Return a model's colour."""
        return self.theme.colour_of(MODELS.index(model))

    def look_of(self, model: str, count: float) -> Lights:
        """Return how a model's weights look at a number of points."""
        return self.grid.weights(self.learned.at(model, count), self.colour_of(model))

    @property
    def darkness(self) -> Lights:
        """How no weights look."""
        return self.grid.weights(np.zeros(self.curves.features), self.theme.text)

    def relight(self, look: Lights, seconds: float, *others: Any) -> None:
        """Pass from the light as it is to another."""
        before = self.grid.look
        drive = Drive(self.grid, lambda p: self.grid.blend(before, look, p))
        self.act(drive, *others, seconds=seconds)

    def moving(self, end: Pose) -> Drive:
        """Return what takes the dots from where they stand to another pose."""
        start = self.grid.pose

        def stand(progress: float) -> None:
            self.grid.stand(start.towards(end, progress))

        return Drive(self.grid, stand)

    def forget(self) -> None:
        """Let all weights go out, with the error and the number of points: nothing is unlearned."""
        before = self.grid.look

        def leave(progress: float) -> None:
            self.grid.blend(before, self.darkness, progress)
            self.show_numbers(1 - progress)

        names = [FadeOut(self.name, rate_func=early)] if len(self.name) else []
        self.act(Drive(self.grid, leave), *names, seconds=0.4)

    def show_numbers(self, seen: float) -> None:
        """Show the error and the number of points as clearly as told."""
        self.error.appear(seen)
        self.points.number.set_fill(opacity=seen)

    def bring(self, model: str, seconds: float = 0.6) -> None:
        """Let a model learn from the fewest points."""
        self.forget()
        self.name = self.name_of(model).set_opacity(0)
        self.add(self.name)
        after = self.look_of(model, self.fewest)
        self.stand_at(model, self.fewest)

        def arrive(progress: float) -> None:
            self.grid.blend(self.darkness, after, progress)
            self.name.set_opacity(progress)
            self.show_numbers(progress)

        arrive(0.0)
        self.drive(self.grid, arrive, seconds)

    def learn(self, model: str, end: float, seconds: float) -> None:
        """Go from few points to many, evenly along the curve."""
        pace = self.pace(model, self.count, end)
        self.drive(
            self.grid, lambda progress: self.stand_at(model, pace(progress)),
            max(seconds, self.reading_time(0.0)), gentle,
        )  # fmt: skip

    def pace(self, model: str, start: float, end: float) -> Callable[[float], float]:
        """Return which number of points a curve has reached after a share of its length."""
        logs = np.linspace(np.log(start), np.log(end), 400)
        heights = [self.first.score_at(model, each) for each in np.exp(logs)]
        steps = np.hypot(np.diff(logs), np.log(10) * np.diff(heights))
        way = np.append(0, np.cumsum(steps)) / max(float(steps.sum()), 1e-12)

        def reached(progress: float) -> float:
            if progress in (0.0, 1.0):
                return end if progress else start
            return float(np.exp(np.interp(progress, way, logs)))

        return reached

    def stand_at(self, model: str, count: float) -> None:
        """Show a model's weights and its error, next to the expert's, at a number of points.

        Between two measured numbers of points the picture glides, and what is written stays.
        """
        self.count, written = count, self.learned.measured(count)
        self.points.write(grouped(written))
        self.error.write_error(*self.learned.misses(model, written))
        self.error.draw_error(*self.learned.misses(model, count))
        self.error.put_rival(NOISE + sum(self.learned.misses("expert", count)))
        self.grid.wear(self.look_of(model, count))
