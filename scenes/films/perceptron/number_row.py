"""Named live numbers: in a row that ends at the right edge of its place, or in a column."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, VGroup, VMobject

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area

AHEAD, AFTER = 0.012, 0.022
"""Gaps before a number and before the next name, relative to the size of the writing."""

LEADING = 0.0155
"""From a line of a column to the next one, relative to the size of the writing."""
LAST = 1.6
"""Size of a column's last number, relative to the others."""


class NumberRow(VGroup):
    """Names, each with a number after it that changes in place.

    Parameters
    ----------
    names : sequence of VMobject
        Scaled if the row would be too wide.
    longest : sequence of str
        The longest text of each number: the room that it gets.
    colours : sequence of str
    size : float
        Manim's font size.
    place : Area
    """

    def __init__(
        self,
        names: Sequence[VMobject],
        longest: Sequence[str],
        colours: Sequence[str],
        size: float,
        place: Area,
    ) -> None:
        self.numbers = [LiveNumber(size, colour, align=1) for colour in colours]
        widths = [
            number.write(text).width for number, text in zip(self.numbers, longest, strict=True)
        ]
        gaps = len(names) * AHEAD + (len(names) - 1) * AFTER
        wanted = sum(widths) + sum(name.width for name in names) + gaps * size
        share = min(1.0, place.size[0] / wanted)
        right, y = place.high[0], place.high[1] - 0.013 * size
        for name, number, width in reversed(list(zip(names, self.numbers, widths, strict=True))):
            number.size = share * size
            number.place(at(right, y - 0.005 * number.size))
            right -= share * (width + AHEAD * size)
            name.scale(share).move_to(at(right, y), aligned_edge=RIGHT)
            right -= name.width + share * AFTER * size
        super().__init__(*names, *self.numbers)
        self.write(longest)

    def write(self, texts: Sequence[str]) -> None:
        """Write all numbers."""
        for number, text in zip(self.numbers, texts, strict=True):
            number.write(text)


class NumberColumn(NumberRow):
    """Names below one another at the left of a place, each number after its name.

    The last number is large.

    Parameters
    ----------
    names, longest, colours, size, place
        As of `NumberRow`; scaled if the column would be too wide.
    """

    def __init__(
        self,
        names: Sequence[VMobject],
        longest: Sequence[str],
        colours: Sequence[str],
        size: float,
        place: Area,
    ) -> None:
        sizes = [size] * (len(names) - 1) + [LAST * size]
        self.numbers = [
            LiveNumber(each, colour, align=1) for each, colour in zip(sizes, colours, strict=True)
        ]
        widest = max(name.width for name in names)
        numbers = [n.write(text).width for n, text in zip(self.numbers, longest, strict=True)]
        share = min(1.0, place.size[0] / (widest + AFTER * size + max(numbers)))
        right = place.low[0] + share * (widest + AFTER * size + max(numbers))
        y = place.high[1]
        for name, number, each in zip(names, self.numbers, sizes, strict=True):
            y -= LEADING * share * each
            number.size = share * each
            number.place(at(right, y - 0.005 * number.size))
            name.scale(share).move_to(at(place.low[0], y), aligned_edge=LEFT)
        VGroup.__init__(self, *names, *self.numbers)
        self.write(longest)
