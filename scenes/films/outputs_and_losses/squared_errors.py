"""Errors as bars on a line, and the squares that stand on them."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.theme.theme import Theme

WIDTH = 9.0
"""Of a bar, as Manim counts widths of lines."""
FILL = 0.25
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
            stroke_color=theme.loss, stroke_width=2, fill_color=theme.loss, fill_opacity=FILL
        )
        self.cells = VMobject(stroke_color=theme.loss, stroke_width=1.5, fill_opacity=0)
        super().__init__(self.squares, self.cells, self.bars)

    def display(
        self,
        starts: np.ndarray,
        ends: np.ndarray,
        levels: np.ndarray,
        share: float = 1.0,
        cell: float = 0.0,
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
        cell : float
            Side of the square of an error of 1, in which squares are divided, so that their areas
            can be counted; 0 for none.
        """
        low = np.column_stack([starts, levels])
        high = np.column_stack([ends, levels])
        self.bars.points = as_points(straight(low, high))
        rise = np.column_stack([np.zeros(len(low)), share * np.abs(ends - starts)])
        corners = np.stack([low, high, high + rise, low + rise], axis=1)
        sides = straight(corners.reshape(-1, 2), np.roll(corners, -1, axis=1).reshape(-1, 2))
        self.squares.points = as_points(sides)
        self.squares.set_opacity(FILL if share > 0 else 0).set_stroke(opacity=min(1.0, 4 * share))
        self.cells.set_stroke(opacity=min(1.0, 4 * share) if cell > 0 else 0.0)
        pieces = [np.zeros((0, 4, 2))]
        for (x, y), side in zip(low, ends - starts, strict=True):
            if cell <= 0:
                break
            inner = np.arange(cell, abs(side) - 1e-6, cell)
            tops = x + np.sign(side) * inner, y + share * inner
            flat, tall = np.full_like(inner, x), np.full_like(inner, y)
            pieces += [
                straight(
                    np.column_stack([tops[0], tall]),
                    np.column_stack([tops[0], tall + share * abs(side)]),
                ),
                straight(np.column_stack([flat, tops[1]]), np.column_stack([flat + side, tops[1]])),
            ]
        self.cells.points = as_points(np.concatenate(pieces))

    def light(self, bars: float, squares: float) -> None:
        """Light what has been drawn, by shares: bars grow thicker, squares more solid."""
        self.bars.set_stroke(width=WIDTH * (1 + bars))
        self.squares.set_fill(opacity=FILL + 0.4 * squares)
