"""Errors as bars on a line, and the squares that stand on them."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.theme.theme import Theme

WIDTH = 9.0
"""Of a bar, as Manim counts widths of lines."""
FILL = 0.16
"""Opacity of a square."""


class SquaredErrors(VGroup):
    """Bars from predictions to targets, and a square on each of them.

    Parameters
    ----------
    theme : Theme
    """

    def __init__(self, theme: Theme) -> None:
        self.bars = VMobject(stroke_color=theme.loss, stroke_width=WIDTH)
        self.squares = VMobject(
            stroke_color=theme.loss, stroke_width=3.5, fill_color=theme.loss, fill_opacity=FILL
        )
        super().__init__(self.squares, self.bars)

    def display(
        self, starts: np.ndarray, ends: np.ndarray, levels: np.ndarray, share: float = 1.0
    ) -> None:
        """Draw them.

        Parameters
        ----------
        starts, ends : array (errors,)
            Where each bar begins and ends, across the frame.
        levels : array (errors,)
            How high each bar lies.
        share : float
            Height of the squares, as a share of their side: at 0 there are bars alone.
        """
        low = np.column_stack([starts, levels])
        high = np.column_stack([ends, levels])
        self.bars.points = as_points(straight(low, high))
        rise = np.column_stack([np.zeros(len(low)), share * np.abs(ends - starts)])
        corners = np.stack([low, high, high + rise, low + rise], axis=1)
        sides = straight(corners.reshape(-1, 2), np.roll(corners, -1, axis=1).reshape(-1, 2))
        self.squares.points = as_points(sides)
        self.squares.set_opacity(FILL if share > 0 else 0).set_stroke(opacity=min(1.0, 4 * share))
