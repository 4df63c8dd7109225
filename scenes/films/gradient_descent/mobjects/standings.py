"""A table of rivals: who they are, how they stand; its rows can change places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.theme.theme import Theme

SIZE = 22
PITCH = 0.42
"""From one row to the next, in frame units."""
DROP = 0.105
"""From the middle of a row to the foot of its numbers."""


@dataclass(frozen=True)
class Rival:
    """One row: its name, a word on it, its colour and the shape of its mark."""

    name: str
    note: str
    colour: str
    shape: int


class StandingsRow(VGroup):
    """One rival's row; it has no place before `put` is called.

    Parameters
    ----------
    rival : Rival
    columns : tuple of float
        Left edges of the mark, the note and the live numbers, in frame units.
    theme : Theme
    """

    def __init__(self, rival: Rival, columns: tuple[float, ...], theme: Theme) -> None:
        left, note, *numbers = columns
        self.mark = mark_of(rival, theme)
        self.mark.set_places(np.array([[left + 0.12, 0.0]]), 0.11)
        name = sentence(rival.name, SIZE, rival.colour, bold=True)
        name.move_to(at(left + 0.38, 0), aligned_edge=LEFT)
        beside = sentence(rival.note, SIZE, theme.muted).move_to(at(note, 0), aligned_edge=LEFT)
        self.columns, self.height_now = numbers, 0.0
        self.numbers = VGroup(*(LiveNumber(SIZE, theme.text) for _ in numbers))
        self.still: list[tuple[VMobject, np.ndarray]] = []
        super().__init__(self.numbers)
        for part in (self.mark, name, beside):
            self.attach(part)

    def attach(self, part: VMobject) -> StandingsRow:
        """Attach a mobject to the row, to move along with it from now on."""
        self.still.append((part, part.points - at(0, self.height_now)))
        self.add(part)
        return self

    def put(self, height: float) -> StandingsRow:
        """Move the row's middle to a height in the frame."""
        for part, points in self.still:
            part.points = points + at(0, height)
        for number in self.numbers:
            number.points = number.points + at(0, height - self.height_now)
        self.height_now = height
        return self

    def write(self, *texts: str) -> StandingsRow:
        """Write the live numbers; an empty text shows nothing."""
        for number, column, text in zip(self.numbers, self.columns, texts, strict=True):
            number.place(at(column, self.height_now - DROP))
            if text:
                number.write(text)
            else:
                number.points = np.zeros((0, 3))
        return self


class Standings(VGroup):
    """A table with a row for each rival, below a line of headings.

    Parameters
    ----------
    rivals : sequence of Rival
    headings : tuple of str
        Of the names, the notes, and each live number.
    columns : tuple of float
        Left edges of the names, the notes and each live number, in frame units.
    top : float
        Height of the headings' middle.
    theme : Theme
    """

    def __init__(
        self,
        rivals: list[Rival],
        headings: tuple[str, ...],
        columns: tuple[float, ...],
        top: float,
        theme: Theme,
    ) -> None:
        self.top, self.columns = top, columns
        self.headings = VGroup(
            *(
                sentence(words, 20, theme.muted).move_to(at(x, top), aligned_edge=LEFT)
                for words, x in zip(headings, columns, strict=True)
            )
        )
        self.rows = [StandingsRow(rival, columns, theme) for rival in rivals]
        for i, row in enumerate(self.rows):
            row.put(self.height_of(i))
        super().__init__(self.headings, *self.rows)

    def height_of(self, rank: int) -> float:
        """Return where the middle of a row stands, by its rank from 0."""
        return self.top - PITCH * (rank + 1.05)

    def arrange_by(self, order: list[int]) -> Standings:
        """Reorder the rows, by their indices, best first."""
        for rank, i in enumerate(order):
            self.rows[i].put(self.height_of(rank))
        return self

    def number(self, order: list[int], colour: str) -> VGroup:
        """Make the ranks of an order, to the left of the rows as they then stand."""
        return VGroup(
            *(
                sentence(f"{rank + 1}", SIZE, colour, bold=True).move_to(
                    at(self.columns[0] - 0.18, self.height_of(rank)), aligned_edge=RIGHT
                )
                for rank in range(len(order))
            )
        )


def mark_of(rival: Rival, theme: Theme) -> Markers:
    """Make the mark of a rival; it has no place yet."""
    return Markers(
        marker_of(rival.shape), fill_color=rival.colour, fill_opacity=1,
        stroke_color=theme.border, stroke_width=1.2,
    )  # fmt: skip
