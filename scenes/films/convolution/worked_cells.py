"""Nine pixels under a filter, close up: in each cell, below the weight, pixel and product."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, Square, VGroup, smooth

from engine.experiments.filters import WorkedResponse
from scenes.films.convolution.convolution_words import number_text
from scenes.films.convolution.digit_and_map import FULL, DigitAndMap
from scenes.mobjects.cell_grid import CellGrid
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber

LINES = (0.02, -0.31)
"""Heights of pixel and product above the middle of a cell, as shares of it."""
SIZES = (17.0, 21.0)
"""Their sizes in a cell of side 1, as Manim counts."""

PLATE = 0.34
"""Share of a cell's height that the plate of its product takes, on which it is read."""
GLIDE = 0.35
"""Share of a product's time in which the light gets to its cell."""


class WorkedCells(VGroup):
    """What is multiplied in each of nine cells, and what comes of it.

    Parameters
    ----------
    worked : WorkedResponse
    picture : DigitAndMap
    place : (int, int)
        Row and column of the middle pixel.
    """

    def __init__(
        self, worked: WorkedResponse, picture: DigitAndMap, place: tuple[int, int]
    ) -> None:
        self.worked = worked
        row, column = place
        self.places = [(row + i - 1, column + j - 1) for i, j in np.ndindex(3, 3)]
        self.middles = [picture.pixel_middle(np.array(each)) for each in self.places]
        self.inks = [picture.ink(each) for each in self.places]
        self.pitch = picture.pitch
        self.pixels, self.products = (
            [LiveNumber(size * self.pitch, picture.theme.text, align=0.5) for _ in range(9)]
            for size in SIZES
        )
        self.plates = CellGrid(3, 3)
        middles = np.array(self.middles).reshape(3, 3, 2)
        low = middles - [0.0, FULL * (1 - PLATE) / 2 * self.pitch]
        self.plates.set_boxes(low, FULL * self.pitch * np.array([1.0, PLATE]))
        ground = ManimColor(picture.theme.background).to_rgb()
        self.ground = np.broadcast_to(ground, (3, 3, 3))
        self.text = picture.theme.text
        self.light = Square(self.pitch, color=picture.theme.highlight, stroke_width=7)
        super().__init__(self.plates, *self.pixels, *self.products)
        self.display(0.0, 0.0)

    def display(self, seen: float, products: float, share: float = 1.0) -> None:
        """Write pixels, and so many of the products.

        Parameters
        ----------
        seen : float
            Opacity of the pixels.
        products : float
            The last of them may be on its way.
        share : float
            Of the products' opacity.
        """
        come = share * np.clip(products - np.arange(9.0), 0, 1)
        self.plates.set_colours(self.ground, come.reshape(3, 3))
        rows = zip(self.middles, self.inks, *self._texts(), strict=True)
        for k, (middle, pixel_ink, *texts) in enumerate(rows):
            opacities = (seen, float(come[k]))
            inks = (pixel_ink, self.text)
            numbers = (self.pixels[k], self.products[k])
            for line, number, text, opacity, ink in zip(
                LINES, numbers, texts, opacities, inks, strict=True
            ):
                foot = middle[1] + line * self.pitch - 0.0055 * number.size
                number.place(at(middle[0], foot)).write(text if opacity > 0 else "")
                number.set_fill(ink, opacity=opacity)
        now = min(int(products), 8)
        way = smooth(min((products - now) / GLIDE, 1.0))
        before, here = (np.asarray(self.middles[k]) for k in (max(now - 1, 0), now))
        self.light.move_to(at(*(before + way * (here - before))))

    def sum_of(self, products: int) -> float:
        """Return the sum of the first products."""
        return float(np.round(self.worked.products.ravel()[:products].sum(), 2))

    def _texts(self) -> tuple[list[str], list[str]]:
        worked = self.worked
        return (
            [f"× {value}" for value in worked.pixels.ravel()],
            [number_text(value) for value in worked.products.ravel()],
        )
