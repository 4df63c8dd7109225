"""What lies along the axes of a map of the losses of lines: two arrows in its corner."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, UP, VGroup

from scenes.films.gradient_descent.descent_numbers import subscripted
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

LENGTH, SIZE = 0.7, 22
"""Of an arrow, in frame units of 16:9, and of the words."""


class MapAxes(VGroup):
    """An arrow to the right, the line's intercept, and one upwards, its slope.

    Parameters
    ----------
    names : sequence of str
        Of the two parameters.
    stage, theme
    """

    def __init__(self, names: Sequence[str], stage: Stage, theme: Theme) -> None:
        length, size = LENGTH * stage.scale, stage.text_size(SIZE)
        right, up = Arrow(theme.text, 0.05 * stage.scale), Arrow(theme.text, 0.05 * stage.scale)
        right.set_ends(np.zeros(2), np.array([length, 0.0]), stage.scale)
        up.set_ends(np.zeros(2), np.array([0.0, length]), stage.scale)
        first, second = map(subscripted, names)
        intercept = sentence("intercept {name}", size, theme.text, name=first)
        slope = sentence("slope {name}", size, theme.text, name=second)
        gap = 0.12 * stage.scale
        intercept.next_to(at(length, 0), RIGHT, buff=gap)
        slope.next_to(at(0, length), UP, buff=gap).shift((slope.width / 2 - gap) * RIGHT)
        super().__init__(plated(VGroup(right, up, intercept, slope), theme))
        stage.put_legend(self)
