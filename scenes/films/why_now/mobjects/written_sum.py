"""A sum whose terms stand over their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VGroup

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber

NUMBER = 34
"""Size of the numbers, in 16:9."""
GAP = 0.24
"""Between terms, in 16:9."""


class WrittenSum(VGroup):
    """Terms in a row, each over its number.

    Parameters
    ----------
    terms : sequence of VMobject
        Set in one line, wherever that is; empty ones are those of signs between the others.
    widest : sequence of str
        The longest that is written below each term.
    colours : sequence of str
        Of the numbers.
    corner : array (2,)
        The upper left one.
    drop : float
        From the upper edge of the terms to the foot of the numbers, in 16:9.
    scale : float
        By how much larger than in 16:9 it is.

    Attributes
    ----------
    terms, numbers : VGroup
    foot : float
        Nothing is written below this height.
    """

    def __init__(
        self,
        terms: Sequence[Any],
        widest: Sequence[str],
        colours: Sequence[str],
        corner: np.ndarray,
        drop: float,
        scale: float,
    ) -> None:
        self.terms = VGroup(*terms)
        self.numbers = VGroup(
            *(LiveNumber(NUMBER * scale, colour, align=0.5) for colour in colours)
        )
        left, top = corner
        self.terms.shift(at(0, top - self.terms.get_top()[1]))
        self.foot = float(top - drop * scale)
        for term, number, longest in zip(self.terms, self.numbers, widest, strict=True):
            width = max(term.width, number.write(longest).width)
            if term.width:
                term.set_x(left + width / 2)
            number.place(at(left + width / 2, self.foot))
            left += width + GAP * scale
        super().__init__(self.terms, self.numbers)

    def write_all(self, texts: Sequence[str]) -> None:
        """Write all numbers."""
        for number, text in zip(self.numbers, texts, strict=True):
            number.write(text)
