"""What figures of spaces share: a grid that is mapped along with the points, and a square view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from engine.geometry.box import Box

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenes.theme.theme import Theme

LINES, SAMPLES = 13, 80
"""Grid lines in each direction, unless asked otherwise, and points on each line."""


def grid_lines(box: Box, lines: int = LINES) -> np.ndarray:
    """Return horizontal lines over a box, then vertical ones, array (2 × lines, SAMPLES, 2)."""
    fine = np.linspace(box.low, box.high, SAMPLES)
    coarse = np.linspace(box.low, box.high, lines)
    across = [np.column_stack([fine[:, 0], np.full(SAMPLES, y)]) for y in coarse[:, 1]]
    up = [np.column_stack([np.full(SAMPLES, x), fine[:, 1]]) for x in coarse[:, 0]]
    return np.array(across + up)


def draw_grid(axes: Axes, grid: np.ndarray, theme: Theme, width: float) -> None:
    """Draw the lines of a grid, or of its image, in a colour for each direction.

    Parameters
    ----------
    axes : Axes
    grid : array (lines, samples, 2)
        In the order of `grid_lines`; there may be no lines.
    theme : Theme
    width : float
        Of a line, in points.
    """
    for lines, colour in zip(np.split(grid, 2), theme.grid, strict=True):
        axes.add_collection(LineCollection(list(lines), colors=colour, linewidths=width, alpha=0.7))


def show_square(axes: Axes, box: Box) -> None:
    """Set the limits of axes to the smallest square around a box."""
    half = max(float(box.size.max()) / 2, 1e-9)
    axes.set_xlim(box.centre[0] - half, box.centre[0] + half)
    axes.set_ylim(box.centre[1] - half, box.centre[1] + half)
