"""Losses: what a wrong prediction costs, and how hard each loss pulls it towards the target.

Each loss is the area of a figure that stands on the error, and its gradient is the edge by which
that grows; the figure and the curve of the loss bend from loss to loss. Those of numbers come
first, with an outlier; then those of classes, and at last all figures side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np
from manim import FadeIn, VGroup

from engine.experiments.loss_curves import LossFunction, OutlierStudy, outlier_study
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from engine.progress import Work, unwatched
from scenes.films.outputs_and_losses import losses_words as words
from scenes.films.outputs_and_losses.areas.loss_gallery import LossGallery
from scenes.films.outputs_and_losses.loss_axes import reach_of
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.outlier_act import OutlierAct
from scenes.languages.numbers import fixed, significant
from scenes.storytelling.story import Act

POINTS = np.array([1.0, 1.6, 2.0, 2.5, 2.9, 3.4])
"""Numbers that stay while a seventh moves away from them."""
OUTLIER = np.linspace(4.0, 12.0, 81)
BEYOND = 0.75
"""How far beyond the margin two losses are compared, as a share of the way to the chart's end."""


@dataclass(frozen=True)
class LossResults:
    """What the film shows.

    Attributes
    ----------
    losses : tuple of LossFunction
    study : OutlierStudy
        Of those of numbers.
    """

    losses: tuple[LossFunction, ...]
    study: OutlierStudy


class Losses(OutlierAct):
    """What a wrong prediction costs, and how hard each loss pulls it towards the target."""

    spec: ClassVar[LossesSpec] = LossesSpec()
    results: ClassVar[LossResults]

    @classmethod
    def compute(cls, spec: LossesSpec, work: Work = unwatched) -> LossResults:
        """Make the losses, and let an outlier move."""
        losses = tuple(LossFunction(name, spec.target, spec.delta) for name in spec.names)
        numbers = [loss for loss in losses if loss.domain == "prediction"]
        return LossResults(losses, outlier_study(numbers, POINTS, OUTLIER))

    @classmethod
    def report(cls, results: LossResults) -> list[str]:
        """Return what the outlier does, in lines for the terminal."""
        numbers = [loss for loss in results.losses if loss.domain == "prediction"]
        return [
            f"{loss.name}: best constant {fixed(best[0], 3)}, with the outlier at "
            f"{significant(OUTLIER[0])}; {fixed(best[-1], 3)}, with it "
            f"at {significant(OUTLIER[-1])}"
            for loss, best in zip(numbers, results.study.best, strict=True)
        ]

    def story(self) -> list[Act]:
        """Return the acts: losses of numbers, an outlier, those of classes, and all figures."""
        losses = self.results.losses
        self.of_numbers = [loss for loss in losses if loss.domain == "prediction"]
        self.of_classes = [loss for loss in losses if loss.domain != "prediction"]
        acts = [Act(title_of(loss), partial(self.number, loss)) for loss in self.of_numbers]
        if self.of_numbers:
            acts.append(Act("outlier", partial(self.outlier, self.results.study, self.of_numbers)))
        acts += [Act(title_of(loss), partial(self.classes, loss)) for loss in self.of_classes]
        if len(self.of_classes) > 1:
            acts.append(Act("classes side by side", self.classes_side_by_side))
        return [*acts, Act("pictures", partial(self.pictures, losses))]

    def pictures(self, losses: Sequence[LossFunction]) -> None:
        """Set the figures of all losses side by side, and answer the first question."""
        old, *words_of_old = self._shown()
        gallery = LossGallery(losses, self.stage, self.theme, self.write)
        self.picture, self.title, self.math, self.readout = gallery, VGroup(), VGroup(), None
        self.fall_silent()
        self.exchange(old, [], words_of_old, [])
        self.hero = (gallery,)
        self.say(words.ANSWER)
        self.drive_in_place(gallery.draw, 2.5)
        self.come_nearer(2.0)

    def number(self, loss: LossFunction) -> None:
        """Let a prediction walk about the target, and draw what it costs."""
        reach, target = reach_of(self.of_numbers), loss.target
        values = {"delta": significant(loss.delta)}
        if loss is self.of_numbers[0]:
            start = target + reach
            self.open_on(loss, self.of_numbers, start)
            self.say(words.question(loss, start))
            self.come_nearer(1.0)
            self.say(words.price(loss, start))
            self.raise_figure()
            self.say(words.WHAT[loss.name], **values)
            self.act(FadeIn(self.title), seconds=0.4)
            self.walk(target + reach / 3, 1.0, home=True)
            self.walk(start, max(2.0, self.reading_time()))
            self.say(words.growth(loss, start))
            self.pull()
            self.push_out()
            self.say(words.HEIGHT)
            self.draw_curve()
            self.say(words.PULL[loss.name], **values)
            self.walk(target - reach, max(2.6, self.reading_time()))
            self.complete()
        else:
            other = -self.side
            top = self.chart.top_for(loss, self.of_numbers)
            if loss.name == "huber":
                self.bend_to(loss, target - other * reach, top)
                self.say(words.WHAT[loss.name], **values)
                self.part_huber(loss)
            else:
                self.bend_to(loss, target + other * reach / 3, top)
                self.say(words.WHAT[loss.name], **values)
            self.walk(target + other * reach, max(2.0, self.reading_time()))
            self.say(words.PULL[loss.name], **values)
            if loss.name == "huber":
                self.write_formula()
        self.walk(target + self.side * 0.04 * reach, max(2.0, self.reading_time()))

    def classes(self, loss: LossFunction) -> None:
        """Let a probability or a score walk, and draw what it costs."""
        self.stand_on(loss)
        span = self.chart.span
        if loss is self.of_classes[0]:
            onwards = -0.12 if loss.domain == "probability" else 0.12
            self.say((words.THEN if self.of_numbers else words.CAT)[loss.domain])
            self.walk(self.x + onwards * (span.high - span.low), self.reading_time(1.2))
        if loss.domain == "probability":
            self.say(words.WHAT[loss.name])
            self.walk(0.5, self.reading_time(2.0))
            self.say(words.PULL[loss.name])
            self.walk(span.low, max(2.5, self.reading_time()))
            return
        self.say(words.WHAT[loss.name])
        self.walk(-1.0, self.reading_time(2.0))
        self.say(words.PULL[loss.name])
        self.walk(span.high, max(2.5, self.reading_time()))

    def classes_side_by_side(self) -> None:
        """Show the losses of classes over the score, on the same axes."""
        shown = [
            LossFunction(loss.name, of_score=loss.name == "cross-entropy")
            for loss in self.of_classes
        ]
        if self.chart.span.domain != "score":
            self.stand_on(next(loss for loss in shown if loss.name == "hinge"))
        self.fall_silent()
        self.part_into(shown, self.chart.span.top)
        self.say("With p the sigmoid of s, cross-entropy's pull stays below 1.")
        low, high = self.chart.span.low, self.chart.span.high
        self.walk(0.7 * low, max(2.2, self.reading_time()))
        self.say("Hinge is content beyond the margin; cross-entropy never is.")
        beyond = self.chart.span.mark + BEYOND * (high - self.chart.span.mark)
        self.walk(beyond, max(2.2, self.reading_time()))
        self.settle()


def title_of(loss: LossFunction) -> str:
    """Return the title of a loss."""
    return LOSS_FUNCTIONS[loss.name].title
