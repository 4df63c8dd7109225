"""One activation function: its curve, where it is flat, and what it does to the plane."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np
from manim import LEFT, BackgroundRectangle, DashedLine, FadeOut, VGroup

from engine.experiments.activation_facts import EDGE
from engine.progress import Work, unwatched
from scenes.cache.results import trained_run
from scenes.films.activations.activation_asides import ActivationAsides
from scenes.films.activations.activation_panels import curve_panel
from scenes.films.activations.activation_specs import LEARNING, ActivationSpec
from scenes.films.activations.activation_story import COLUMN, COLUMN_WIDTH
from scenes.films.activations.activation_words import (
    flat_sentence,
    moral_of,
    plane_sentence,
    range_of,
    takes_few_values,
    where,
)
from scenes.films.activations.output_text import output_text
from scenes.languages.numbers import fixed_or_zero, percent, signed, significant
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout, sentence, verbatim
from scenes.storytelling.story import Act

CURVE = np.array([-6.1, 0.6]), np.array([2.1, 3.3])
SLOPE = np.array([-6.1, -2.6]), np.array([2.1, -0.75])
"""Boxes of the two large charts."""
ROOMY = 1.7
"""A band so wide has room for a word."""
SPARSE = 0.01
"""A smaller share of outputs that are 0 is not worth a sentence."""


class Activation(ActivationAsides):
    """One activation function, as a curve and as what it does to the plane."""

    spec: ClassVar[ActivationSpec] = ActivationSpec()

    @classmethod
    def compute(cls, spec: ActivationSpec, work: Work = unwatched) -> Any:
        """Train the network in which a parametric ReLU learns its slope, if that is asked for."""
        return trained_run(LEARNING, work) if spec.name == "prelu" else None

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.meet(self.spec.name, self.spec.kind)

    def story(self) -> Iterator[Act]:
        """Return the acts of all functions, and those that only a few have."""
        yield Act("curve", self.show_curve)
        yield Act("facts", self.show_facts)
        if self.spec.name == "tanh":
            yield Act("relation", self.relate_to_sigmoid)
        yield Act("plane", self.act_on_the_plane)
        if self.spec.name == "prelu":
            yield Act("learning", partial(self.learn_alpha, self.results))
        if self.spec.name == "rrelu":
            yield Act("drawing", self.draw_slopes)
        yield Act("summary", self.sum_up)

    def show_curve(self) -> None:
        """Name the function, and trace its curve and its slope."""
        self.introduce()
        self.trace_curve()
        self.trace_slope()

    def show_facts(self) -> None:
        """State what was measured."""
        self.show_range()
        self.show_flat_parts()
        self.show_mean()

    def introduce(self) -> None:
        """Name the function; show empty charts."""
        theme = self.theme
        self.curve = curve_panel(self.facts, *CURVE, theme, "output g(x)").draw_to(-np.inf)
        self.slope = curve_panel(self.facts, *SLOPE, theme, "slope g′(x)", of_slope=True)
        self.slope.draw_to(-np.inf)
        labels = "input x", "output g(x)", "slope g′(x)"
        colours = theme.text, self.curve.colour, self.slope.colour
        self.readouts = [
            Readout(label, theme.muted, colour, at(COLUMN, height))
            for label, colour, height in zip(labels, colours, (0.65, -0.5, -1.65), strict=True)
        ]
        self.name = self.name_card()
        self.say("An activation function takes one number, x, and gives one back: g(x).")
        self.enter(self.name, self.curve)

    def trace_curve(self) -> None:
        """Move the input along the axis and draw the output."""
        self.move_to(-EDGE)
        self.enter(self.curve.dot, *self.readouts[:2], seconds=0.4)
        self.add(self.curve.stem)
        group = VGroup(self.curve, self.curve.stem, self.curve.dot, *self.readouts[:2])

        def draw(progress: float) -> None:
            x = -EDGE + 2 * EDGE * progress
            self.curve.draw_to(x)
            self.move_to(x)

        self.drive(group, draw, 5.0)
        self.beat(0.6)

    def trace_slope(self) -> None:
        """Run over the line again, for the slope."""
        group = VGroup(self.slope, self.curve.stem, self.curve.dot, *self.readouts[:2])
        self.say("On its way back through the unit, the gradient is multiplied by the slope g′(x).")
        self.drive(group, lambda progress: self.move_to(EDGE * (1 - 2 * progress)), 1.2)
        self.enter(self.slope, self.slope.dot, self.readouts[2], seconds=0.6)
        self.add(self.slope.stem)
        group.add(self.slope.stem, self.slope.dot, self.readouts[2])

        def draw(progress: float) -> None:
            x = -EDGE + 2 * EDGE * progress
            self.slope.draw_to(x)
            self.move_to(x)

        self.drive(group, draw, 5.0)
        self.beat(0.8)
        points = [part for panel in (self.curve, self.slope) for part in (panel.stem, panel.dot)]
        self.act(*(FadeOut(part) for part in (*points, *self.readouts)), seconds=0.4)

    def move_to(self, x: float) -> None:
        """Set the input, and write the output."""
        numbers = x, self.curve.point_at(x), self.slope.point_at(x)
        texts = signed(numbers[0]), output_text(self.facts, numbers[1]), signed(numbers[2])
        for readout, text in zip(self.readouts, texts, strict=True):
            readout.write(text)

    def show_range(self) -> None:
        """State the range of outputs."""
        self.facts_shown = VGroup()
        low, high = (np.isfinite(bound.value) for bound in self.facts.range)
        if takes_few_values(self.facts):
            self.say("Only two numbers can come out.")
        elif low and high:
            self.say("What comes out has a least and a greatest limit.")
        elif low:
            self.say("What comes out has a least limit, but no greatest.")
        elif high:
            self.say("What comes out has a greatest limit, but no least.")
        else:
            self.say("What comes out has no limits: every number can.")
        self.add_fact("range of outputs", range_of(self.facts), self.theme.highlight)
        self.beat(1.6)

    def show_flat_parts(self) -> None:
        """Shade where hardly any gradient passes, and name these parts."""
        facts, theme = self.facts, self.theme
        template, fields = flat_sentence(facts)
        self.say(template, **fields)
        shown = VGroup(*self.curve.flats, *self.slope.flats)
        names = VGroup()
        words = ["saturated"] * len(facts.saturated) + ["no gradient"] * len(facts.dead)
        for word, part in zip(words, self.slope.flats, strict=True):
            if part.high[0] - part.low[0] > ROOMY:
                name = self.write(word, 22)
                name.move_to(at((part.low[0] + part.high[0]) / 2, part.high[1] - 0.35))
                names.add(BackgroundRectangle(name, color=theme.background, fill_opacity=0.8), name)
        if len(shown):
            self.enter(shown, names)
            self.add(self.curve, self.slope, names)
        if facts.saturated:
            self.add_fact("saturated where", where(facts.saturated), theme.text)
        if facts.dead:
            self.add_fact("no gradient where", where(facts.dead), theme.loss)
        if not len(shown):
            self.add_fact("smallest slope", significant(facts.gentlest, 3), self.slope.colour)
        self.beat(2.4)

    def show_mean(self) -> None:
        """Mark the mean output of standard normal inputs."""
        facts, chart = self.facts, self.curve.chart
        left, right = chart.place(np.array([-EDGE, EDGE]), facts.mean)
        line = DashedLine(at(*left), at(*right), color=self.theme.accuracy, stroke_width=3)
        mean = fixed_or_zero(facts.mean)
        if facts.is_centred:
            self.say("For standard normal inputs its mean output is 0: it is zero-centred.")
        else:
            self.say(
                "For standard normal inputs its mean output is {mean}, not 0: a bias shift.",
                mean=mean,
            )
        self.enter(line, seconds=0.5)
        self.add_fact("mean output", mean, self.theme.accuracy)
        self.beat(2.0)
        if facts.silent > SPARSE:
            share = percent(facts.silent, 0)
            self.say("For such inputs, {share} of its outputs are exactly 0: sparse.", share=share)
            self.add_fact("outputs that are 0", share, self.theme.text)
            self.beat(2.0)

    def add_fact(self, label: str, value: str, colour: str) -> None:
        """Add a measured fact to the column."""
        title = sentence(label, 22, self.theme.muted)
        number = verbatim(value, 28, colour, bold=True)
        number.scale(min(1, COLUMN_WIDTH / number.width))
        height = 0.75 - 0.92 * len(self.facts_shown)
        title.move_to(at(COLUMN, height), aligned_edge=LEFT)
        number.move_to(at(COLUMN, height - 0.4), aligned_edge=LEFT)
        fact = VGroup(title, number)
        self.facts_shown.add(fact)
        self.enter(fact, seconds=0.4)

    def act_on_the_plane(self) -> None:
        """Apply the function to each axis of a plane."""
        self.clear_stage()
        self.row = row = self.build_row()
        self.say("Two inputs, x₁ and x₂, make a plane: each point is a pair of numbers.")
        self.enter(self.headline(), row.curve, row.before, row.titles[0])
        self.enter(row.rings[0], row.numbers[0], *row.dots, seconds=0.4)
        self.beat(1.8)
        self.say("The function acts on each coordinate by itself: first on x₁ …")
        self.enter(row.after, row.titles[1], row.rings[1], row.numbers[1], seconds=0.5)
        moving = VGroup(row.rings[1], row.numbers[1])
        self.drive_row(lambda progress: row.follow(progress, 0), moving)
        self.say("… then on x₂, in the same way.")
        self.drive_row(lambda progress: row.follow(1, progress), moving)
        self.beat(0.8)
        self.say(plane_sentence(self.words, self.facts))
        self.beat(3.0)

    def sum_up(self) -> None:
        """End on the chapter's picture, with what matters."""
        self.stop_following()
        self.say(moral_of(self.words, self.facts))
        self.enter(self.fact_lines(), seconds=0.5)
        self.beat(4.0)
