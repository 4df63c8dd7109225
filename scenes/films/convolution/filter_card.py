"""A filter by itself: nine weights, each in the colour of its sign."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, VGroup

from scenes.films.convolution.convolution_words import number_text
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.cell_grid import CellGrid, lattice
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area
from scenes.theme.contrast import ratio
from scenes.theme.theme import Theme

FULL = 0.95
"""Share of its place that a cell fills."""
SIZE = 21.0
"""Of the weights in a cell of side 1, as Manim counts."""
LIFTED = 0.34
"""Share of a pixel's height that a weight takes where the pixel is seen below it."""
SMALLER = 0.85
"""Size of a weight there, relative to what it was."""


class FilterCard(VGroup):
    """Weights as numbers on colours, wherever they are put.

    Parameters
    ----------
    weights : array (3, 3)
    limit : float
        The largest magnitude of a weight.
    theme : Theme

    Attributes
    ----------
    area : Area
        What it takes up.
    """

    def __init__(self, weights: np.ndarray, limit: float, theme: Theme) -> None:
        self.texts = [number_text(value) for value in weights.ravel()]
        signs = ColourMap((theme.negative, theme.panel, theme.positive), -limit, limit)
        self.shades = signs(weights)[..., :3] / 255
        grounds = [ManimColor.from_rgb(shade).to_hex() for shade in self.shades.reshape(-1, 3)]
        inks = [
            theme.text
            if ratio(theme.text, each) > ratio(theme.background, each)
            else theme.background
            for each in grounds
        ]
        self.cells = CellGrid(3, 3)
        self.numbers = [LiveNumber(SIZE, ink, align=0.5) for ink in inks]
        super().__init__(self.cells, *self.numbers)

    def put(
        self,
        centre: np.ndarray,
        pitch: float,
        seen: float = 1.0,
        written: float | None = None,
        lifted: float = 0.0,
    ) -> None:
        """Stand it round a place, with cells of some pitch.

        Parameters
        ----------
        centre : array (2,)
            In frame units.
        pitch : float
        seen, written : float
            Opacities of the cells and of the numbers, which is the same if it is left out.
        lifted : float
            From 0, where weights fill their cells, to 1, where they bare what lies below them.
        """
        self.area = Area(centre - 1.5 * pitch, centre + 1.5 * pitch)
        middles = lattice((3, 3), centre + np.array([-1.5, 1.5]) * pitch, pitch)
        tall = 1 - lifted * (1 - LIFTED)
        middles = middles + [0.0, FULL * (1 - tall) / 2 * pitch]
        self.cells.set_boxes(middles, FULL * pitch * np.array([1.0, tall]))
        self.cells.set_colours(self.shades, seen)
        for number, text, (x, y) in zip(
            self.numbers, self.texts, middles.reshape(-1, 2), strict=True
        ):
            number.size = SIZE * pitch * (1 - lifted * (1 - SMALLER))
            number.place(at(x, y - 0.0055 * number.size)).write(text).set_fill(
                opacity=seen if written is None else written
            )
