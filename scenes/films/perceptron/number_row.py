"""Named live numbers: in a row that ends at the right edge of its place, or in a column."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, VGroup, VMobject

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area

AHEAD, AFTER = 0.012, 0.022
"""Gaps before a number and before the next name, relative to the size of the writing."""

LEADING = 0.0165
"""From a line of a column to the next one, relative to the size of the writing."""
LAST = 1.6
"""Size of a column's last number, relative to the others."""


class NamedNumbers(VGroup):
    """Names, each with a number after it that changes in place.

    Parameters
    ----------
    names : sequence of VMobject
    numbers : sequence of LiveNumber
        Where they are to stand.
    texts : sequence of str
        What they are at first.
    """

    def __init__(
        self, names: Sequence[VMobject], numbers: Sequence[LiveNumber], texts: Sequence[str]
    ) -> None:
        self.numbers = numbers
        super().__init__(*names, *numbers)
        self.write(texts)

    def write(self, texts: Sequence[str]) -> None:
        """Write all numbers."""
        for number, text in zip(self.numbers, texts, strict=True):
            number.write(text)


class NumberRow(NamedNumbers):
    """Named numbers beside one another.

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
        numbers = [LiveNumber(size, colour, align=1) for colour in colours]
        widths = [n.write(text).width for n, text in zip(numbers, longest, strict=True)]
        gaps = len(names) * AHEAD + (len(names) - 1) * AFTER
        wanted = sum(widths) + sum(name.width for name in names) + gaps * size
        share = min(1.0, place.size[0] / wanted)
        right, y = place.high[0], place.high[1] - 0.013 * size
        for name, number, width in reversed(list(zip(names, numbers, widths, strict=True))):
            number.size = share * size
            number.place(at(right, y - 0.005 * number.size))
            right -= share * (width + AHEAD * size)
            name.scale(share).move_to(at(right, y), aligned_edge=RIGHT)
            right -= name.width + share * AFTER * size
        super().__init__(names, numbers, longest)


class NumberColumn(NamedNumbers):
    """Named numbers below one another, at the left of a place; the last one is large.

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
        numbers = [LiveNumber(s, colour, align=1) for s, colour in zip(sizes, colours, strict=True)]
        widths = [n.write(text).width for n, text in zip(numbers, longest, strict=True)]
        wanted = max(name.width for name in names) + AFTER * size + max(widths)
        share = min(1.0, place.size[0] / wanted)
        right, y = place.low[0] + share * wanted, place.high[1]
        for name, number, each in zip(names, numbers, sizes, strict=True):
            y -= LEADING * share * each
            number.size = share * each
            number.place(at(right, y - 0.005 * number.size))
            name.scale(share).move_to(at(place.low[0], y), aligned_edge=LEFT)
        super().__init__(names, numbers, longest)
