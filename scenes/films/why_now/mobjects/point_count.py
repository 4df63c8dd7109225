"""The number of training points, under its words in the upper right."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from scenes.films.why_now.mobjects.written_sum import WrittenSum
from scenes.languages.language import translate
from scenes.languages.numbers import grouped
from scenes.mobjects.text import centred

LABEL = 24
"""Size of the words, in 16:9."""
DROP = 0.82
"""From the upper edge of the words to the foot of the number, in 16:9."""


class PointCount(WrittenSum):
    """Words, and under them the number of training points.

    Parameters
    ----------
    most : float
        The greatest number.
    corner : array (2,)
        The upper right one.
    colour : str
    scale : float
        By how much larger than in 16:9 it is.
    """

    def __init__(self, most: float, corner: np.ndarray, colour: str, scale: float) -> None:
        words = centred([translate("training points")], LABEL * scale, colour)
        widest = grouped(most)
        left = corner - np.array([words.width, 0.0])
        super().__init__([words], [widest], [colour], left, DROP, scale)

    @property
    def number(self) -> VMobject:
        """The number alone."""
        return self.numbers[0]

    def write(self, text: str) -> None:
        """Write the number."""
        self.write_all([text])
