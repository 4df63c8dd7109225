"""Softmax: how raw outputs become probabilities, and what changes them and what does not.

Told in acts: the outputs; the three steps; the gap that widens; the sum that stays; the shift that
changes nothing; temperature; the sigmoid as the case of two classes; for three classes, the
triangle in which all probabilities lie.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup

from engine.experiments.softmax import SoftmaxSteps, softmax_steps
from engine.progress import Work, unwatched
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.films.outputs_and_losses.softmax_table import (
    GAP,
    MIDDLE,
    SWING,
    SoftmaxTable,
    filled,
    softmax_number,
)
from scenes.films.outputs_and_losses.softmax_views import SigmoidView, TemperatureView, TriangleView
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout
from scenes.storytelling.story import Act, StoryScene


class Softmax(StoryScene):
    """Raw outputs become probabilities: exponentiate, add up, divide."""

    spec: ClassVar[SoftmaxSpec] = SoftmaxSpec()
    acts: ClassVar = (
        "outputs",
        "three_steps",
        "gap",
        "sum",
        "shift",
        "temperature",
        "sigmoid",
        "triangle",
    )
    results: ClassVar[SoftmaxSteps]

    @classmethod
    def compute(cls, spec: SoftmaxSpec, work: Work = unwatched) -> SoftmaxSteps:
        """Take the steps for the outputs that the spec names."""
        return softmax_steps(np.array(spec.logits), spec.temperature)

    @classmethod
    def report(cls, results: SoftmaxSteps) -> list[str]:
        """Return the probabilities, in lines for the terminal."""
        outputs, shares = (
            ", ".join(map(softmax_number, x)) for x in (results.logits, results.probabilities)
        )
        return [
            f"softmax of {outputs}: {shares}",
            f"the largest output leads by {softmax_number(results.lead)}: "
            f"{softmax_number(results.odds)} times as probable as the second",
        ]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.steps = self.results
        self.count = len(self.steps.logits)

    def story(self) -> list[Act]:
        """Return the acts; only three probabilities are a point of a triangle."""
        return [act for act in super().story() if self.count == 3 or act.name != "triangle"]

    def outputs(self) -> None:
        """Show what a network ends with."""
        self.table = table = SoftmaxTable(self, self.steps)
        logits = self.steps.logits
        self.say(
            "A network that knows {count} classes ends with {count} raw outputs.", count=self.count
        )
        table.show_outputs(0 * logits)
        self.act(FadeIn(table.classes, table.headers[0], table.outputs), seconds=0.6)
        self.drive(table.outputs, lambda p: table.show_outputs(p * logits), 1.6)
        self.question = self.write("How probable is each class?", 38, self.theme.highlight)
        self.act(FadeIn(self.question.move_to(at(2.6, MIDDLE))), seconds=0.6)
        self.beat(1.4)
        self.say("They can be any numbers. Probabilities cannot: they add up to 1.")
        self.beat(3.6)

    def three_steps(self) -> None:
        """Exponentiate, add up, divide."""
        table, steps = self.table, self.steps
        rise = steps.logits / steps.temperature
        self.say("Softmax needs three steps. First, raise e to the power of each output.")
        self.act(FadeOut(self.question), FadeIn(table.headers[1]), seconds=0.5)
        self.drive(table.powers, lambda p: table.show_powers(np.exp(p * rise), steps.total), 2.5)
        self.say("Now every number is above 0.")
        self.beat(1.6)
        self.say("Second, add them up.")
        self.act(FadeIn(table.sum_name), seconds=0.3)

        def add(progress: float) -> None:
            shares = filled(steps.probabilities, progress)
            table.show_sum(0, shares, softmax_number(progress * steps.total))

        self.drive(table.sums[0], add, 1.8)
        self.beat(0.8)
        self.say("Third, divide each by the sum.")
        self.act(FadeIn(table.headers[2]), seconds=0.5)
        self.drive(table.probabilities, lambda p: table.show_probabilities(steps, p), 2.6)
        self.say("These are probabilities: none is below 0, and together they are 1.")
        self.drive(
            table.sums[1],
            lambda p: table.show_sum(1, filled(steps.probabilities, p), softmax_number(p)),
            1.5,
        )
        self.add(table)
        self.beat(2.4)

    def gap(self) -> None:
        """Measure the gap between the largest and the second, before and after."""
        steps, theme = self.steps, self.theme
        second, first = np.sort(steps.logits)[-2:].tolist()
        if first - second < GAP:
            self.say("The two largest outputs are equal, and so are their probabilities.")
            self.beat(3.2)
            return
        lead = softmax_number((first - second) / steps.temperature)
        names = ("largest minus second", softmax_number(first - second))
        readouts = VGroup()
        for rows, (label, number) in (
            (self.table.outputs, names),
            (
                self.table.probabilities,
                (
                    "largest ÷ second",
                    f"×{fixed(steps.odds, 2)}"
                    if steps.odds < 1_000
                    else f"×{softmax_number(steps.odds)}",
                ),
            ),
        ):
            readout = Readout(label, theme.muted, theme.text, at(rows.left + 0.12, -2.3))
            readout.write(number)
            readouts.add(readout)
        if steps.temperature == 1:
            self.say("Ahead by {lead}: as probable as the second times e to the {lead}.", lead=lead)
        else:
            self.say(
                "Ahead by {lead} over T: as probable as the second times e to the {share}.",
                lead=names[1],
                share=lead,
            )
        self.act(FadeIn(readouts), seconds=0.6)
        self.beat(3.2)
        self.act(FadeOut(readouts), seconds=0.4)

    def sum(self) -> None:
        """Move the outputs to and fro."""
        table, steps = self.table, self.steps
        turns = 1 + np.arange(self.count) % 2

        def draw(progress: float) -> None:
            moved = steps.logits + SWING * np.sin(2 * np.pi * progress * turns) * (-1) ** turns
            table.display(softmax_steps(moved, steps.temperature))

        self.say("Move the outputs: the probabilities follow, and their sum stays 1.")
        self.drive(table, draw, 6.0)
        self.beat(0.8)

    def shift(self) -> None:
        """Subtract the largest output from all."""
        table, steps = self.table, self.steps
        largest = steps.logits.max()
        self.say("Subtract the same number from all outputs: no probability changes.")

        def draw(progress: float) -> None:
            shift = progress * largest + SWING * np.sin(2 * np.pi * progress)
            table.display(softmax_steps(steps.logits - shift, steps.temperature))

        self.drive(table, draw, 3.6)
        self.beat(1.0)
        self.say("Programs subtract the largest first, so that no power overflows.")
        self.beat(3.6)

    def temperature(self) -> None:
        """Divide the outputs by less and by more."""
        view = TemperatureView(self, self.steps)
        start, coldest, hottest = self.steps.temperature, view.coldest, view.hottest
        self.clear_stage()
        self.say("First dividing by a temperature T sets how sure softmax is.")
        view.display(start)
        self.act(FadeIn(view), seconds=0.8)
        self.beat(2.6)
        if self.steps.lead < GAP:
            self.say("Towards 0, the largest outputs share everything.")
        else:
            self.say("Towards 0, the largest output takes everything.")
        self.drive(view, lambda p: view.display(start * (coldest / start) ** p), 3.0)
        self.beat(1.4)
        self.say("Heat it up, and in the end all classes are equally probable.")
        self.drive(view, lambda p: view.display(coldest * (hottest / coldest) ** p), 4.0)
        self.beat(1.6)

    def sigmoid(self) -> None:
        """Keep one of two outputs at 0, and move the other."""
        view = SigmoidView(self)
        self.clear_stage()
        self.say("With two classes, keep one output at 0 and move the other.")
        view.display(view.low)
        self.act(FadeIn(view), seconds=0.8)
        self.beat(2.0)
        self.drive(view, lambda p: view.display(view.low + p * (view.high - view.low)), 4.0)
        self.say("This is the sigmoid: softmax for two classes.")
        self.act(FadeIn(view.sigmoid, view.formula), seconds=0.8)
        self.beat(2.6)

    def triangle(self) -> None:
        """Show three probabilities as a point of a triangle, and move it."""
        view, steps = TriangleView(self), self.steps

        def wander(progress: float) -> None:
            """Make each output the largest in turn."""
            angle = 2 * np.pi * (progress - np.arange(3) / 3)
            circle = 4 * steps.temperature * np.cos(angle)
            share = np.sin(np.pi * progress) ** 2
            view.display((1 - share) * steps.logits + share * circle, steps.temperature)

        def heat(start: float, end: float, progress: float) -> None:
            view.display(steps.logits, start * (end / start) ** progress)

        view.display(steps.logits, steps.temperature)
        self.clear_stage()
        self.say("Three numbers that add up to 1 are one point of a triangle.")
        self.act(FadeIn(view), seconds=0.8)
        self.beat(2.0)
        self.say("In a corner one class is certain; in the centre none is preferred.")
        self.drive(view, wander, 5.0)
        self.say("Cold draws the point into a corner, heat to the centre.")
        cold, hot = TemperatureView.range_of(steps)
        view.trace(steps.logits, np.geomspace(cold, hot, 300))
        self.act(FadeIn(view.simplex.path), seconds=0.4)
        self.add(view)
        for start, end in ((steps.temperature, cold), (cold, hot), (hot, steps.temperature)):
            self.drive(view, partial(heat, start, end), 2.0)
            self.beat(0.6)
        self.beat(1.5)
