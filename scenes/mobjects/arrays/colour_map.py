"""Colours for numbers: maps from values to colours, made of a theme's own colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from manim import ManimColor

from scenes.theme.theme import Theme

STEPS = 1024
"""Colours in the table of a map; the one after the last is clear, for what is no number."""

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def to_linear(rgb: np.ndarray) -> np.ndarray:
    """Return the light that sRGB values (0 to 1) stand for."""
    return np.where(rgb <= 0.04045, rgb / 12.92, ((np.maximum(rgb, 0) + 0.055) / 1.055) ** 2.4)


def from_linear(light: np.ndarray) -> np.ndarray:
    """Return the sRGB values (0 to 1) of light."""
    curved = 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055
    return np.where(light <= 0.0031308, 12.92 * light, curved)


def blend(stops: Sequence[str], at: np.ndarray) -> np.ndarray:
    """Blend colours as the eye would, in Oklab: half-way between two is never muddy.

    Parameters
    ----------
    stops : sequence of str
    at : array (n,)
        Places from 0 (the first colour) to 1 (the last).

    Returns
    -------
    array (n, 3)
        Red, green and blue from 0 to 1.

    References
    ----------
    Ottosson 2020, A perceptual color space for image processing.
    """
    rgb = np.array([ManimColor(stop).to_rgb() for stop in stops])
    lab = np.cbrt(to_linear(rgb) @ _TO_CONES.T) @ _TO_OKLAB.T
    knots = np.linspace(0, 1, len(stops))
    mixed = np.column_stack([np.interp(at, knots, channel) for channel in lab.T])
    light = (mixed @ np.linalg.inv(_TO_OKLAB).T) ** 3 @ np.linalg.inv(_TO_CONES).T
    return np.clip(from_linear(light), 0, 1)


@dataclass(frozen=True)
class ColourMap:
    """Colours, evenly spread over an interval.

    Attributes
    ----------
    stops : tuple of str
        At least one, from the lowest value to the highest.
    low, high : float
        Ends of the interval; values beyond them look like the ends.
    """

    stops: tuple[str, ...]
    low: float = 0.0
    high: float = 1.0

    def __call__(self, values: np.ndarray) -> np.ndarray:
        """Return the colours of values (…), uint8 array (…, 4); clear where there is no number."""
        span = self.high - self.low
        share = (np.asarray(values, dtype=float) - self.low) / (span if span > 0 else 1.0)
        with np.errstate(invalid="ignore"):
            index = (np.clip(share, 0, 1) * (STEPS - 1) + 0.5).astype(np.intp)
        index[np.isnan(share)] = STEPS
        return self._table.take(index, axis=0)

    @cached_property
    def _table(self) -> np.ndarray:
        rgb = blend(self.stops, np.linspace(0, 1, STEPS))
        table = np.zeros((STEPS + 1, 4), np.uint8)
        table[:STEPS, :3], table[:STEPS, 3] = np.rint(255 * rgb), 255
        return table


def decision_colours(
    theme: Theme, first: int = 0, second: int = 1, strength: float = 0.29
) -> ColourMap:
    """Map the probability of the second class: dim class colours that meet in the panel's.

    Parameters
    ----------
    theme : Theme
    first, second : int
        The classes.
    strength : float
        Of their colours, from 0 to 1; points stand out against their own by
        3:1 up to 0.29, on dark backgrounds up to 0.4.
    """
    dim = [
        ManimColor.from_rgb(blend([theme.panel, theme.colour_of(k)], np.array([strength]))[0])
        for k in (first, second)
    ]
    return ColourMap((dim[0].to_hex(), theme.panel, dim[1].to_hex()))


def height_colours(theme: Theme, low: float, high: float) -> ColourMap:
    """Map heights, from cool valleys to warm peaks."""
    colours = theme.classes
    return ColourMap((colours[6], colours[0], colours[2], theme.highlight), low, high)
