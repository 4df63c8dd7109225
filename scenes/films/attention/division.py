"""A sum, and how it is divided: in the middle of the picture, as an equation."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area

BETWEEN = 0.009
"""Room between the parts of an equation, in frame units at size 1."""
EVEN = 0.0055
"""By so much the foot of a number of size 1 is below its middle, in frame units."""


class Division(VGroup):
    """A number by itself, then with what it is divided by and what comes of it.

    Parameters
    ----------
    size : float
        Manim's font size.
    colours : (str, str)
        Of the equation and of its result.
    """

    def __init__(self, size: float, colours: tuple[str, str]) -> None:
        self.parts = [LiveNumber(size, colours[index == 4]) for index in range(5)]
        super().__init__(*self.parts)

    def draw(self, texts: list[str], box: Area, divided: float, seen: float) -> None:
        """Draw it in the middle of a box.

        Parameters
        ----------
        texts : list of str
            Number, sign, divisor, sign and result.
        box : Area
        divided, seen : float
            How far the number has made room for the rest, and the opacity of all.
        """
        size = self.parts[0].size
        for part, text in zip(self.parts, texts, strict=True):
            part.place(np.zeros(3)).write(text if seen > 0 else "")
        widths = [part.width for part in self.parts]
        lengths = np.append(0.0, np.cumsum([each + BETWEEN * size for each in widths]))
        whole = float(lengths[-1]) - BETWEEN * size
        first = -0.5 * (widths[0] + divided * (whole - widths[0]))
        foot = box.centre - np.array([0.0, EVEN * size])
        for k, (part, text) in enumerate(zip(self.parts, texts, strict=True)):
            opacity = seen * (1.0 if k == 0 else float(np.clip(2 * divided - 1, 0, 1)))
            start = foot + np.array([first + lengths[k], 0.0])
            part.place(at(*start)).write(text if opacity > 0 else "").set_fill(opacity=opacity)
