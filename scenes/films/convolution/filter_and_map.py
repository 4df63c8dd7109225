"""One filter of a layer and its map, in colours alone, wherever both are put."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.cell_grid import CellGrid, lattice
from scenes.theme.theme import Theme

FULL = 0.95
"""Share of its place that a cell fills."""

Places = tuple[np.ndarray, np.ndarray]
"""Upper left corners of filter and map, array (2, 2), and the sides of their cells, array (2,)."""


class FilterAndMap(VGroup):
    """A filter and its map.

    Parameters
    ----------
    shape : (int, int)
        Rows and columns of the map.
    limits : (float, float)
        The largest magnitudes of a weight and of a response.
    theme : Theme
    """

    def __init__(self, shape: tuple[int, int], limits: tuple[float, float], theme: Theme) -> None:
        stops = (theme.negative, theme.panel, theme.positive)
        self.colours = [ColourMap(stops, -limit, limit) for limit in limits]
        self.grids = CellGrid(3, 3), CellGrid(*shape)
        super().__init__(*self.grids)

    def put(self, places: Places) -> None:
        """Stand both somewhere."""
        for grid, corner, side in zip(self.grids, *places, strict=True):
            grid.set_boxes(lattice(grid.shape, corner, side), FULL * side)

    def display(self, weights: np.ndarray, responses: np.ndarray) -> None:
        """Colour the filter (3, 3) and its map (rows, columns)."""
        for grid, values, colours in zip(
            self.grids, (weights, responses), self.colours, strict=True
        ):
            grid.set_colours(colours(values)[..., :3] / 255)


def between(start: Places, end: Places, progress: float) -> Places:
    """Return places on the way from some to others."""
    corners, sides = (one + progress * (other - one) for one, other in zip(start, end, strict=True))
    return corners, sides
