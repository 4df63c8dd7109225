"""A heat map: numbers on a grid as colours, smooth in between."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import ImageMobject
from PIL.Image import Resampling

from scenes.mobjects.arrays.colour_map import ColourMap


def cell_centres(low: np.ndarray, high: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return where a box's values belong: the centres of its cells.

    Parameters
    ----------
    low, high : array (2,)
        Corners of the box, in any units.
    shape : (int, int)
        Rows and columns.

    Returns
    -------
    array (rows, columns, 2)
        The first row lies at the lower edge.
    """
    rows, columns = shape
    x = low[0] + (np.arange(columns) + 0.5) / columns * (high[0] - low[0])
    y = low[1] + (np.arange(rows) + 0.5) / rows * (high[1] - low[1])
    return np.stack(np.meshgrid(x, y), axis=-1)


class HeatMap(ImageMobject):
    """Values over a box of the frame, such as the decision region of a network.

    The picture may be far coarser than the film: it is stretched smoothly (bilinear).

    Parameters
    ----------
    low, high : array (2,)
        Corners of the box, in the frame's units.
    colours : ColourMap
    """

    def __init__(self, low: np.ndarray, high: np.ndarray, colours: ColourMap) -> None:
        self.low, self.high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        self.colours, self.opacity = colours, 1.0
        clear = np.zeros((1, 1, 4), np.uint8)
        super().__init__(clear, resampling_algorithm=Resampling.BILINEAR)

    def reset_points(self) -> HeatMap:
        """Set the corners to those of the box."""
        (left, bottom), (right, top) = self.low, self.high
        self.points = np.array(
            [[left, top, 0], [right, top, 0], [left, bottom, 0], [right, bottom, 0]]
        )
        return self

    def set_values(self, values: np.ndarray) -> HeatMap:
        """Show values (rows, columns), of which the first row lies at the lower edge.

        Each stands at the centre of its cell (`cell_centres`); nothing is drawn where it is NaN.
        """
        return self.set_pixels(self.colours(values[::-1]))

    def set_pixels(self, pixels: np.ndarray) -> HeatMap:
        """Show a picture, uint8 (rows, columns, 3 or 4), of which the first row is the upper."""
        if pixels.shape[-1] == 3:
            pixels = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
        self.pixel_array = np.array(pixels, np.uint8)  # its own: set_color writes into it
        return self

    def get_pixel_array(self) -> np.ndarray:
        """Return what is drawn, uint8 array (rows, columns, 4)."""
        if self.opacity == 1:
            return self.pixel_array
        faded = self.pixel_array.copy()
        np.rint(self.opacity * self.pixel_array[..., 3], out=faded[..., 3], casting="unsafe")
        return faded

    def set_opacity(self, alpha: float) -> HeatMap:
        """Set the opacity, from 0 (invisible) to 1; the values stay."""
        self.opacity = alpha
        return self

    def fade(self, darkness: float = 0.5, family: bool = True) -> HeatMap:
        """Reduce its opacity by a fraction."""
        for part in self.submobjects if family else ():
            part.fade(darkness, family)
        return self.set_opacity((1 - darkness) * self.opacity)

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float) -> HeatMap:
        """Blend two heat maps, of equal shape unless `alpha` is 0 or 1."""
        first, second = mobject1.pixel_array, mobject2.pixel_array
        self.opacity = (1 - alpha) * mobject1.opacity + alpha * mobject2.opacity
        if alpha in (0, 1) or np.array_equal(first, second):
            self.pixel_array = (second if alpha else first).copy()
        else:
            mixed = (1 - alpha) * first + alpha * second
            self.pixel_array = np.rint(mixed).astype(np.uint8)
        return self
