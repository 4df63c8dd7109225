"""A cloud of small pictures, each in the colour of its class."""

from __future__ import annotations

import numpy as np
from PIL import Image
from PIL.Image import Resampling

from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

FINE = 1_440
"""Pixels across the cloud."""
LARGEST = 32
"""Most rows or columns of a picture."""
GROWN = 1.5
"""Size of a picture that is looked at, relative to all others."""
DIMMED = 0.2
"""Opacity of the others meanwhile."""


def pictures_of(inputs: np.ndarray, shape: tuple[int, ...]) -> np.ndarray | None:
    """Return inputs as pictures, values from 0 to 1, or None if they are no small pictures.

    Parameters
    ----------
    inputs : array (points, features)
    shape : tuple of int
        Of one input: (rows, columns) or (1, rows, columns).

    Returns
    -------
    float64 array (points, rows, columns), or None
    """
    plain = shape[1:] if len(shape) == 3 and shape[0] == 1 else shape
    if len(plain) != 2 or not 4 <= min(plain) <= max(plain) <= LARGEST:
        return None
    pictures = inputs.reshape(-1, *plain).astype(np.float64)
    low, high = pictures.min(), pictures.max()
    return np.asarray((pictures - low) / (high - low or 1.0))


class PictureCloud(HeatMap):
    """Pictures at many places, drawn into one image.

    Parameters
    ----------
    pictures : array (points, rows, columns)
        From 0 (clear) to 1.
    labels : int array (points,)
        Their classes.
    area : Area
        Where they are drawn.
    size : float
        Width of a picture, in frame units.
    theme : Theme
    """

    def __init__(
        self, pictures: np.ndarray, labels: np.ndarray, area: Area, size: float, theme: Theme
    ) -> None:
        super().__init__(area.low, area.high, ColourMap((theme.background, theme.background)))
        self.area = area
        self.columns = FINE
        self.rows = round(FINE * float(area.size[1] / area.size[0]))
        self.side = max(round(FINE * size / float(area.size[0])), 4)
        self.pictures = pictures
        self.stamps = [self._enlarged(picture, self.side) for picture in pictures]
        self.looked_at: dict[int, float] = {}
        self.tints = np.array([_rgb(theme.colour_of(int(label))) for label in labels])

    def _enlarged(self, picture: np.ndarray, side: int) -> np.ndarray:
        image = Image.fromarray(picture.astype(np.float32))
        image = image.resize((side, side), Resampling.BICUBIC)
        return np.clip(np.asarray(image), 0, 1)

    def look_at(self, shares: dict[int, float]) -> PictureCloud:
        """Single out pictures the next time: in front of all others, larger, and these dimmed.

        Parameters
        ----------
        shares : dict
            Number of a picture → from 0 to 1, how far it is singled out.
        """
        self.looked_at = {point: share for point, share in shares.items() if share > 0}
        return self

    def set_places(self, places: np.ndarray) -> PictureCloud:
        """Draw the pictures with their middles at places (points, 2) in frame units."""
        ink = np.zeros((self.rows, self.columns), np.float32)
        colour = np.zeros((self.rows, self.columns, 3), np.float32)
        x = (places[:, 0] - self.area.low[0]) / self.area.size[0] * self.columns
        y = (self.area.high[1] - places[:, 1]) / self.area.size[1] * self.rows
        dimmed = 1 - (1 - DIMMED) * max(self.looked_at.values(), default=0.0)
        for i in sorted(range(len(self.stamps)), key=lambda i: self.looked_at.get(i, 0.0)):
            stamp, share = self.stamps[i], self.looked_at.get(i, 0.0)
            if share:
                side = round(self.side * (1 + (GROWN - 1) * share))
                stamp = self._enlarged(self.pictures[i], side)
            side, seen = len(stamp), dimmed + share * (1 - dimmed)
            left = int(np.clip(np.rint(x[i] - side / 2), 0, self.columns - side))
            top = int(np.clip(np.rint(y[i] - side / 2), 0, self.rows - side))
            place = np.s_[top : top + side, left : left + side]
            colour[place] += seen * stamp[..., None] * (self.tints[i] - colour[place])
            ink[place] += seen * stamp * (1 - ink[place])
        pixels = np.empty((self.rows, self.columns, 4), np.uint8)
        # The colours are those of ink on black: undo it, so that the ground shows through.
        whole = np.maximum(ink, 1e-6)[..., None]
        pixels[..., :3] = np.clip(colour / whole, 0, 255)
        pixels[..., 3] = np.rint(255 * ink)
        self.set_pixels(pixels)
        return self


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
