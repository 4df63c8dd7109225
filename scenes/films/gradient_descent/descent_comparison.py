"""The last act of the film of gradient descent: the same start by another rule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import FadeIn, FadeOut

from engine.descent.descent import Descent
from scenes.films.gradient_descent.descent_apart import NEARER, SHAPES, DescentApart
from scenes.films.gradient_descent.descent_picture import Pose
from scenes.films.gradient_descent.descents import pace_by_way
from scenes.films.gradient_descent.mobjects.place_labels import PlaceLabels
from scenes.films.gradient_descent.mobjects.step_equation import LiveRows
from scenes.films.gradient_descent.mobjects.walker import Walker
from scenes.storytelling.camera_moves import View

SECONDS = 5.5
"""Of the two descents, together."""


class DescentComparison(DescentApart):
    """Shows two descents on one picture."""

    has_walked = False
    """Whether the whole descent has been told, so that the end can come back to it."""

    def compare(self) -> None:
        """Walk down by both rules at once."""
        beside, rival = self.results.beside, self.results.rival
        assert beside is not None
        assert rival is not None
        pair = (beside, rival)
        self.begin_comparison(rival)
        if beside is not self.results.first and self.pose.rise == 1:
            self.walk_apart(pair)
        else:
            self.linger()
            self.say("Both rules, from the same start:")
            walkers, legend = self.cast_of(pair), self.legend(pair)
            self.stand_free(legend)
            self.pin(legend)
            self.act(FadeIn(legend, *walkers), seconds=0.8)
            self.overlay = [legend, *walkers]
            self.race(pair, legend)
            self.conclude(rival)
            self.linger()
        if self.has_walked:
            self.answer()

    def answer(self) -> None:
        """Come back to the whole way on the surface, and answer the first question."""
        if not self.words.arrived:
            return
        picture, steps = self.picture, float(self.descent.steps)
        if picture.cast != [picture.walker]:
            if self.overlay:
                self.act(*map(FadeOut, self.overlay), seconds=0.5)
            self.overlay, picture.cast = [], [picture.walker]
            self.pose = Pose(steps, self.pose.turn, self.pose.rise)
            self.draw(self.pose)
            self.act(FadeIn(picture.walker), FadeIn(self.labels()), seconds=0.5)
        self.hero = (picture.ground,)
        self.say("No map was needed: only the slope at each place, many times.")
        if self.pose.rise != self.low:
            start, end = self.pose, Pose(steps, 0.0, self.low)
            self.move_camera(self.home, lambda p: self.draw(start.towards(end, p)), 2.5)
            self.pose = end
        self.linger()

    def begin_comparison(self, rival: Descent) -> None:
        """Introduce the other rule, on the picture seen from above if it can be."""
        if not self.is_open:
            self.pose = Pose(0.0, self.pose.turn, self.low)
            self.begin()
        if rival.spec.optimizer == "as-printed":
            self.say("What if each slope is also multiplied by its parameter?")
        else:
            self.say("The same start, by another rule: {rule}.", rule=rival.spec.rule.title)
        gone = [*self.clear_words(), *self.end_labels]
        self.end_labels = PlaceLabels([], self.stage, self.theme)
        if gone:
            self.act(*map(FadeOut, gone), seconds=0.5)
        rise = 1.0 if self.rises else self.low
        if self.pose.rise != rise or rise == 0:
            self.go(Pose(max(self.pose.step, 1e-6), self.pose.turn, rise), 2.0)

    def cast_of(self, descents: Sequence[Descent]) -> list[Walker]:
        """Put those who walk down by each on the picture, at the start."""
        self.act(FadeOut(self.picture.walker), seconds=0.4)
        self.picture.cast = [
            self.picture.walker_on(descent, colour, shape)
            for descent, colour, shape in zip(descents, self.colours, SHAPES, strict=True)
        ]
        self.pose = Pose(0.0, self.pose.turn, self.pose.rise)
        self.draw(self.pose)
        return self.picture.cast

    def race(self, descents: Sequence[Descent], legend: LiveRows) -> None:
        """Play both descents, step for step."""
        longest = max(descent.steps for descent in descents)
        ways = [walker.route.distance for walker in self.picture.cast]
        together = sum(np.pad(way, (0, longest + 1 - len(way)), "edge") for way in ways)
        pace = pace_by_way(np.asarray(together))
        start = self.pose

        def draw(progress: float) -> None:
            step = pace.step_at(progress)
            self.draw(Pose(step, start.turn, start.rise))
            self.write_losses(legend, descents, step)

        self.move_camera(View(self.view.centre, NEARER * self.view.zoom), draw, SECONDS)
        self.pose = Pose(longest, start.turn, start.rise)
