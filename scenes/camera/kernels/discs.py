"""Discs: each pixel by the distance of its centre from the disc's."""

from __future__ import annotations

from math import sqrt

import numpy as np

from scenes.camera.kernels.blending import ALPHA, OPAQUE, laid, over
from scenes.camera.kernels.compiling import COLOURS, PIXELS, PLACES, REAL, kernel, part
from scenes.camera.kernels.quads import column


@part
def within(radius: float, far: float) -> float:
    """Return which share of a pixel lies in a disc, its centre this far from the disc's."""
    return min(max(radius - far + 0.5, 0.0), 1.0)


@part
def chord(radius: float, y: float) -> float:
    """Return half the length of a disc's chord at a height from its centre; 0 beyond the disc."""
    return sqrt(max(radius, 0.0) ** 2 - y * y) if abs(y) < radius else 0.0


@kernel(PIXELS, PLACES, COLOURS, REAL, COLOURS, REAL)
def fill_discs(
    pixels: np.ndarray, places: np.ndarray, colours: np.ndarray, radius: float,
    rims: np.ndarray, rim: float,
) -> None:  # fmt: skip
    """Fill discs of one size, each over those before it, its rim over its edge.

    Parameters
    ----------
    pixels : uint32 array (height, width)
    places : array (discs, 2)
        In pixels.
    colours : uint32 array (discs,)
    radius : float
        In pixels.
    rims : uint32 array (discs,)
        Their colours; empty if there are none.
    rim : float
        Their width.
    """
    height, width = pixels.shape
    has_rim = len(rims) > 0
    inside, outside = (radius - rim / 2, radius + rim / 2) if has_rim else (radius, radius)
    even = sqrt(max(radius * radius - 1 / 12, 0.0))  # at which shares add up to the disc's area
    for disc in range(len(places)):
        colour = colours[disc]
        edge = rims[disc] if has_rim else colour
        solid = colour >> ALPHA == OPAQUE
        left, top = places[disc]
        reach = outside + 0.5
        for row in range(column(top - reach, height), column(top + reach, height)):
            y, line = row + 0.5 - top, pixels[row]
            half, core = chord(reach, y), chord(inside - 0.5, y)
            first, last = column(left - half, width), column(left + half, width)
            inner, outer = column(left - core, width), column(left + core, width)
            for begin, end in ((first, inner), (outer, last)):
                for i in range(begin, end):
                    x = i + 0.5 - left
                    far = sqrt(x * x + y * y)
                    line[i] = over(colour, np.uint32(255 * within(even, far) + 0.5), line[i])
                    if has_rim:
                        share = within(outside, far) - within(inside, far)
                        line[i] = over(edge, np.uint32(255 * share + 0.5), line[i])
            for i in range(inner, outer):
                line[i] = colour if solid else laid(colour, line[i])
