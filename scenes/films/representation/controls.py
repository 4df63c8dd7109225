"""Four networks on the same points: no activation, ReLU, tanh, and tanh with one more unit.

Told in acts: the question, and the first network; one change after another; all four together;
and, where one more unit made the difference, what it does: in the plane, and in its own space.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from manim import Animation, FadeIn, FadeOut, Mobject, VGroup

from engine.data.two_classes import classes_of_two, two_classes_in_the_plane
from engine.geometry.decisions import accuracy
from engine.progress import Work, unwatched
from engine.recordings.recording import Recording
from scenes.cache.results import trained_run
from scenes.films.representation.control_wall import NAMES, ControlPicture
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.controls_words import (
    BALANCE,
    CHANGES,
    CLOSED,
    LINES,
    MISTAKES,
    OPEN,
    like_a_coin,
    loss_text,
    question,
    silent_units,
    stays_straight,
    verdict,
)
from scenes.films.representation.lift_story import LiftStory
from scenes.films.representation.units.border_walk import BorderWalk, lower_right
from scenes.languages.numbers import grouped, percent
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.easing import gentle
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.lift_director import LiftDirector
from scenes.storytelling.story import Act

SECONDS = (3.5, 2.8, 3.5, 4.2)
"""Of each training."""
OPEN_ONE = 2
"""The network whose units' lines leave the border open."""
FAINT = 0.35
"""Opacity of the lines of units that are not looked at."""


@dataclass(frozen=True)
class ControlsResults:
    """What the film shows.

    Attributes
    ----------
    runs : tuple of Recording
        One for each of `NAMES`.
    """

    runs: tuple[Recording, ...]

    @property
    def accuracies(self) -> list[float]:
        """Of the trained networks."""
        return [accuracy(run, run.last_step) for run in self.runs]


class Controls(LiftStory):
    """Four networks that differ in one thing only, and what becomes of it."""

    spec: ClassVar[ControlsSpec] = ControlsSpec()
    acts: ClassVar = ("difference", "training", "comparison", "in_space")
    results: ClassVar[ControlsResults]

    @classmethod
    def compute(cls, spec: ControlsSpec, work: Work = unwatched) -> ControlsResults:
        """Train all four."""
        two_classes_in_the_plane(spec.data, seed=spec.seed)
        runs = zip(spec.runs(classes_of_two(spec.data)), NAMES, strict=True)
        return ControlsResults(
            tuple(trained_run(run, work, f"network: {name}") for run, name in runs)
        )

    @classmethod
    def report(cls, results: ControlsResults) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return [
            f"{name}: accuracy {percent(right, 2)} after {run.last_step} steps"
            for name, right, run in zip(NAMES, results.accuracies, results.runs, strict=True)
        ]

    def prepare(self) -> None:
        """Hang all four on a wall, and open close to the first."""
        runs = self.results.runs
        nested = runs[0].data.nested
        ring = nested and self.spec.hidden == (2,)
        self.found = verdict(NAMES, self.results.accuracies, self.spec.steps, ring=ring)
        self.question = question(nested=nested)
        self.wall = [ControlPicture(i, run, self.stage, self.theme) for i, run in enumerate(runs)]
        self._aim(self._view_of_one(0))
        panels = [each.panel for each in self.wall]
        panels[0].strength = 0.0
        self.wall[0].show(0.0)
        self.words: list[Mobject] = []
        self.open_with(*panels, hero=panels[:1])

    def story(self) -> Iterable[Act]:
        """Return the acts; the last one where one more unit is what made the difference."""
        return [act for act in super().story() if act.name != "in_space" or self.found.ring]

    def difference(self) -> None:
        """Ask, and let the first network fail."""
        first = self.wall[0]
        self.say(self.question)
        legend = self.stage.put_legend(self.legend(first.director))
        self.act(*self.overlay(legend), seconds=0.5)
        self._border_appears(first)
        self._drift(self.reading_time(1.5))
        self.say(MISTAKES)
        self._drift(self.reading_time())
        self.say(CHANGES[0])
        self.act(*self.overlay(), *self._write(first.name), seconds=0.4)
        self._train(0)
        coin = like_a_coin(first.recording)
        if coin is not None:
            self.say(coin)
            self._drift(self.reading_time())

    def training(self) -> None:
        """Change one thing after another; two steps leave the border open."""
        for index in range(1, len(self.wall)):
            self.say(CHANGES[index])
            self._go_on_to(index)
            self._train(index)
            why = stays_straight(self.wall[index].recording)
            if why is not None:
                self.say(why)
                silent = silent_units(self.wall[index].recording)
                self.drive_in_place(partial(self.wall[index].dim_units, silent), 0.8)
                self._drift(self.reading_time())
            if index == OPEN_ONE and self.found.ring:
                self._draw_lines(self.wall[index])
                self.say(OPEN)
                self._drift(self.reading_time(2.0))

    def comparison(self) -> None:
        """Compare what was measured, and conclude."""
        self.say(self.found.text, **self.found.values)
        self.hero = tuple(each.panel for each in self.wall)
        self.act(*self.overlay(), *self._write(), seconds=0.3)
        self.look_home(1.6)
        summaries = [each.summary() for each in self.wall]
        self.act(*self.overlay(*summaries), seconds=0.6)
        self.let_read(3.0)

    def in_space(self) -> None:
        """See why: the lines of the units in the plane, then the space that three units span."""
        last = self.wall[-1]
        self.act(*self.overlay(), seconds=0.4)
        self.fall_silent()
        self.hero = (last.panel,)
        self.look_at(self._view_of_one(len(self.wall) - 1), 1.2)
        self.say(CLOSED)
        self._draw_lines(last)
        self._drift(self.reading_time(1.2))
        self.say(BALANCE)
        self._walk(last)
        space = self._step_inside()
        self.lift(space)
        self.cut(space)

    def _view_of_one(self, index: int) -> View:
        """Return the view in which one network fills the frame."""
        return view_of(self.wall[index].area, self.stage, margin=0.0)

    def _write(self, *words: Mobject) -> list[Animation]:
        """Return animations after which just these words stand over the pictures on the wall."""
        gone = [old for old in self.words if old not in words]
        new = [each for each in words if each not in self.words]
        self.words = list(words)
        return in_turn(gone, new)

    def _go_on_to(self, index: int) -> None:
        """Let the border of one network go, and let the next begin with the same points."""
        old, new = self.wall[index - 1], self.wall[index]
        self.act(*self.overlay(), *self._write(), seconds=0.3)
        lines = VGroup(*(old.lines or ()), *(old.sides or ()))

        def leave(progress: float) -> None:
            old.panel.strength = 1 - progress
            old.panel.display(old.panel.drawn)
            lines.set_opacity(1 - progress)

        self.move_camera(self._view_of_one(index - 1), leave, 0.6)
        new.panel.strength = 0.0
        new.show(0.0)
        if new is self.wall[-1] and new.network is not None:
            new.network.show_last(0.0)
        self.hero = (new.panel,)
        # All see the same points: nothing jumps.
        self._aim(self._view_of_one(index))
        old.panel.strength = 1.0
        old.panel.display(old.panel.drawn)
        self.act(*self._write(new.name), seconds=0.4)
        if new is self.wall[-1] and new.network is not None:
            self.drive_in_place(new.network.show_last, 1.0)
        self._border_appears(new)

    def _train(self, index: int) -> None:
        """Train one network that fills the frame; film time goes by what changes sides."""
        one = self.wall[index]
        run = one.recording
        rows = [
            ("training step", grouped(self.spec.steps), self.theme.text),
            ("loss", loss_text(run, 0), self.theme.loss),
        ]
        numbers = lower_right(rows, 26, self.stage, self.theme)
        numbers.write("0", loss_text(run, 0))
        self.act(*self.overlay(numbers), seconds=0.4)
        steps = one.pace.step_at

        def draw(progress: float) -> None:
            now = steps(progress)
            whole = int(now + 1e-6)
            numbers.write(grouped(whole), loss_text(run, whole))
            one.show(now)

        self.drive(one.panel, draw, SECONDS[index], gentle)
        # It is the loss that was trained; what came of it is counted at the end.
        self.act(*self._write(one.name, one.score), seconds=0.4)
        self._drift(self.reading_time(1.2))

    def _border_appears(self, one: ControlPicture) -> None:
        """Let a network's border, its sides and its mistakes appear."""
        picture = one.panel.drawn

        def draw(progress: float) -> None:
            one.panel.strength = progress
            one.panel.display(picture)

        self.drive(one.panel, draw, 0.6)

    def _drift(self, seconds: float) -> None:
        """Let the camera come a little closer while a sentence is read."""
        view = self.view
        zoom = view.zoom * (1 + 0.006 * seconds)
        offset = (self.stage.hero.centre - self.stage.frame.centre) * (1 / view.zoom - 1 / zoom)
        self.look_at(View(view.centre + offset, zoom), seconds)

    def _draw_lines(self, one: ControlPicture) -> None:
        """Draw the line of each of a network's units, and the two sides of its step."""
        if one is not self.wall[-1]:
            self.say(LINES)
        self.act(*self.overlay(), *self._write(one.name), seconds=0.3)
        self.drive(one.panel, one.draw_lines, 0.8)
        self.drive(one.panel, one.draw_sides, 0.5)
        if one is not self.wall[-1]:
            self._drift(self.reading_time())

    def _walk(self, one: ControlPicture) -> None:
        """Walk over the border beside each unit's line, and add up what the units say there."""
        walk = BorderWalk(one.recording, one.panel, self.stage, self.theme)
        self.act(*self.overlay(walk.numbers), FadeIn(walk.ring), seconds=0.4)
        units = range(len(walk.balance.weights))
        for k in units:
            one.draw_lines(*(1.0 if k == unit else FAINT for unit in units))
            slow = 0.6 if k else 1.0
            for leg, seconds, hold in zip(
                walk.legs(k), (1.2, 0.9, 1.0), (1.5, 0.9, 0), strict=True
            ):
                self.drive(walk.ring, leg, slow * seconds)
                if hold:
                    self._drift(slow * hold)
        one.draw_lines(1.0)
        self.act(*self.overlay(), FadeOut(walk.ring), seconds=0.4)

    def _step_inside(self) -> LiftDirector:
        """Put a picture that fills the frame in the place of the last one on the wall."""
        last = self.wall[-1]
        self.look_at(self._view_of_one(len(self.wall) - 1), 0.4)

        def leave(progress: float) -> None:
            last.draw_lines(1 - progress)
            last.draw_sides(1 - progress)

        self.drive(last.panel, leave, 0.4)
        self.act(*self._write(), seconds=0.3)
        director = self.open_up(self.results.runs[-1])
        self.remove(*(one.panel for one in self.wall))
        self._aim(View(self.stage.frame.centre, 1.0))
        self.add(self.panel, *self.loops)
        return director
