"""A live number with its label before it."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, centred
from scenes.storytelling.stage import Stage

NUMBER, LABEL = 32, 24
"""Sizes in 16:9."""
DROP = 0.42
"""From the upper edge of a row of the band to the foot of its numbers, in 16:9."""


class LabelledNumber(VGroup):
    """Words, and after them a number that changes.

    Parameters
    ----------
    words : str
        In the language of the film.
    colour : str
    widest : str
        The longest number that is written: the label stands clear of it.
    corner : array (3,)
        The upper left or upper right corner of its row.
    align : float
        Whether that corner is the left one (0) or the right one (1).
    stage : Stage
    """

    def __init__(
        self, words: str, colour: str, widest: str, corner: np.ndarray, align: float, stage: Stage
    ) -> None:
        gap, foot = 0.2 * stage.scale, corner[1] - DROP * stage.scale
        label = centred([words], stage.text_size(LABEL), colour)
        self.number = LiveNumber(stage.text_size(NUMBER), colour, align=align)
        if align == 0:
            label.shift(at(corner[0] + label.width / 2, 0))
            self.number.place(at(label.get_right()[0] + gap, foot)).write(widest)
        else:
            self.number.place(at(corner[0], foot)).write(widest)
            label.shift(at(self.number.get_left()[0] - gap - label.width / 2, 0))
        label.shift(at(0, foot + 0.1 * stage.scale))
        super().__init__(label, self.number)

    def write(self, text: str) -> None:
        """Write the number."""
        self.number.write(text)
