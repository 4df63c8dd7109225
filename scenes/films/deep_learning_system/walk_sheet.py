"""A sheet with two sides, in a box of space with three axes, to tell its shape by."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

import numpy as np
from manim import VGroup, VMobject

from engine.geometry.box import Box
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.theme.theme import Theme

OVER, UNDER = 0.18, 0.3
"""Opacities of the side that is seen at first, and of the other one."""
EDGES, AXES = 0.5, 0.85
"""Opacities of the box and of the axes."""


class WalkSheet(VGroup):
    """The faces of a sheet, and behind them a box and its axes.

    Parameters
    ----------
    theme : Theme
    low, high : array (2,)
        What is drawn is held in this rectangle of the frame.
    """

    def __init__(self, theme: Theme, low: np.ndarray, high: np.ndarray) -> None:
        self.low, self.high = low, high
        self.edges = VMobject(stroke_color=theme.muted, stroke_width=1.6)
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=2.4)
        self.under = VMobject(fill_color=theme.gradient, fill_opacity=UNDER, stroke_width=0)
        self.over = VMobject(fill_color=theme.text, fill_opacity=OVER, stroke_width=0)
        super().__init__(self.edges, self.axes, self.under, self.over)

    def draw(
        self,
        mesh: np.ndarray,
        box: Box,
        strength: float,
        see: Callable[[np.ndarray], np.ndarray],
    ) -> None:
        """Draw the sheet where it is.

        Parameters
        ----------
        mesh : array (rows, columns, 2 or 3)
            Its points.
        box : Box
            Of space.
        strength : float
            From 0 to 1, how clearly the box and the axes are seen.
        see : callable
            Maps points (…, 2 or 3) into the frame (…, 2).
        """
        seen = np.clip(see(mesh), self.low, self.high)
        rings = np.stack([seen[:-1, :-1], seen[1:, :-1], seen[1:, 1:], seen[:-1, 1:]], axis=2)
        one, other = rings[..., 2, :] - rings[..., 0, :], rings[..., 3, :] - rings[..., 1, :]
        is_over = one[..., 0] * other[..., 1] > one[..., 1] * other[..., 0]
        for part, chosen in ((self.over, is_over), (self.under, ~is_over)):
            corners = rings[chosen].reshape(-1, 2)
            ends = np.roll(rings[chosen], -1, axis=1).reshape(-1, 2)
            part.points = as_points(straight(corners, ends))
        if strength > 0:
            self._draw_lines(self.edges, see(_edges(box)))
            self._draw_lines(self.axes, see(_axes(box)))
        self.edges.set_stroke(opacity=EDGES * strength)
        self.axes.set_stroke(opacity=AXES * strength)

    def _draw_lines(self, part: VMobject, ends: np.ndarray) -> None:
        part.points = as_points(clip_to_box(straight(ends[:, 0], ends[:, 1]), self.low, self.high))


def _edges(box: Box) -> np.ndarray:
    """Return the twelve edges of a box in space, array (12, 2, 3)."""
    corners = np.array(list(product((0, 1), repeat=3)))
    pairs = [(a, b) for a, b in combinations(corners, 2) if np.abs(a - b).sum() == 1]
    return box.low + np.array(pairs) * box.size


def _axes(box: Box) -> np.ndarray:
    """Return the three axes through the origin, as far as the box reaches, array (3, 2, 3)."""
    return np.stack([np.diag(box.low), np.diag(box.high)], axis=1)
