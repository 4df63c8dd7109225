"""Where the graph of numbers stands: from left to right, or downwards if its area is high."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.storytelling.stage import Area

ACROSS = {5: (4.7, 2.7, 2.8, 2.6), 6: (3.3, 2.3, 2.8, 2.3, 2.2)}
"""Ways from layer to layer, from left to right, in proportion: weights need more than links."""
LARGEST = {5: 0.058, 6: 0.047}
"""Largest radius of a unit, as a share of the width that the graph has from left to right."""
HIGH = 1.25
"""Height to width above which the graph runs downwards."""


@dataclass(frozen=True)
class GraphLayout:
    """How a graph fills an area.

    Attributes
    ----------
    downwards : bool
        Whether layers follow one another from top to bottom, not from left to right.
    radius : float
        Of a unit.
    box : Area
        Of the units.
    layers : array (layers,)
        Where the layers are: their x, or their heights if they run downwards.
    """

    downwards: bool
    radius: float
    box: Area
    layers: np.ndarray

    @property
    def size(self) -> float:
        """Manim's font size of the numbers."""
        return 33 * self.radius


def layout_in(area: Area, rows: int, layers: int) -> GraphLayout:
    """Lay a graph out.

    Parameters
    ----------
    area : Area
    rows : int
        Units of the widest layer.
    layers : int
        5 or 6.
    """
    width, height = area.size
    downwards = bool(height > HIGH * width)
    if downwards:
        radius = min(width / 10.5, height / (3.05 * layers))
        inset = radius * np.array([[0.9, 0.85], [2.5, 0.2]])
    else:
        radius = min(LARGEST[layers] * width, height / (6.7 if rows < 3 else 10.0))
        inset = radius * np.array([[0.0, 0.4 if rows < 3 else 0.8], [0.0, 0.45]])
    box = Area(area.low + inset[0], area.high - inset[1])
    ways = np.ones(layers - 1) if downwards else np.array(ACROSS[layers])
    shares = np.concatenate([[0.0], np.cumsum(ways) / ways.sum()])
    if downwards:
        first, last = box.high[1] - radius, box.low[1] + radius
    else:
        first, last = box.low[0] + radius, box.high[0] - radius
    return GraphLayout(downwards, radius, box, first + (last - first) * shares)
