"""The triangle whose points are all the ways to share 1 among three classes."""

from __future__ import annotations

import numpy as np
from manim import Dot, VGroup, VMobject

from engine.experiments.softmax import from_barycentric
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.theme.theme import Theme

LEVELS = (0.25, 0.5, 0.75)
"""Probabilities along which lines are drawn."""


class Simplex(VGroup):
    """A triangle with lines of equal probability, a point, and the path that it may take.

    Parameters
    ----------
    centre : array (2,)
    side : float
        In frame units.
    theme : Theme
    """

    def __init__(self, centre: np.ndarray, side: float, theme: Theme) -> None:
        angles = np.array([7, 11, 3]) * np.pi / 6
        radius = side / np.sqrt(3)
        self.corners = centre + radius * np.column_stack([np.cos(angles), np.sin(angles)])
        ground = VMobject(fill_color=theme.panel, fill_opacity=1, stroke_color=theme.muted)
        ground.points = as_points(straight(self.corners, np.roll(self.corners, -1, axis=0)))
        ground.set_stroke(width=2)
        lines = VMobject(stroke_color=theme.edge, stroke_width=1.5)
        lines.points = as_points(
            np.concatenate([self._level(k, p) for k in range(3) for p in LEVELS])
        )
        self.path = VMobject(stroke_color=theme.highlight, stroke_width=3.5, fill_opacity=0)
        self.point = Dot(radius=0.11, color=theme.highlight, stroke_color=theme.background)
        self.point.set_stroke(width=1.5)
        super().__init__(ground, lines, self.path, self.point)

    def place(self, probabilities: np.ndarray) -> np.ndarray:
        """Return where probabilities (…, 3) stand in the frame, array (…, 2)."""
        return from_barycentric(probabilities, self.corners)

    def display(self, probabilities: np.ndarray) -> Simplex:
        """Move the point to where its three probabilities are."""
        self.point.move_to(at(*self.place(probabilities)))
        return self

    def set_path(self, probabilities: np.ndarray) -> Simplex:
        """Draw a path through probabilities (n, 3)."""
        places = self.place(probabilities)
        self.path.points = as_points(straight(places[:-1], places[1:]))
        return self

    def _level(self, k: int, probability: float) -> np.ndarray:
        """Return the line on which class `k` has a probability, as a Bézier (1, 4, 2)."""
        ends = np.zeros((2, 3))
        ends[:, k] = probability
        ends[[0, 1], [k - 1, k - 2]] = 1 - probability
        places = self.place(ends)
        return straight(places[:1], places[1:])
