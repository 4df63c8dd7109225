"""Colours by which the eye follows the points of a plane that is bent."""

from __future__ import annotations

import numpy as np

from scenes.theme.theme import Theme

LIGHT_SHADE = 0.6
"""How bright points are on a light background: there yellow has a contrast of 3:1 then."""


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


def visible_on(theme: Theme, colours: np.ndarray) -> np.ndarray:
    """Darken colours (n, 3) on a light background, so that yellow is seen there too."""
    panel = bytes.fromhex(theme.panel.removeprefix("#"))
    return LIGHT_SHADE * colours if np.mean(list(panel)) > 127.5 else colours
