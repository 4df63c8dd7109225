"""Colours by which the eye follows the points of a plane that is bent."""

from __future__ import annotations

import numpy as np

from scenes.theme.theme import Theme

HUES = (27.0, -210.0)
"""Hue on a light background at the bottom and at the top of the plane, in degrees: from red through
violet and blue to green. Yellow, between red and green in the chapter, can't be seen there."""
LIGHTNESS = (0.62, 0.42)
"""Lightness on a light background at the left and at the right of the plane, from 0 to 1."""
CHROMA = 0.14
REACH = 2.0
"""The colours change from -REACH to REACH in both directions."""


def colours_by_position(points: np.ndarray) -> np.ndarray:
    """Return the colour by which the eye follows a point of the plane, from where it began.

    Parameters
    ----------
    points : array (n, 2)
        About the origin, within [-2, 2]² or so.

    Returns
    -------
    array (n, 3)
        Red, green and blue from 0 to 1.

    References
    ----------
    Joseph & Tackes, Modern Time Series Forecasting with Python, 2nd ed., chapter 11, notebook 01.
    """
    x, y = points.T
    red, green = np.minimum(1, 1 - y / 3), np.minimum(1, 1 + y / 3)
    return np.clip(np.column_stack([red, green, 1 / 4 + x / 16]), 0, 1)


def visible_colours(theme: Theme, points: np.ndarray) -> np.ndarray:
    """Return colours by position that are seen on a theme's background, array (n, 3).

    They are those of `colours_by_position` on a dark one; on a light one, y is the hue and x the
    lightness.
    """
    if not is_light(theme):
        return colours_by_position(points)
    across, up = (np.clip(points, -REACH, REACH) / REACH + 1).T / 2
    lightness = LIGHTNESS[0] + across * (LIGHTNESS[1] - LIGHTNESS[0])
    hue = np.radians(HUES[0] + up * (HUES[1] - HUES[0]))
    return from_oklab(lightness, CHROMA * np.cos(hue), CHROMA * np.sin(hue))


def is_light(theme: Theme) -> bool:
    """Whether a theme's pictures are on a light background."""
    return bool(np.mean(list(bytes.fromhex(theme.panel.removeprefix("#")))) > 127.5)


def from_oklab(lightness: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return red, green and blue (n, 3) of colours in Oklab, the nearest where there are none.

    References
    ----------
    Björn Ottosson, A perceptual color space for image processing, 2020.
    """
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = np.column_stack(
        [
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        ]
    ).clip(0, 1)
    bright = 1.055 * linear ** (1 / 2.4) - 0.055
    return np.where(linear <= 0.0031308, 12.92 * linear, bright)
