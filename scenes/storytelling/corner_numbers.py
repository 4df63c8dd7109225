"""Live numbers in a corner of the picture, small, each with its name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, VGroup

from scenes.languages.language import Phrase
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import plated
from scenes.theme.theme import Theme

ROW = 0.0185
"""Height of a row, in frame units for a font size of 1."""
PLATE = 0.1
"""Room around the numbers, in frame units."""
Row = tuple[str | Phrase, str, str]


class CornerNumbers(VGroup):
    """Rows of a label and a number, on a plate that hides what passes behind.

    Parameters
    ----------
    rows : sequence of (str or phrase, str, str)
        Label, the longest text of the number, its colour.
    corner : array (2,)
        The upper right, in frame units.
    size : float
        Manim's font size.
    theme : Theme
    """

    def __init__(self, rows: Sequence[Row], corner: np.ndarray, size: float, theme: Theme) -> None:
        self.numbers, parts, row = [], VGroup(), ROW * size
        right, top = np.asarray(corner) - PLATE
        for index, (label, longest, colour) in enumerate(rows):
            foot = top - (index + 0.75) * row
            number = LiveNumber(size, colour, align=1).place(at(right, foot)).write(longest)
            text, values = (label, {}) if isinstance(label, str) else label
            name = sentence(text, 0.85 * size, theme.muted, **values)
            start = number.get_left()[0] - 0.012 * size
            name.move_to(at(start, foot + 0.27 * row), aligned_edge=RIGHT)
            self.numbers.append(number)
            parts.add(VGroup(name, number))
        super().__init__(plated(parts, theme, PLATE))

    def move_down(self, way: float) -> CornerNumbers:
        """Let all stand so much lower."""
        self.shift(at(0, -way))
        for number in self.numbers:
            number.place(number.start - at(0, way))
        return self

    def write(self, *texts: str) -> None:
        """Write all numbers anew, from top to bottom."""
        for number, text in zip(self.numbers, texts, strict=True):
            number.write(text)
