"""The last act of the film of gradient descent: the same start by another rule."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, FadeIn, Group, Mobject, VGroup

from engine.descent.descent import Descent
from scenes.films.gradient_descent.descent_stage import (
    CURVE_BOX,
    LEFT_BOX,
    WIDE_BOX,
    flat_view,
    loss_chart,
)
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.descents import TwoDescents, pace_by_way
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec
from scenes.films.gradient_descent.mobjects.step_strip import StepStrip
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.languages.numbers import grouped, significant
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import ChartCurve
from scenes.mobjects.frame import at
from scenes.storytelling.story import StoryScene

SECONDS = 9.0
"""Of the two descents, together."""
SHAPES = (0, 3)
"""Of the marks of the two."""


class DescentComparison(StoryScene):
    """Shows two descents side by side."""

    spec: ClassVar[GradientDescentSpec]
    results: ClassVar[TwoDescents]
    title: VGroup | None = None
    strip: StepStrip
    is_set = False
    """Whether the strip and the walkers are on screen."""

    def compare(self) -> None:
        """Walk down by both rules at once."""
        first, rival = self.results.first, self.results.rival
        assert rival is not None
        self.clear_stage()
        self.introduce(rival)
        surface = self.spec.landscape
        box = LEFT_BOX if surface.dims == 2 else CURVE_BOX
        picture = flat_view(surface, box, self.theme, "loss")
        chart = loss_chart([first, rival], WIDE_BOX, self.theme, ("step", "loss"))
        colours = (self.theme.highlight, self.theme.positive)
        walkers, curves = [], []
        for descent, colour, shape in zip((first, rival), colours, SHAPES, strict=True):
            route = Route(descent.path, surface.domain)
            walkers.append(Walker(picture, route, self.theme, colour, shape).walk_to(0))
            curves.append(chart.curve(colour))
        legend = self.legend((first, rival), colours)
        self.act(FadeIn(picture, chart, legend, *walkers), seconds=0.9)
        self.beat(1.0)
        self.race((first, rival), walkers, curves)
        self.conclude(rival)

    def clear_stage(self, seconds: float = 0.6) -> None:
        """Take away all but the caption line; the title and the walkers are to be set anew."""
        super().clear_stage(seconds)
        self.title, self.is_set = None, False

    def introduce(self, rival: Descent) -> None:
        """Introduce the other rule."""
        if rival.spec.optimizer == "as-printed":
            self.say("The book's printed code multiplies the gradient by the parameter itself.")
            self.beat(2.6)
            self.say("So this is another rule. Both, from the same start:")
        else:
            self.say("The same start, by another rule: {rule}.", rule=rival.spec.rule.title)
        self.beat(1.2)

    def legend(self, descents: tuple[Descent, Descent], colours: tuple[str, str]) -> VGroup:
        """Name the two rules, with their marks and where they end."""
        rows = VGroup()
        for descent, colour, shape in zip(descents, colours, SHAPES, strict=True):
            words = DescentWords(self.spec.landscape, descent)
            mark = Markers(marker_of(shape), fill_color=colour, fill_opacity=1, stroke_width=0)
            mark.set_places(np.zeros((1, 2)), 0.11)
            title = self.write(
                "{rule}, learning rate {rate}", 26, colour, bold=True,
                rule=descent.spec.rule.title, rate=significant(descent.rate[0]),
            )  # fmt: skip
            end = self.write(
                "step {steps}: {place}", 24, steps=grouped(descent.steps), place=words.last_place
            )
            left, y = -6.6, 3.55 - 0.58 * len(rows)
            mark.move_to(at(left, y))
            title.move_to(at(left + 0.3, y), aligned_edge=LEFT)
            end.move_to(at(1.2, y), aligned_edge=LEFT)
            rows.add(VGroup(mark, title, end))
        return rows

    def race(
        self,
        descents: tuple[Descent, Descent],
        walkers: list[Walker],
        curves: list[ChartCurve],
    ) -> None:
        """Play both descents, step for step."""
        longest = max(descent.steps for descent in descents)
        ways = [walker.route.distance for walker in walkers]
        together = sum(np.pad(way, (0, longest + 1 - len(way)), "edge") for way in ways)
        pace = pace_by_way(np.asarray(together))
        moving: list[Mobject] = [*curves, *walkers]

        def draw(progress: float) -> None:
            step = pace.step_at(progress)
            for descent, walker, curve in zip(descents, walkers, curves, strict=True):
                walker.walk_to(min(step, descent.steps))
                curve.set_values_up_to(np.arange(len(descent.loss)), descent.loss, step)

        self.drive(Group(*moving), draw, SECONDS)
        self.beat(1.2)

    def conclude(self, rival: Descent) -> None:
        """State what was seen."""
        runaway = self.results.runaway
        if runaway is None or runaway.diverged_at is None:
            self.say("Two rules, two ways down the same surface.")
            self.beat(2.6)
            return
        self.say("The printed rule gives the path of figure 11.14; it is not gradient descent.")
        self.beat(3.0)
        words = DescentWords(self.spec.landscape, runaway)
        self.say(
            "From {start} it diverges: after {steps} steps, {end}.",
            start=words.place(0),
            steps=runaway.diverged_at,
            end=words.last_place,
        )
        self.beat(3.6)
