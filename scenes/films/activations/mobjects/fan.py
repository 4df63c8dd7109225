"""Several functions on one paper: all of them come out of one straight line."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import line_of
from scenes.films.activations.mobjects.shape import Shape
from scenes.theme.theme import Theme

THIN, THICK = 2.0, 7.0
"""Of a curve that is hardly seen, and of one that is clear."""


class Fan(VGroup):
    """Curves on the same paper.

    Parameters
    ----------
    shapes : list of Shape
        What each is when the fan is open.
    closed : Shape
        What all of them are when it is closed.
    theme : Theme

    Attributes
    ----------
    clear : array (curves,)
        From 0 to 1, how clearly each is drawn.
    """

    def __init__(self, shapes: list[Shape], closed: Shape, theme: Theme) -> None:
        self.shapes, self.closed = shapes, closed
        self.clear = np.ones(len(shapes))
        super().__init__(*(VMobject(stroke_color=theme.highlight) for _ in shapes))

    def draw(self, sight: Sight, opened: float = 1.0) -> Fan:
        """Draw all curves, the fan as far open as a number from 0 to 1 says."""
        for curve, shape, clear in zip(self, self.shapes, self.clear.tolist(), strict=True):
            curve.points = line_of(self.closed.towards(shape, opened).outputs, sight)
            curve.set_stroke(opacity=clear, width=THIN + (THICK - THIN) * clear)
        return self
