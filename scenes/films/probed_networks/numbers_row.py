"""Live numbers side by side, above a picture that fills the rest of the frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIZE = 32.0
"""Of the letters in 16:9, where there is room."""
APART = 0.4
"""Between a number and the next label, in frame units of 16:9."""


def band_of(stage: Stage) -> Area:
    """Return the place above the picture, from one side to the other, for its title."""
    return Area(stage.title.low, np.array([stage.numbers.high[0], stage.title.high[1]]))


class NumbersRow(VGroup):
    """Labels and numbers in a row, from the right, as large as fits.

    Parameters
    ----------
    cells : sequence of (str, str, str)
        Label, the longest text of the number, its colour.
    stage : Stage
    theme : Theme
    """

    def __init__(self, cells: Sequence[tuple[str, str, str]], stage: Stage, theme: Theme) -> None:
        size = stage.text_size(SIZE)
        left, high = float(stage.title.low[0]), stage.numbers.high
        for _ in range(2):
            parts, right = list[CornerNumbers](), float(high[0])
            for cell in reversed(cells):
                corner = np.array([right, high[1]])
                parts.insert(0, CornerNumbers([cell], corner, size, theme))
                right = float(parts[0].get_left()[0]) - APART * stage.scale
            size *= min(1.0, (float(high[0]) - left) / (float(high[0]) - right))
        super().__init__(*parts)

    def write(self, *texts: str) -> None:
        """Write all numbers anew, from left to right."""
        for part, text in zip(self.submobjects, texts, strict=True):
            assert isinstance(part, CornerNumbers)
            part.write(text)
