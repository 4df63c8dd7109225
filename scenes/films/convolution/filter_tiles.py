"""All filters of a layer, each above its map, in equal tiles."""

from __future__ import annotations

import numpy as np
from manim import Rectangle, VGroup

from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.cell_grid import CellGrid, lattice
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

FULL = 0.95
"""Share of its place that a cell fills."""
FILTER = 1.0
"""Side of a cell of a filter, in cells of a map."""
GAP = 0.4
"""Between a filter and its map, in cells of a map."""
ROOM = 0.95
"""Share of its tile that a filter with its map takes at most."""
ARRIVED = 0.75
"""Share of a move after which maps are in their new places."""


class FilterTiles(VGroup):
    """In tiles, side by side and in rows, each filter above its map.

    Parameters
    ----------
    count : int
        Of filters.
    shape : (int, int)
        Rows and columns of a map.
    limits : (float, float)
        The largest magnitudes of a weight and of a response.
    area : Area
    theme : Theme

    Attributes
    ----------
    boxes : list of Area
        Where each map stands.
    pitch : float
        Side of a cell of a map.
    """

    def __init__(
        self,
        count: int,
        shape: tuple[int, int],
        limits: tuple[float, float],
        area: Area,
        theme: Theme,
    ) -> None:
        stops = (theme.negative, theme.panel, theme.positive)
        self.colours = [ColourMap(stops, -limit, limit) for limit in limits]
        cells = np.array([shape[1], 3 * FILTER + GAP + shape[0]])
        across, self.pitch = _best_grid(count, cells, area)
        pitch, small = self.pitch, FILTER * self.pitch
        tile = area.size / np.array([across, -(-count // across)])
        corner = np.array([area.low[0], area.high[1]])
        self.filters, self.maps, self.boxes, frames = [], [], [], VGroup()
        for k in range(count):
            place = np.array([k % across + 0.5, -(k // across) - 0.5])
            left = corner + place * tile + np.array([-0.5, 0.5]) * cells * pitch
            aside = left + np.array([(shape[1] * pitch - 3 * small) / 2, 0.0])
            start = left - np.array([0.0, 3 * small + GAP * pitch])
            self.filters.append(_grid((3, 3), aside, small))
            self.maps.append(_grid(shape, start, pitch))
            end = start + np.array([shape[1], -shape[0]]) * pitch
            self.boxes.append(Area.around(np.array([start, end])))
            frame = Rectangle(
                width=self.boxes[-1].size[0], height=self.boxes[-1].size[1],
                color=theme.edge, stroke_width=1.5,
            )  # fmt: skip
            frames.add(frame.move_to(at(*self.boxes[-1].centre)))
        super().__init__(frames, *self.filters, *self.maps)

    def display(self, weights: np.ndarray, maps: np.ndarray) -> None:
        """Colour filters (count, 3, 3) and their maps (count, rows, columns)."""
        for grids, values, colours in zip(
            (self.filters, self.maps), (weights, maps), self.colours, strict=True
        ):
            for grid, each in zip(grids, values, strict=True):
                grid.set_colours(colours(each)[..., :3] / 255)

    def move(self, before: np.ndarray, after: np.ndarray, by: int, progress: float) -> None:
        """Move maps (count, rows, columns) by a column, 1 or −1, until they are those afterwards.

        What leaves fades on its way; what comes in appears once all have arrived.
        """
        way, come = min(progress / ARRIVED, 1.0), max(progress - ARRIVED, 0.0) / (1 - ARRIVED)
        arrived = progress >= ARRIVED
        seen = np.ones(before.shape[1:])
        seen[:, (0 if arrived else -1) if by > 0 else (-1 if arrived else 0)] = (
            come if arrived else 1 - way
        )
        shift = np.array([0.0 if arrived else by * way * self.pitch, 0.0])
        maps = after if arrived else before
        for grid, box, each in zip(self.maps, self.boxes, maps, strict=True):
            corner = np.array([box.low[0], box.high[1]]) + shift
            grid.set_boxes(lattice(grid.shape, corner, self.pitch), FULL * self.pitch)
            grid.set_colours(self.colours[1](each)[..., :3] / 255, seen)


def _best_grid(count: int, cells: np.ndarray, area: Area) -> tuple[int, float]:
    """Return how many tiles stand side by side, and the side of a cell: the largest there is."""
    found = []
    for across in (each for each in range(1, count + 1) if count % each == 0):
        tile = area.size / np.array([across, -(-count // across)])
        found.append((float((ROOM * tile / cells).min()), across))
    pitch, across = max(found)
    return across, pitch


def _grid(shape: tuple[int, int], corner: np.ndarray, pitch: float) -> CellGrid:
    grid = CellGrid(*shape)
    grid.set_boxes(lattice(shape, corner, pitch), FULL * pitch)
    return grid
