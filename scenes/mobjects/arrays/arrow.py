"""An arrow of the plane: one filled outline, which may be moved anew for each frame."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from scenes.mobjects.arrays.bezier import as_points, straight

HEAD = 0.26
"""Length of the head in frame units; short arrows have shorter ones."""
SLENDER = 0.36
"""Half the head's width, in its length."""


class Arrow(VMobject):
    """A straight arrow.

    Parameters
    ----------
    colour : str
    width : float
        Of the shaft, in frame units.
    edge : str
        Colour of a thin line around it, which parts it from what it crosses.
    """

    def __init__(self, colour: str, width: float = 0.06, edge: str | None = None) -> None:
        self.shaft = width
        super().__init__(
            fill_color=colour,
            fill_opacity=1,
            stroke_color=edge or colour,
            stroke_width=0 if edge is None else 1.2,
        )

    def set_ends(self, start: np.ndarray, end: np.ndarray, size: float = 1.0) -> Arrow:
        """Point from one place (2,) to another, in frame units; from a place to itself, vanish.

        Shaft and head are `size` times as thick: less where the camera is close.
        """
        way = np.asarray(end, dtype=float) - start
        length = float(np.linalg.norm(way))
        if length < 1e-6:
            self.points = np.zeros((0, 3))
            return self
        along = way / length
        across = np.array([-along[1], along[0]])
        head = min(HEAD * size, 0.5 * length)
        slim, wide = min(self.shaft * size / 2, 0.2 * head), SLENDER * head
        steps = np.array([[0, slim], [length - head, slim], [length - head, wide], [length, 0]])
        outline = np.concatenate([steps, steps[-2::-1] * [1, -1]])
        corners = start + outline @ np.array([along, across])
        self.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        return self
