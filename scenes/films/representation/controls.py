"""Four networks on the same points: no activation, ReLU, tanh, and tanh with one more unit.

Told in acts: the question, and the first network; one change after another; all four together;
and, where one more unit made the difference, what it does: in the plane, and in its own space.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np
from manim import Animation, FadeIn, FadeOut, Rectangle

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
from scenes.languages.numbers import grouped, percent
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.easing import gentle
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.lift_director import LiftDirector
from scenes.storytelling.story import Act

SECONDS = (4.5, 3.0, 4.0, 4.5)
"""Of each training."""
FAINT = 0.35
"""Opacity of lines that were there before a new one."""


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
        self.named: ControlPicture | None = None
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
        self._train(0)
        coin = like_a_coin(first.recording)
        if coin is not None:
            self.say(coin)
            self._drift(self.reading_time())

    def training(self) -> None:
        """Change one thing after another."""
        for index in range(1, len(self.wall)):
            self.hero = (self.wall[index].panel,)
            self.say(CHANGES[index])
            self.act(*self.overlay(), *self._name(None), seconds=0.3)
            self.look_at(self._view_of_one(index), 1.0)
            self._train(index)
            why = stays_straight(self.wall[index].recording)
            if why is not None:
                self.say(why)
                silent = silent_units(self.wall[index].recording)
                self.drive_in_place(partial(self.wall[index].dim_units, silent), 0.8)
                self._drift(self.reading_time())

    def comparison(self) -> None:
        """Compare what was measured, and conclude."""
        self.say(self.found.text, **self.found.values)
        self.hero = tuple(each.panel for each in self.wall)
        self.act(*self.overlay(), *self._name(None), seconds=0.3)
        self.look_home(1.6)
        self.edges = [
            Rectangle(width=w, height=h, stroke_color=self.theme.accuracy, stroke_width=7)
            .move_to(at(*each.area.centre))
            for each, right in zip(self.wall, self.results.accuracies, strict=True)
            if right == 1
            for w, h in [each.area.size - 0.08]
        ]  # fmt: skip
        words = self.overlay(*(each.words.copy() for each in self.wall))
        self.act(*words, *map(FadeIn, self.edges), seconds=0.6)
        self.let_read()

    def in_space(self) -> None:
        """See why: the lines of the units in the plane, then the space that three units span."""
        self.act(*self.overlay(), *map(FadeOut, self.edges), seconds=0.4)
        self._draw_lines(2, LINES, OPEN)
        self._draw_lines(3, CLOSED, BALANCE, before=len(self.wall[2].lines or ()))
        space = self._step_inside()
        self.lift(space)
        self.cut(space)

    def _view_of_one(self, index: int) -> View:
        """Return the view in which one network fills the frame."""
        return view_of(self.wall[index].area, self.stage, margin=0.0)

    def _name(self, one: ControlPicture | None) -> list[Animation]:
        """Return animations after which just this network has its words over it."""
        before, self.named = self.named, one
        return in_turn(*([] if each is None else [each.words] for each in (before, one)))

    def _train(self, index: int) -> None:
        """Train one network that fills the frame; film time goes by what changes sides."""
        one = self.wall[index]
        run = one.recording
        numbers = CornerNumbers(
            [
                ("training step", grouped(self.spec.steps), self.theme.text),
                ("loss", loss_text(run, 0), self.theme.loss),
            ],
            self.stage.hero.corner(at(1, -1))[:2] + self.stage.scale * np.array([-0.25, 1.33]),
            self.stage.text_size(26),
            self.theme,
        )
        numbers.write("0", loss_text(run, 0))
        self.act(*self.overlay(numbers), *self._name(one), seconds=0.4)
        steps = one.pace.step_at

        def draw(progress: float) -> None:
            now = steps(progress)
            whole = int(now + 1e-6)
            numbers.write(grouped(whole), loss_text(run, whole))
            one.show(now)

        self.drive(one.panel, draw, SECONDS[index], gentle)
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

    def _draw_lines(self, index: int, *sentences: str, before: int = 0) -> None:
        """Go to a network, and draw the line of each of its units, of some before the others."""
        one = self.wall[index]
        self.fall_silent()
        self.hero = (one.panel,)
        self.act(*self._name(None), seconds=0.3)
        self.look_at(self._view_of_one(index), 1.2)
        self.act(*self._name(one), seconds=0.3)
        if before:
            self.drive(one.panel, lambda p: one.draw_lines(*before * (p,), 0.0), 0.6)
        self.say(sentences[0])
        if before:
            faint = lambda p: 1 - (1 - FAINT) * p  # noqa: E731
            self.drive(one.panel, lambda p: one.draw_lines(*before * (faint(p),), p), 1.0)
        else:
            self.drive(one.panel, one.draw_lines, 0.8)
            self.drive(one.panel, one.draw_sides, 0.5)

        def brighten(progress: float) -> None:
            one.draw_lines(*before * (FAINT + (1 - FAINT) * progress,), 1.0)

        for text in sentences[1:]:
            self._drift(self.reading_time())
            self.say(text)
            if before:
                self.drive(one.panel, brighten, 0.8)
        self._drift(self.reading_time(1.5))

    def _step_inside(self) -> LiftDirector:
        """Put a picture that fills the frame in the place of the last one on the wall."""
        last = self.wall[-1]
        self.look_at(self._view_of_one(len(self.wall) - 1), 0.4)
        shown = [line.get_stroke_opacity() for line in last.lines or ()]
        self.drive(last.panel, lambda p: last.draw_lines(*(o * (1 - p) for o in shown)), 0.4)
        self.act(*self._name(None), seconds=0.3)
        director = self.open_up(self.results.runs[-1])
        self.remove(*(one.panel for one in self.wall))
        self._aim(View(self.stage.frame.centre, 1.0))
        self.add(self.panel, *self.loops)
        return director
