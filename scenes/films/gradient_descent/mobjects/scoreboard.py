"""A small table of rivals over the picture: who they are, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, BackgroundRectangle, Text, VGroup, VMobject

from scenes.films.gradient_descent.mobjects.step_equation import width_of
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, letters, sentence
from scenes.theme.theme import Theme

PITCH = 0.0185
"""From one row to the next, per unit of the font size."""
DROP = 0.0045
"""From the middle of a row to the foot of its numbers, per unit of the font size."""
GAP = 0.014
"""Between columns, per unit of the font size."""
COUNTER = 2.0
"""Size of a counter above the rows, in theirs."""


@dataclass(frozen=True)
class Rival:
    """Who takes part: a name, a colour, and the shape of the mark."""

    name: str
    colour: str
    shape: int


class Scoreboard(VGroup):
    """A row for each rival: mark, name, live numbers; the headings of the numbers above.

    Parameters
    ----------
    rivals : sequence of Rival
    headings : sequence of str
        Of the numbers.
    widest : sequence of str
        The longest text that each number will have.
    size : float
        Manim's font size.
    theme : Theme
    counted : str, optional
        What a large counter above the rows counts, if there is one.
    most : str, optional
        The longest text that the counter will have; by default, that of the last number.
    """

    def __init__(
        self,
        rivals: Sequence[Rival],
        headings: Sequence[str],
        widest: Sequence[str],
        size: float,
        theme: Theme,
        counted: str | None = None,
        *,
        most: str | None = None,
    ) -> None:
        self.pitch, self.size = PITCH * size, size
        self.heads = VGroup(*(sentence(each, 0.9 * size, theme.text) for each in headings))
        self.drops = [drop_of(head) for head in self.heads]
        self.marks, self.names = VGroup(), VGroup()
        for rival in rivals:
            mark = mark_of(rival, theme)
            mark.set_places(np.zeros((1, 2)), 0.0045 * size)
            self.marks.add(mark)
            self.names.add(sentence(rival.name, size, rival.colour, bold=True))
        left = 1.4 * self.pitch
        self.counter = LiveNumber(COUNTER * size, theme.text)
        self.counted = VGroup()
        counting = 0.0
        if counted is not None:
            self.counted.add(sentence(counted, 1.2 * size, theme.text))
            counter = width_of(most or widest[-1], COUNTER * size)
            counting = self._indent + self.counted.width + GAP * size + counter
        widest_name = max(name.width for name in self.names)
        ends, end = [], max(left + widest_name, counting)
        for head, text in zip(self.heads, widest, strict=True):
            end += GAP * size + max(head.width, width_of(text, size))
            ends.append(end)
        self.numbers = [
            [LiveNumber(size, theme.text, align=1).write("0") for _ in headings] for _ in rivals
        ]
        self.rows: list[VGroup] = []
        self.words: list[tuple[VMobject, int, int]] = []
        self.lefts, self.ends = (0.4 * self.pitch, left), ends
        for sign, name, numbers in zip(self.marks, self.names, self.numbers, strict=True):
            self.rows.append(VGroup(sign, name, *numbers))
        self.corner = np.zeros(2)
        self.ranks = np.arange(len(self.rows))
        if counted is not None:
            self.counter.write("0")
        self._lay()
        parts = VGroup(self.heads, self.counted, self.counter, *self.rows)
        self.ground = BackgroundRectangle(
            parts, color=theme.background, fill_opacity=0.85, buff=0.006 * size
        )
        super().__init__(self.ground, parts)

    def move_to(self, *target: Any, **options: Any) -> Scoreboard:
        """Move all of it, with the places of its numbers."""
        before = self.ground.get_center()
        self.ground.move_to(*target, **options)
        self.corner = self.corner + (self.ground.get_center() - before)[:2]
        self._lay()
        return self

    def write(self, row: int, *texts: str) -> Scoreboard:
        """Write the numbers of a row; an empty text shows nothing."""
        for number, text in zip(self.numbers[row], texts, strict=True):
            if text:
                number.write(text)
            else:
                number.points = np.zeros((0, 3))
        return self

    def count(self, text: str) -> Scoreboard:
        """Write the counter above the rows."""
        self.counter.write(text)
        return self

    def arrange_by(self, order: Sequence[int]) -> Scoreboard:
        """Bring the rows into an order, by their indices."""
        self.ranks = np.argsort(np.asarray(order))
        self._lay()
        return self

    def attach(self, row: int, column: int, word: VMobject) -> None:
        """Put a word in the place of a number, smaller if there is no room."""
        before = self.ends[column - 1] if column else self.lefts[1]
        word.scale(min(1.0, (self.ends[column] - before - 0.4 * GAP * self.size) / word.width))
        self.rows[row].add(word)
        self.words.append((word, row, column))
        self._put_word(word, row, column)

    def _height(self, row: int) -> float:
        return float(self.corner[1] - self.pitch * (self.ranks[row] + 1))

    @property
    def _indent(self) -> float:
        return 0.15 * self.pitch

    @staticmethod
    def _move_number(number: LiveNumber, place: np.ndarray) -> None:
        number.points = number.points + (place - number.start)
        number.place(place)

    def _lay(self) -> None:
        """Put everything in its place, by the ranks."""
        x, y = self.corner
        if len(self.counted):
            foot = y - 0.25 * self.pitch
            beside = self.counted.width + 0.6 * GAP * self.size
            low = at(x + self._indent, foot - 0.002 * self.size)
            self.counted.move_to(low, aligned_edge=DOWN + LEFT)
            self._move_number(self.counter, at(x + self._indent + beside, foot))
        for head, end, drop in zip(self.heads, self.ends, self.drops, strict=True):
            head_foot = y - 0.25 * self.pitch - drop
            head.move_to(at(x + end, head_foot), aligned_edge=DOWN + RIGHT)
        for i, numbers in enumerate(self.numbers):
            height = self._height(i)
            self.marks[i].move_to(at(x + self.lefts[0], height))
            self.names[i].move_to(at(x + self.lefts[1], height), aligned_edge=LEFT)
            for number, end in zip(numbers, self.ends, strict=True):
                self._move_number(number, at(x + end, height - DROP * self.size))
        for word, row, column in self.words:
            self._put_word(word, row, column)

    def _put_word(self, word: VMobject, row: int, column: int) -> None:
        word.move_to(at(self.corner[0] + self.ends[column], self._height(row)), aligned_edge=RIGHT)


def drop_of(words: VMobject) -> float:
    """Return how far words reach below the line on which they stand."""
    assert isinstance(words, Text)
    standing, *others = letters("x" + words.original_text, words.font_size)
    return float(standing[:, 1].min() - min(each[:, 1].min() for each in others))


def mark_of(rival: Rival, theme: Theme) -> Markers:
    """Make the mark of a rival; it has no place yet."""
    return Markers(
        marker_of(rival.shape), fill_color=rival.colour, fill_opacity=1,
        stroke_color=theme.border, stroke_width=1.2,
    )  # fmt: skip
