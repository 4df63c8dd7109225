"""What the acts of the film of the perceptron have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Mobject, VGroup, VMobject, linear, smooth

from engine.experiments.perceptron import Bound, Learning
from scenes.films.perceptron.line_panel import LinePanel
from scenes.films.perceptron.number_row import NamedNumbers, NumberColumn, NumberRow
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.languages.numbers import by_size
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.text import formula
from scenes.storytelling.easing import early, late
from scenes.storytelling.stage import BAND, Area, plated
from scenes.storytelling.staged_scene import StagedScene

RULE = 3.7
"""Room for the rule of learning, in the band of a frame without a column, in frame units."""
WIDE, COLUMN = 1.7, 0.33
"""Width to height of a hero from which a column of numbers stands beside a plane, and its share of
the width."""
BELOW_RULE = 0.8
"""Room for the rule of learning at the head of that column, in frame units."""


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
            # Words give way before others come: two would stand upon each other.
            gone = [
                FadeOut(each, rate_func=smooth if each in self.hero else early)
                for each in self.shown
                if each not in shown
            ]
            come = [
                FadeIn(each, rate_func=smooth if each is hero else late)
                for each in shown
                if each not in self.shown
            ]
            self.act(*gone, *come, seconds=seconds)
            self.add(*(each for each in shown if each is not hero))
            self.hero = (hero,)
        else:
            self.open_with(*shown, hero=(hero,))
        self.shown = list(shown)

    def turn_to(self, words: str, change: Callable[[], None]) -> None:
        """Say what comes while it does; a film that opens with it shows it first."""
        if self.shown:
            self.say(words)
            change()
        else:
            change()
            self.say(words)

    def join(self, *more: Mobject, seconds: float = 0.5) -> None:
        """Bring in more of the same picture."""
        self.act(*map(FadeIn, more), seconds=seconds)
        self.shown += more

    def tell_over(self, draw: Callable[[float], None], least: float = 1.0) -> None:
        """Let the picture go on until the sentence has been read; `draw` takes seconds."""
        seconds = self.reading_time(least)
        self.drive(VGroup(), lambda progress: draw(progress * seconds), seconds, linear)

    @property
    def column(self) -> Area | None:
        """Room for numbers beside a plane, up to the upper edge; none unless the frame is wide."""
        hero = self.stage.hero
        if hero.size[0] < WIDE * hero.size[1]:
            return None
        high = np.array([hero.low[0] + COLUMN * hero.size[0], self.stage.numbers.high[1]])
        return Area(hero.low, high)

    def plane_of(
        self,
        run: Learning,
        radius: float,
        margin: float,
        *,
        beside: bool = False,
        named_left: bool = False,
    ) -> LinePanel:
        """Draw the plane of a run's points, as large as the hero, or beside the column."""
        stage, area, column = self.stage, self.stage.hero, self.column
        if beside and column is not None:
            low = np.array([column.high[0] + 0.2 * stage.scale, column.low[1]])
            area = Area(low, np.array([area.high[0], column.high[1]]))
        return LinePanel(
            run.points,
            run.labels,
            self.theme,
            area.centre,
            *area.size,
            radius=radius * stage.scale,
            margin=margin,
            name_size=stage.text_size(34),
            named_left=named_left,
        )

    def put_aside(
        self,
        written: VGroup,
        panel: LinePanel,
        lines: Sequence[np.ndarray],
        point: np.ndarray | None = None,
    ) -> VGroup:
        """Move words to the corner of the plane in which they hide the least.

        Parameters
        ----------
        written : VGroup
        panel : LinePanel
        lines : sequence of array (3,)
            Weights of lines that are to be seen.
        point : array (2,), optional
            That is to be seen in any case.
        """
        stage = self.stage
        seen = [panel.line_points(each) for each in lines] + [panel.place(panel.data)] * 2
        if point is not None:
            seen += [panel.place(point)[None]] * 1000
        places = np.concatenate(seen)

        def hides(corner: np.ndarray) -> int:
            inset = 0.35 * stage.scale * np.array([*corner[:2], 0.0])
            written.move_to(stage.hero.corner(corner) - inset, aligned_edge=corner)
            low, high = written.get_corner(DOWN + LEFT)[:2], written.get_corner(UP + RIGHT)[:2]
            room = 0.15 * stage.scale
            return int(((places > low - room) & (places < high + room)).all(axis=1).sum())

        hides(min((UP + RIGHT, DOWN + RIGHT, UP + LEFT), key=hides))
        return written

    def legend(self, *, beside: bool = False) -> VGroup:
        """Say which class has which shape, in the lower left; in one line below a column."""
        theme, unit = self.theme, self.stage.scale
        rows = VGroup()
        for label in (1, 0):
            mark = class_mark(label, theme, 0.12 * unit)
            name = formula(f"y = {label}", self.stage.text_size(36), theme.text)
            rows.add(VGroup(mark, name.next_to(mark, RIGHT, buff=0.2 * unit)))
        if beside and self.column is not None:
            rows.arrange(RIGHT, buff=0.5 * unit)
        else:
            rows.arrange(DOWN, aligned_edge=LEFT, buff=0.16 * unit)
        self.stage.put_legend(rows)
        legend = plated(rows, theme)
        self.pin(legend)
        return legend

    def counters(self) -> NamedNumbers:
        """Make the live numbers of a run: three weights, pass, and mistakes."""
        theme, column = self.theme, self.column
        size = self.stage.text_size(26 if column is None else 34)
        names: list[VMobject] = [formula(f"w_{i}", 1.3 * size, theme.text) for i in range(3)]
        names += [self.write("pass", 0.85 * size, theme.muted)]
        names += [self.write("mistakes so far", 0.85 * size, theme.muted)]
        colours = [*[theme.text] * 4, theme.loss]
        longest = ["−0.00"] * 3 + ["00", "00"]
        if column is None:
            return NumberRow(names, longest, colours, size, self._row_place())
        top = column.high - np.array([0.0, BELOW_RULE * self.stage.scale])
        return NumberColumn(names, longest, colours, size, Area(column.low, top))

    def _row_place(self) -> Area:
        """Return what the rule leaves of the band, or the row of the numbers below it."""
        title, numbers = self.stage.title, self.stage.numbers
        if numbers.low[0] <= title.low[0]:
            return numbers
        return Area(np.array([title.low[0] + RULE, numbers.low[1]]), numbers.high)


def neuron_number(value: float) -> str:
    """Write a number in few characters, with two decimals where there is room."""
    return by_size(value, {100: 2}, signed_zero=True)


def count(row: NamedNumbers, weights: np.ndarray, passed: int, mistakes: int) -> None:
    """Write the numbers of a run, with passes counted from 0."""
    row.write([*map(neuron_number, weights), f"{passed + 1}", f"{mistakes}"])
