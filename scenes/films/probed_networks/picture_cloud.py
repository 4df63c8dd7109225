"""A cloud of small pictures, each in the colour of its class."""

from __future__ import annotations

import numpy as np
from manim import config
from PIL import Image
from PIL.Image import Resampling

from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

FINE = 1.125
"""Pixels across the cloud, in those along the longer side of the frame."""
LARGEST = 32
"""Most rows or columns of a picture."""
OUTLINE = 0.07
"""Width of the dark outline that keeps a picture apart from those behind it, in its widths."""
SMOOTH, PLAIN = 1.5, 2.2
"""Size up to which a picture is smooth, and from which on it is seen pixel by pixel."""


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
        self.area, self.size = area, size
        self.columns = round(FINE * max(config.pixel_width, config.pixel_height))
        self.rows = round(self.columns * float(area.size[1] / area.size[0]))
        self.pictures = [Image.fromarray(each.astype(np.float32)) for each in pictures]
        self.tints = np.array([_rgb(theme.colour_of(int(label))) for label in labels])
        self._stamps: dict[tuple[int, int, float], tuple[np.ndarray, np.ndarray]] = {}

    def place(
        self,
        places: np.ndarray,
        seen: np.ndarray | float = 1.0,
        sizes: np.ndarray | float = 1.0,
    ) -> PictureCloud:
        """Draw the pictures, the largest and the most clearly seen of them in front.

        Parameters
        ----------
        places : array (points, 2)
            Of their middles, in frame units.
        seen : array (points,) or float
            Their opacities.
        sizes : array (points,) or float
            Relative to the size of all.
        """
        ink = np.zeros((self.rows, self.columns), np.float32)
        colour = np.zeros((self.rows, self.columns, 3), np.float32)
        x = (places[:, 0] - self.area.low[0]) / self.area.size[0] * self.columns
        y = (self.area.high[1] - places[:, 1]) / self.area.size[1] * self.rows
        opacities, larger = (np.broadcast_to(each, len(places)) for each in (seen, sizes))
        kept: dict[tuple[int, int, float], tuple[np.ndarray, np.ndarray]] = {}
        for i in np.lexsort((opacities, larger)).tolist():
            opacity, size = float(opacities[i]), float(larger[i])
            if opacity <= 0:
                continue
            side = max(round(self.columns * self.size * size / float(self.area.size[0])), 4)
            key = i, side, max(size, SMOOTH)
            found = self._stamps.get(key)
            stamp, around = kept[key] = found or outlined(self._enlarged(*key))
            wide = len(stamp)
            left = int(np.clip(np.rint(x[i] - wide / 2), 0, self.columns - wide))
            top = int(np.clip(np.rint(y[i] - wide / 2), 0, self.rows - wide))
            place = np.s_[top : top + wide, left : left + wide]
            ink[place] *= 1 - opacity * around
            colour[place] *= 1 - opacity * around[..., None]
            colour[place] += opacity * stamp[..., None] * (self.tints[i] - colour[place])
            ink[place] += opacity * stamp * (1 - ink[place])
        self._stamps = kept
        pixels = np.empty((self.rows, self.columns, 4), np.uint8)
        # The colours are those of ink on black: undo it, so that the ground shows through.
        whole = np.maximum(ink, 1e-6)[..., None]
        pixels[..., :3] = np.clip(colour / whole, 0, 255)
        pixels[..., 3] = np.rint(255 * ink)
        self.set_pixels(pixels)
        return self

    def _enlarged(self, point: int, side: int, size: float) -> np.ndarray:
        """Return a picture in the cloud's pixels; from `SMOOTH` to `PLAIN` both kinds are mixed."""
        plain = float(np.clip((size - SMOOTH) / (PLAIN - SMOOTH), 0, 1))
        ways = ((Resampling.BICUBIC, 1 - plain), (Resampling.NEAREST, plain))
        image = self.pictures[point]
        parts = [
            share * np.asarray(image.resize((side, side), way)) for way, share in ways if share
        ]
        return np.clip(np.sum(parts, axis=0), 0, 1)


def outlined(stamp: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a picture with room around it, and how much of what is behind its outline hides."""
    reach = max(round(OUTLINE * len(stamp)), 1)
    padded = np.pad(stamp, reach)
    shifts = [
        np.roll(padded, (i, j), axis=(0, 1))
        for i, j in ((0, 0), (reach, 0), (-reach, 0), (0, reach), (0, -reach))
    ]
    return padded, np.max(shifts, axis=0)


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
