"""Gradient descent: compute the loss, compute the gradient, step against it, repeat.

Told on one picture, in acts: the loss surface; the first steps, from close by; the whole descent;
the same start by another rule.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, linear, smooth

from engine.progress import Work, unwatched
from scenes.films.gradient_descent.descent_comparison import DescentComparison
from scenes.films.gradient_descent.descent_picture import Pose
from scenes.films.gradient_descent.descent_words import STEP_BY_RULE
from scenes.films.gradient_descent.descents import (
    TwoDescents,
    ending,
    kept_descent,
    pace_by_way,
    runaway_of,
)
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec
from scenes.languages.numbers import grouped
from scenes.storytelling.story import Act

SINGLE = (1.6, 1.2, 0.9, 0.7)
"""Seconds of the steps after the first that are taken one by one."""
FLOW = 9.0
"""Seconds of all other steps together."""
OPENING = 0.45
"""Share of that time in which the camera opens to the whole picture."""
UPHILL = 1.4
"""Length of the gradient's arrow, in frame units."""


class GradientDescent(DescentComparison):
    """A point walks down a loss surface."""

    spec: ClassVar[GradientDescentSpec] = GradientDescentSpec()
    results: ClassVar[TwoDescents]

    @classmethod
    def compute(cls, spec: GradientDescentSpec, work: Work = unwatched) -> TwoDescents:
        """Walk down, and by the other rule too."""
        first = kept_descent(spec.descent, work)
        rival = spec.rival if "compare" in spec.acts else None
        if rival is None:
            return TwoDescents(first, None, None)
        return TwoDescents(first, kept_descent(rival, work), runaway_of(rival, work))

    @classmethod
    def report(cls, results: TwoDescents) -> list[str]:
        """Return where the descents ended, in lines for the terminal."""
        both = (results.first, results.rival)
        return [ending(each) for each in both if each is not None]

    def story(self) -> list[Act]:
        """Return the acts that the spec names; descents are compared only if there are two."""
        acts = {
            "surface": Act("show surface", self.show_surface),
            "steps": Act("first steps", self.first_steps),
            "descent": Act("walk down", self.walk_down),
        }
        if self.results.rival is not None:
            acts["compare"] = Act("compare", self.compare)
        return [acts[name] for name in self.spec.acts if name in acts]

    # The surface

    def show_surface(self) -> None:
        """Ask the question over the whole picture, which turns slowly."""
        self.begin()
        self.say(self.words.question)
        self.linger()
        self.show_title()
        self.say(self.words.surface_sentence(self.spec.view), names=self.words.names)
        self.linger()
        relief = self.picture.relief
        if relief is not None and relief.relief.unit is not None:
            self.say("Its walls are so high that heights are drawn on a log scale.")
            self.linger()

    # The steps

    def first_steps(self) -> None:
        """Take the first step part by part, from close by, and the next ones ever faster."""
        self.begin()
        self.go(self.near, 2.2)
        self.say("Start anywhere: {place}.", place=self.words.place(0))
        self.linger(0.6)
        self.compute_loss()
        self.compute_gradient()
        self.step_against_it()
        self.say("And repeat, from the new point.")
        for i, seconds in enumerate(SINGLE[: self.singles], start=1):
            self.single_step(i, seconds)

    def compute_loss(self) -> None:
        """Take the first part of the first step."""
        self.say("First, compute the loss L here: {loss}.", loss=self.words.loss(0))
        self.show_counts()
        self.linger(0.6)

    def compute_gradient(self) -> None:
        """Take the second part: the tangent, and the way up."""
        self.say(self.words.gradient_meaning)
        walker = self.picture.walker
        slope = self.descent.gradient[0]

        def rise(progress: float) -> None:
            walker.point_along(slope, UPHILL * progress, slope, 0.0).touch(self.touch * progress)

        self.drive(walker, rise, 1.2)
        self.linger(0.6, lambda: rise(1.0))

    def step_against_it(self) -> None:
        """Take the third part: the step in its true length, written out with its numbers."""
        walker, descent = self.picture.walker, self.descent
        slope, after = descent.gradient[0], descent.path[min(1, descent.steps)]
        self.show_equation()
        self.say(STEP_BY_RULE[descent.spec.optimizer])

        def aim(progress: float) -> None:
            walker.point_along(slope, UPHILL, slope, 0.0).point_to(after, progress)
            walker.touch(self.touch * (1 - 0.5 * progress))

        def move(progress: float) -> None:
            self.draw(Pose(progress, self.pose.turn, self.low))
            walker.point_along(slope, UPHILL * (1 - progress), slope, 0.0)
            walker.point_to(after, 1.0).touch(0.5 * self.touch * (1 - progress))

        self.drive(walker, aim, 1.2)
        if self.equation is not None:
            self.equation.write(*self.words.equation(0))
        self.linger(0.4, lambda: aim(1.0))
        self.drive(walker, move, 1.2)
        self.pose = Pose(1.0, self.pose.turn, self.low)
        self.draw(self.pose)

    def single_step(self, step: int, seconds: float) -> None:
        """Take one step: its arrow first, then the point; the numbers as they become known."""
        walker, path = self.picture.walker, self.descent.path
        after = path[step + 1]

        def draw(progress: float) -> None:
            part = 4 * progress
            self.draw(Pose(step + smooth(float(np.clip(part - 2, 0, 1))), self.pose.turn, self.low))
            walker.point_to(after, smooth(float(np.clip(part - 1, 0, 1))) if part < 3 else 0.0)
            if self.equation is not None:
                self.equation.write(*self.words.equation(step, known=1 + int(min(part, 3))))

        self.drive(walker, draw, seconds, linear)
        self.pose = Pose(step + 1.0, self.pose.turn, self.low)
        self.draw(self.pose)

    # The descent

    def walk_down(self) -> None:
        """Take all other steps while the camera opens, and say where they lead."""
        self.begin()
        self.show_counts()
        words, steps = self.words, self.descent.steps
        first = self.pose.step if self.pose.step < steps else 0.0
        if first != self.pose.step:
            self.go(Pose(0.0, self.pose.turn, self.low), 1.0)
        pace = pace_by_way(self.picture.walker.route.distance, round(first))
        start = self.pose
        if gone := [each for each in (self.equation, self.title) if each is not None]:
            self.act(*map(FadeOut, gone), seconds=0.4)
            self.equation = self.title = None
        self.say(words.flow)

        def draw(progress: float) -> None:
            step = pace.step_at(progress)
            self.draw(Pose(step, (1 - progress) * start.turn, start.rise))

        if steps > first:
            end = Pose(steps, 0.0, start.rise)
            self.move_camera(self.view_of_pose(end), draw, FLOW, OPENING)
        self.pose = Pose(steps, 0.0, start.rise)
        self.draw(self.pose)
        self.say(words.ended, steps=grouped(steps), place=words.last_place)
        self.act(FadeIn(self.labels()), FadeIn(self.picture.marks), seconds=0.5)
        self.linger()
        if words.verdict is not None:
            self.say(words.verdict)
            self.linger()
        self.see_from_above()
        if words.arrived:
            self.say("No map was needed: only the slope at each place, many times.")
            self.linger()
        self.act(FadeOut(self.end_labels), seconds=0.4)

    def see_from_above(self) -> None:
        """Rise until the surface is its own map."""
        if not self.rises:
            return
        if self.counts is not None:
            self.act(FadeOut(self.counts), seconds=0.3)
            self.counts = None
        self.say(self.words.from_above)
        self.go(Pose(self.pose.step, self.pose.turn, 1.0), 3.0)
        self.linger()
