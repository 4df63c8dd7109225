"""What the acts of the film of the perceptron have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, Mobject, VGroup, VMobject, linear

from engine.experiments.perceptron import Bound, Learning
from scenes.films.perceptron.line_panel import LinePanel
from scenes.films.perceptron.number_row import NumberRow
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.languages.numbers import by_size
from scenes.mobjects.text import formula
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

RULE = 4.4
"""Room for the rule of learning, in the band of a wide frame, in frame units."""


@dataclass(frozen=True)
class PerceptronResults:
    """What the film of the perceptron shows.

    Attributes
    ----------
    learning : Learning
        On the points that the spec names.
    bound : Bound or None
        Of its mistakes; None if no line separates the points.
    xor : Learning
        On the four points of xor.
    """

    learning: Learning
    bound: Bound | None
    xor: Learning


class PerceptronStory(StagedScene):
    """A film of pictures that fill the frame: a cell, a unit, and planes that a line divides."""

    spec: ClassVar[PerceptronSpec]
    results: ClassVar[PerceptronResults]
    layout: ClassVar[str] = BAND

    def prepare(self) -> None:
        """Begin without a picture: the first act opens with one."""
        self.shown: list[Mobject] = []

    def enter(self, *shown: Mobject, hero: Mobject, seconds: float = 0.9) -> None:
        """Let pictures take the place of those before; the film opens with the first."""
        if self.shown:
            gone = [each for each in self.shown if each not in shown]
            self.act(*map(FadeOut, gone), *map(FadeIn, shown), seconds=seconds)
            self.hero = (hero,)
        else:
            self.open_with(*shown, hero=(hero,))
        self.shown = list(shown)

    def join(self, *more: Mobject, seconds: float = 0.5) -> None:
        """Bring in more of the same picture."""
        self.act(*map(FadeIn, more), seconds=seconds)
        self.shown += more

    def tell_over(self, draw: Callable[[float], None], least: float = 1.0) -> None:
        """Let the picture go on until the sentence has been read; `draw` takes seconds."""
        seconds = self.reading_time(least)
        self.drive(VGroup(), lambda progress: draw(progress * seconds), seconds, linear)

    def plane_of(self, run: Learning, radius: float, margin: float) -> LinePanel:
        """Draw the plane of a run's points, as large as the hero."""
        stage = self.stage
        return LinePanel(
            run.points,
            run.labels,
            self.theme,
            stage.hero.centre,
            *stage.hero.size,
            radius=radius * stage.scale,
            margin=margin,
            name_size=stage.text_size(28),
        )

    def counters(self) -> NumberRow:
        """Make the live numbers of a run: three weights, pass, and mistakes."""
        theme, size = self.theme, self.stage.text_size(26)
        names: list[VMobject] = [formula(f"w_{i}", size, theme.muted) for i in range(3)]
        names += [self.write("pass", 0.85 * size, theme.muted)]
        names += [self.write("mistakes", 0.85 * size, theme.muted)]
        colours = [*[theme.text] * 4, theme.loss]
        return NumberRow(names, ["−0.00"] * 3 + ["00", "00"], colours, size, self._row_place())

    def _row_place(self) -> Area:
        """Return what the rule leaves of the band, or the row of the numbers below it."""
        title, numbers = self.stage.title, self.stage.numbers
        if numbers.low[0] <= title.low[0]:
            return numbers
        return Area(np.array([title.low[0] + RULE, numbers.low[1]]), numbers.high)


def neuron_number(value: float) -> str:
    """Write a number in few characters, with two decimals where there is room."""
    return by_size(value, {100: 2}, signed_zero=True)


def count(row: NumberRow, weights: np.ndarray, passed: int, mistakes: int) -> None:
    """Write the numbers of a run, with passes counted from 0."""
    row.write([*map(neuron_number, weights), f"{passed + 1}", f"{mistakes}"])


def swell(progress: float) -> float:
    """Rise from 0 to 1 and fall again, for a part that is being spoken of."""
    return float(np.sin(np.pi * progress) ** 0.7)
