"""A row of named live numbers, which ends at the right edge of its place."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, VGroup, VMobject

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area

AHEAD, AFTER = 0.012, 0.022
"""Gaps before a number and before the next name, relative to the size of the writing."""


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
