"""Several functions on one paper: all of them come out of one straight line."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, VGroup, VMobject, interpolate_color

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
    closed : list of Shape
        What each is when it is closed.
    theme : Theme

    Attributes
    ----------
    clear : array (curves,)
        From 0 to 1, how clearly each is drawn.
    slope : float
        From 0 to 1, how much they have the colour of slopes.
    opened : float or array (curves,)
        How far open they were drawn last.
    """

    def __init__(self, shapes: list[Shape], closed: list[Shape], theme: Theme) -> None:
        self.shapes, self.closed = shapes, closed
        self.clear, self.slope, self.theme = np.ones(len(shapes)), 0.0, theme
        self.opened: float | np.ndarray = 1.0
        super().__init__(*(VMobject(stroke_color=theme.highlight) for _ in shapes))

    def draw(self, sight: Sight, opened: float | np.ndarray = 1.0) -> Fan:
        """Draw all curves, each as far open as a number from 0 to 1 says."""
        self.opened = opened
        shares = np.broadcast_to(opened, len(self.shapes)).tolist()
        colour = interpolate_color(
            ManimColor(self.theme.highlight), ManimColor(self.theme.gradient), self.slope
        )
        for curve, closed, shape, clear, share in zip(
            self, self.closed, self.shapes, self.clear.tolist(), shares, strict=True
        ):
            curve.points = line_of(closed.towards(shape, share).outputs, sight)
            curve.set_stroke(colour, opacity=clear, width=THIN + (THICK - THIN) * clear)
        return self
