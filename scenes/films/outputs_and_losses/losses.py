"""Losses: what a wrong prediction costs, and how hard each loss pulls it towards the target.

Told in acts: a section for each loss, with its gradient; those of numbers on the same axes, and
what an outlier does to them; those of classes on the same axes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import ClassVar

import numpy as np

from engine.experiments.loss_curves import LossFunction, OutlierStudy, outlier_study
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from engine.progress import Work, unwatched
from scenes.films.outputs_and_losses.loss_cards import CardLabels, ComparisonCard, LossCard, Span
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.outlier_line import OutlierLine
from scenes.languages.numbers import fixed, significant
from scenes.storytelling.act_story import ActStory
from scenes.storytelling.story import Act

POINTS = np.array([1.0, 1.6, 2.0, 2.5, 2.9, 3.4])
"""Numbers that stay while a seventh moves away from them."""
OUTLIER = np.linspace(4.0, 12.0, 81)
SURE = 0.999
"""The probability from which that of the right class sinks."""
REACH = 4.4
"""How far from the target predictions are shown."""
CLOSE = 2.4
"""The same, where several losses share their axes: none of them leaves the chart."""
SENTENCES = {
    "mse": (
        "Squared error: three times as far off costs nine times as much.",
        "Its gradient grows with the error: the farthest points pull hardest.",
    ),
    "mae": (
        "Absolute error: three times as far off costs three times as much.",
        "Its gradient has one size: it pulls from near as hard as from far.",
    ),
    "huber": (
        "Huber's loss: squared up to δ = {delta} from the target, then straight.",
        "Its gradient fades near the target, and is never larger than δ.",
    ),
    "cross-entropy": (
        "Cross-entropy: how little probability p did the right class get?",
        "A confident mistake: as p goes to 0, loss and gradient grow without bound.",
    ),
    "hinge": (
        "Hinge: the score s is above 0 where the answer is right.",
        "Beyond the margin at 1 there is no loss and no gradient: that is good enough.",
    ),
}
"""Of each loss: what it is, and what its gradient does."""


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


class Losses(ActStory):
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

    def story(self) -> Iterator[Act]:
        """Return an act for each loss, then those that compare several."""
        losses = self.results.losses
        numbers = [loss for loss in losses if loss.domain == "prediction"]
        classes = [loss for loss in losses if loss.domain != "prediction"]
        for loss in losses:
            yield Act(LOSS_FUNCTIONS[loss.name].title, partial(self.one, loss))
        if len(numbers) > 1:
            yield Act("numbers side by side", partial(self.numbers_side_by_side, numbers))
        if numbers:
            yield Act("outlier", partial(self.outlier, numbers))
        if len(classes) > 1:
            yield Act("classes side by side", partial(self.classes_side_by_side, classes))

    def one(self, loss: LossFunction) -> None:
        """Move a prediction along one loss, then write down a few values."""
        words, target = {
            "prediction": (
                CardLabels("prediction", "target", "loss", "gradient"),
                significant(loss.target),
            ),
            "probability": (CardLabels("probability p", "right class y", "loss", "gradient"), "1"),
            "score": (CardLabels("score s", "right class y", "loss", "gradient"), "1"),
        }[loss.domain]
        span, stops = span_of(loss, "target", "margin"), stops_of(loss)
        card = LossCard(loss, span, words, target, self.theme)
        start, end = span.low, span.high
        if loss.domain == "probability":
            start, end = SURE, stops[0]
        what, gradient = SENTENCES[loss.name]
        card.go_to(start)
        self.say(what, delta=significant(loss.delta))
        self.enter(card)
        self.beat(0.8)
        self.walk(card, start, end, 4.0)
        self.say(gradient)
        short = {"prediction": words.prediction, "probability": "p", "score": "s"}[loss.domain]
        heads = (short, words.loss, words.gradient)
        self.join(card.table_head(heads), seconds=0.3)
        for row, (before, stop) in enumerate(pairwise((end, *stops))):
            self.walk(card, before, stop, 0.7)
            self.join(card.table_row(row, stop), seconds=0.3)
        self.beat(1.8)

    def walk(
        self, card: LossCard | ComparisonCard, start: float, end: float, seconds: float
    ) -> None:
        """Move a card's prediction."""
        self.drive(card, lambda p: card.go_to(start + (end - start) * p), seconds)

    def numbers_side_by_side(self, losses: list[LossFunction]) -> None:
        """Show the losses of numbers on the same axes."""
        target = losses[0].target
        near, far = target - CLOSE, target + CLOSE
        steepest = 1.1 * max(float(loss.gradient(far)) for loss in losses)
        top = 1.05 * max(float(loss(far)) for loss in losses)
        span = Span(near, far, top, (-steepest, steepest))
        card = ComparisonCard(
            losses, span, CardLabels("prediction", "", "loss", "gradient"), self.theme
        )
        self.say(
            "The same prediction under each loss, on the same axes. The target is {target}.",
            target=significant(target),
        )
        self.compare(card, span)
        if any(loss.name == "mse" for loss in losses):
            self.say("Far from the target, where outliers are, they differ most.")
        else:
            self.say("Far away each pulls with one force; near the target Huber's fades.")
        self.beat(2.6)

    def classes_side_by_side(self, losses: list[LossFunction]) -> None:
        """Show the losses of classes over the score, on the same axes."""
        shown = [LossFunction(loss.name, of_score=loss.name == "cross-entropy") for loss in losses]
        span = Span(-REACH, REACH, 6.0, (-1.3, 0.3))
        card = ComparisonCard(
            shown, span, CardLabels("score s", "", "loss", "gradient"), self.theme
        )
        self.say("Both over the score. For cross-entropy a sigmoid makes it a probability.")
        self.compare(card, span)
        self.say("Hinge is content beyond the margin; cross-entropy always wants to be surer.")
        self.beat(2.8)

    def compare(self, card: ComparisonCard, span: Span) -> None:
        """Move a prediction along several losses, from end to end."""
        card.go_to(span.low)
        self.enter(card)
        self.beat(1.2)
        self.walk(card, span.low, span.high, 4.5)

    def outlier(self, losses: list[LossFunction]) -> None:
        """Move one of seven points away, and follow the constants that fit best."""
        line = OutlierLine(self.results.study, losses, "seven numbers", self.theme)
        self.say("For each loss, the one prediction that fits seven numbers best.")
        self.enter(line)
        self.beat(2.0)
        self.say("Now one of the numbers moves away.")
        self.drive(line, line.show_move, 4.5)
        self.beat(0.5)
        names = [loss.name for loss in losses]
        if "mse" in names:
            best = self.results.study.best[names.index("mse")]
            self.say(
                "Squared error's best is the mean: the outlier drags it along, by {moved}.",
                moved=fixed(best[-1] - best[0], 2),
            )
            self.beat(2.8)
        if "mae" in names:
            self.say("Absolute error's best is the median, which stays where it is.")
            self.beat(2.8)


def span_of(loss: LossFunction, target: str, margin: str) -> Span:
    """Choose what part of a loss to show, and how what is marked there is called."""
    if loss.domain == "probability":
        return Span(0.0, 1.0, 7.5, (-24.0, 3.0))
    if loss.domain == "score":
        return Span(-2.5, 3.0, 3.6, (-1.4, 0.6), ((1.0, margin),))
    low, high = loss.target - REACH, loss.target + REACH
    steepest = 1.25 * float(loss.gradient(high))
    top = 1.03 * float(loss(high))
    return Span(low, high, top, (-steepest, steepest), ((loss.target, target),))


def stops_of(loss: LossFunction) -> tuple[float, ...]:
    """Choose where loss and gradient are written down."""
    if loss.domain == "probability":
        return (0.5, 0.2, 0.1, 0.05)  # all of them on the chart
    if loss.domain == "score":
        return (1.5, 0.5, -1.0)
    errors = (3.0, 2.0, 1.0)
    if loss.name == "huber":
        errors = (min(2 * loss.delta, REACH), loss.delta / 2, loss.delta / 10)
    return tuple(loss.target + error for error in errors)
