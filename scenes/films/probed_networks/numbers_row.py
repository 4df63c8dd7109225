"""Live numbers side by side, above a picture that fills the rest of the frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

NAME = 0.6
"""Width of the title, as a share of the frame, where the numbers stand beside it."""
SIZE = 26.0
"""Of the letters in 16:9, where there is room."""


def band_of(stage: Stage) -> tuple[Area, Area]:
    """Return the places of a title and of what stands beside it; below it, if upright."""
    title, numbers = stage.title, stage.numbers
    if stage.is_upright:
        return title, numbers
    left = title.low[0] + NAME * (numbers.high[0] - title.low[0])
    name = Area(title.low, np.array([left - 0.2 * stage.scale, title.high[1]]))
    return name, Area(np.array([left, numbers.low[1]]), numbers.high)


class NumbersRow(VGroup):
    """Labels and numbers in a row, from the right, as large as fits.

    Parameters
    ----------
    cells : sequence of (str, str, str)
        Label, the longest text of the number, its colour.
    area : Area
    stage : Stage
    theme : Theme
    """

    def __init__(
        self, cells: Sequence[tuple[str, str, str]], area: Area, stage: Stage, theme: Theme
    ) -> None:
        size = stage.text_size(SIZE)
        for _ in range(2):
            parts, right = list[CornerNumbers](), float(area.high[0])
            for cell in reversed(cells):
                corner = np.array([right, area.high[1]])
                parts.insert(0, CornerNumbers([cell], corner, size, theme))
                right = float(parts[0].get_left()[0])
            size *= min(1.0, float(area.size[0]) / (float(area.high[0]) - right))
        super().__init__(*parts)

    def write(self, *texts: str) -> None:
        """Write all numbers anew, from left to right."""
        for part, text in zip(self.submobjects, texts, strict=True):
            assert isinstance(part, CornerNumbers)
            part.write(text)
