"""Gradient descent: compute the loss, compute the gradient, step against it, repeat.

Told on one picture, in acts: the loss surface; the first steps, from close by; the whole descent;
the same start with other learning rates; and, if it is asked for, by another rule.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup, linear, smooth

from engine.progress import Work, unwatched
from scenes.films.gradient_descent.descent_picture import Pose
from scenes.films.gradient_descent.descent_stage import UPHILL
from scenes.films.gradient_descent.descents import (
    TwoDescents,
    ending,
    kept_descent,
    pace_by_way,
)
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec
from scenes.films.gradient_descent.leaps.rate_act import DescentRates
from scenes.films.gradient_descent.mobjects.right_angles import right_angles
from scenes.films.gradient_descent.rule_words import STEP_BY_RULE
from scenes.languages.numbers import grouped
from scenes.storytelling.camera_moves import View
from scenes.storytelling.story import Act

SINGLE = (1.3, 1.0, 0.8, 0.6)
"""Seconds of the steps after the first that are taken one by one."""
FLOW = 8.0
"""Seconds of all other steps together."""
OPENING = 0.45
"""Share of that time in which the camera opens to the whole picture."""
CROWDED = 0.05
"""Least way between the points of steps, in frame units: less than they are wide."""
AROUND_END, END_ZOOM = 0.35, 1.06
"""Radians by which the view turns where the walk has ended, and the zoom to which it comes."""
ROUND = (1, 2, 5, 10, 20, 50, 100)
"""How many times as long steps may be drawn, and how many there may be from dot to dot."""
DOWNHILL = 1.3
"""Length of the arrow down the slope that is felt, in frame units."""
SHORT, LONG, SPARSE = 0.3, 2.2, 0.45
"""Length of a step up to which it is drawn longer, as it then is at most, and between the first
dots at least."""


class GradientDescent(DescentRates):
    """A point walks down a loss surface."""

    spec: ClassVar[GradientDescentSpec] = GradientDescentSpec()
    results: ClassVar[TwoDescents]

    @classmethod
    def compute(cls, spec: GradientDescentSpec, work: Work = unwatched) -> TwoDescents:
        """Walk down, with other learning rates too, and by both rules from the rival's start."""
        first = kept_descent(spec.descent, work)
        rates = spec.other_rates if "rates" in spec.acts else ()
        others = tuple(kept_descent(replace(spec.descent, rate=rate), work) for rate in rates)
        rival = spec.rival if "compare" in spec.acts else None
        if rival is None:
            return TwoDescents(first, None, None, others)
        same = rival.start == spec.descent.start
        beside = first if same else kept_descent(replace(spec.descent, start=rival.start), work)
        return TwoDescents(first, kept_descent(rival, work), beside, others)

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
        if self.results.others:
            acts["rates"] = Act("other rates", self.compare_rates)
        if self.results.rival is not None:
            acts["compare"] = Act("compare", self.compare)
        return [acts[name] for name in self.spec.acts if name in acts]

    def prepare(self) -> None:
        """Set up what all acts share, with the point of every step marked."""
        super().prepare()
        self.picture.walker.marked = self.descent.steps
        self.picture.walker.apart = CROWDED
        self.picture.turn(self.pose)
        least = SPARSE * self.stage.scale
        few = [each for each in ROUND if each <= self.descent.steps]
        wide = (each for each in few if self.picture.stride(each) >= least)
        self.picture.walker.every = next(wide, 1)

    # The surface

    def show_surface(self) -> None:
        """Ask the question over the whole picture, which turns slowly, the slope at the walker."""
        self.begin()
        walker = self.picture.walker

        down = -self.descent.gradient[0]

        def feel(reach: float) -> None:
            walker.touch(reach * self.touch).point_along(down, 0.0, down, DOWNHILL * reach)

        self.say(self.words.question)
        self.drive(walker, feel, 0.8)
        self.linger(after=lambda: feel(1.0))
        self.drive(walker, lambda p: feel(1 - p), 0.4)
        self.show_title()
        self.say(self.words.surface_sentence(self.spec.view), names=self.words.names)
        if "steps" in self.spec.acts:
            self.raise_stem()
            self.slide()
        else:
            self.linger()
        relief = self.picture.relief
        if relief is not None and relief.relief.unit is not None:
            self.say("Its walls are so high that heights are drawn on a log scale.")
            self.linger(after=self.hold_stem)

    # The steps

    def first_steps(self) -> None:
        """Take the first step part by part, from close by, and the next ones ever faster."""
        self.begin()
        if not self.is_relief:
            self.go(self.near, 2.2)
        self.say("Start anywhere: {place}.", place=self.words.place(0))
        self.linger(0.6, self.hold_stem)
        self.compute_loss()
        self.compute_gradient()
        self.step_against_it()
        self.say("And repeat, from the new point.")
        for i, seconds in enumerate(SINGLE[: self.singles], start=1):
            self.single_step(i, seconds)

    def compute_loss(self) -> None:
        """Take the first part of the first step: a surface is so high; then go close to it."""
        self.say("First, compute the loss L here: {loss}.", loss=self.words.loss(0))
        if not self.is_relief:
            self.show_counts()
            self.linger(0.6)
            return
        self.raise_stem()
        self.show_counts()
        self.is_stem_up = False
        self.act(FadeOut(self.stem), seconds=0.4)
        self.go(self.near, 2.2)

    def compute_gradient(self) -> None:
        """Take the second part: the tangent, and the way up."""
        self.say(self.words.gradient_meaning)
        walker = self.picture.walker
        slope = self.descent.gradient[0]

        def rise(progress: float) -> None:
            walker.point_along(slope, UPHILL * progress, slope, 0.0).touch(self.touch * progress)

        self.drive(walker, rise, 1.2)
        self.write_slopes()
        self.linger(1.6, lambda: rise(1.0))

    def step_against_it(self) -> None:
        """Take the third part: the step, written out with its numbers."""
        walker, descent = self.picture.walker, self.descent
        slope, after = descent.gradient[0], descent.path[min(1, descent.steps)]
        stride = self.picture.stride(min(1, descent.steps)) * self.view.zoom
        longest = LONG * self.stage.scale
        if self.is_relief and 0 < stride < SHORT * self.stage.scale:  # a curve has no room for it
            self.times = max((each for each in ROUND if each * stride <= longest), default=1)
        self.show_equation()
        self.say(STEP_BY_RULE[descent.spec.optimizer])

        def aim(progress: float) -> None:
            walker.point_along(slope, UPHILL, slope, 0.0).point_to(after, progress, self.times)
            walker.touch(self.touch * (1 - 0.5 * progress))
            if self.equation is not None:
                self.equation.write(*self.words.equation(0, known=3 + int(progress)))

        def move(progress: float) -> None:
            self.draw(Pose(progress, self.pose.turn, self.pose.rise))
            walker.point_along(slope, UPHILL * (1 - progress), slope, 0.0)
            walker.point_to(after, 1.0, self.times).touch(0.5 * self.touch * (1 - progress))

        self.drive(walker, aim, 1.2)
        self.linger(0.4, lambda: aim(1.0))
        self.drive(walker, move, 1.2)
        self.pose = Pose(1.0, self.pose.turn, self.pose.rise)
        self.draw(self.pose)
        if self.title is not None:
            self.act(FadeOut(self.title), seconds=0.4)
            self.title = None

    def single_step(self, step: int, seconds: float) -> None:
        """Take one step: its arrow first, then the point; the numbers as they become known."""
        walker, path = self.picture.walker, self.descent.path
        after = path[step + 1]

        def draw(progress: float) -> None:
            part = 4 * progress
            taken = smooth(float(np.clip(part - 2, 0, 1)))
            self.draw(Pose(step + taken, self.pose.turn, self.pose.rise))
            share = smooth(float(np.clip(part - 1, 0, 1))) if part < 3 else 0.0
            walker.point_to(after, share, self.times)
            if self.equation is not None:  # the step before, until the numbers of this one come
                written, known = (step, 1 + int(min(part, 3))) if part > 0.3 else (step - 1, 4)
                self.equation.write(*self.words.equation(written, known=known))

        self.drive(walker, draw, seconds, linear)
        self.pose = Pose(step + 1.0, self.pose.turn, self.pose.rise)
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
        every = self.picture.walker.every
        if words.slows and every > 1:
            flow = "A dot every {every} steps: close together where the slope is gentle."
            self.say(flow, every=str(every))
        else:
            self.say(words.flow)

        def draw(progress: float) -> None:
            step = pace.step_at(progress)
            opened = min(progress / OPENING, 1.0)
            rise = start.rise + (self.low - start.rise) * opened
            self.draw(Pose(step, (1 - progress) * start.turn, rise))

        if steps > first:
            end = Pose(steps, 0.0, self.low)
            goal = self.with_ways_in_the_middle(end) if self.is_relief else self.view_of_pose(end)
            self.move_camera(goal, draw, FLOW, OPENING)
        self.pose = Pose(steps, 0.0, self.low)
        self.draw(self.pose)
        self.say(words.ended, steps=grouped(steps), place=words.last_place)
        self.act(FadeIn(self.picture.marks), seconds=0.4)
        self.come_to_the_end()
        self.act(FadeIn(self.labels()), seconds=0.5)
        if words.verdict is not None:
            self.say(words.verdict)
            self.linger()
        self.see_from_above()
        self.has_walked = True
        if self.story()[-1].name == "walk down":
            self.answer()

    def come_to_the_end(self) -> None:
        """Come closer to where the walk ends, and go round it, until the sentence is read."""
        if not self.is_relief:
            self.linger()
            return
        start = self.pose
        end = Pose(start.step, start.turn - self.turning * AROUND_END, start.rise)
        self.picture.turn(end)
        zoom = 1.0 if self.stage.is_upright else END_ZOOM  # it is as wide as the frame there
        aside = (self.place_at(end) - self.home.centre) * (1 - 1 / zoom)
        view = View(self.home.centre + aside, zoom)
        self.picture.turn(start)
        self.move_camera(view, lambda p: self.draw(start.towards(end, p)), self.reading_time(2.4))
        self.pose = end

    def see_from_above(self) -> None:
        """Rise until the surface is its own map."""
        if not self.rises:
            return
        if self.counts is not None:
            self.act(FadeOut(self.counts), seconds=0.3)
            self.counts = None
        self.say(self.words.from_above)
        self.go(Pose(self.pose.step, self.pose.turn, 1.0), 3.0)
        corners = VGroup()
        if self.words.has_right_angles:
            size = self.stage.scale / self.view.zoom
            corners = right_angles(self.picture.place(self.descent.path), size, self.theme)
            self.act(FadeIn(corners), seconds=0.5)
        self.linger(1.4)
        self.act(*map(FadeOut, corners), seconds=0.3)
