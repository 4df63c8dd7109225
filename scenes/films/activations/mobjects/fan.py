"""Several functions on one paper: all of them come out of one straight line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import line_of
from scenes.films.activations.mobjects.shape import Shape

THIN, THICK = 2.0, 7.0
"""Of a curve that is hardly seen, and of one that is clear."""


class Fan(VGroup):
    """Curves on the same paper, the first in front.

    Parameters
    ----------
    shapes : list of Shape
        What each is when the fan is open.
    closed : list of Shape
        What each is when it is closed.
    colours : sequence of str
        Of each.

    Attributes
    ----------
    clear : array (curves,)
        From 0 to 1, how clearly each is drawn.
    opened : float or array (curves,)
        How far open they were drawn last.
    """

    def __init__(self, shapes: list[Shape], closed: list[Shape], colours: Sequence[str]) -> None:
        self.shapes, self.closed = shapes, closed
        self.clear = np.ones(len(shapes))
        self.opened: float | np.ndarray = 1.0
        self.curves = [VMobject(stroke_color=each) for each in colours]
        super().__init__(*reversed(self.curves))

    def draw(self, sight: Sight, opened: float | np.ndarray = 1.0) -> Fan:
        """Draw all curves, each as far open as a number from 0 to 1 says."""
        self.opened = opened
        shares = np.broadcast_to(opened, len(self.shapes)).tolist()
        for curve, closed, shape, clear, share in zip(
            self.curves, self.closed, self.shapes, self.clear.tolist(), shares, strict=True
        ):
            curve.points = line_of(closed.towards(shape, share).outputs, sight)
            curve.set_stroke(opacity=clear, width=THIN + (THICK - THIN) * clear)
        return self
