"""Cells of a matrix as rectangles, each of its own colour, wherever they are put."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight

CORNERS = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])


def lattice(shape: tuple[int, ...], corner: np.ndarray, pitch: np.ndarray | float) -> np.ndarray:
    """Return the middles of cells in rows and columns, array (rows, columns, 2).

    Parameters
    ----------
    shape : (int, int)
        Rows and columns.
    corner : array (2,)
        The upper left one, in frame units.
    pitch : float or array (2,)
        From one cell to the next.
    """
    rows, columns = np.indices(shape)
    middles: np.ndarray = corner + np.stack([columns + 0.5, -rows - 0.5], axis=-1) * pitch
    return middles


class CellGrid(VGroup):
    """Rectangles in rows and columns.

    Parameters
    ----------
    rows, columns : int
    """

    def __init__(self, rows: int, columns: int) -> None:
        self.shape = rows, columns
        cells = [VMobject(stroke_width=0, fill_opacity=1) for _ in range(rows * columns)]
        super().__init__(*cells)

    def set_boxes(self, centres: np.ndarray, sizes: np.ndarray | float) -> None:
        """Place the cells.

        Parameters
        ----------
        centres : array (rows, columns, 2)
            In frame units.
        sizes : array (rows, columns, 2) or (2,), or float
            Widths and heights, or the side of squares.
        """
        sizes = np.broadcast_to(sizes, centres.shape).reshape(-1, 2)
        for cell, centre, size in zip(self, centres.reshape(-1, 2), sizes, strict=True):
            outline = centre + CORNERS * size
            cell.points = as_points(straight(outline, np.roll(outline, -1, axis=0)))

    def set_colours(self, colours: np.ndarray, opacities: np.ndarray | float = 1.0) -> None:
        """Colour the cells.

        Parameters
        ----------
        colours : array (rows, columns, 3)
            Red, green and blue from 0 to 1.
        opacities : array (rows, columns), or what is broadcast to it
        """
        seen = np.broadcast_to(opacities, self.shape).ravel()
        for cell, colour, opacity in zip(self, colours.reshape(-1, 3), seen, strict=True):
            cell.fill_rgbas = np.array([[*colour, opacity]])
