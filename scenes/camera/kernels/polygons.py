"""Filled polygons: scanline by scanline, each pixel by the exact area that lies inside.

Edges leave behind by how much coverage changes from one pixel of a scanline to the next; added up
from left to right, the changes are coverage. What is gone round twice counts once.
"""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from scenes.camera.kernels.blending import over
from scenes.camera.kernels.compiling import COLOURS, CORNERS, PIXELS, kernel, part
from scenes.camera.kernels.quads import fill_quad, is_convex

NARROWEST = 1e-9
"""Columns that an edge takes within a scanline, at least."""


@part
def cross(changes: np.ndarray, left: float, right: float, height: float) -> None:
    """Let an edge cross a scanline, or some of its height.

    Parameters
    ----------
    changes : array (columns,)
        Of coverage, from each pixel to the next.
    left, right : float
        Between which places, in columns.
    height : float
        How much of the scanline it crosses, from -1 to 1; down and up have different signs.
    """
    columns = len(changes)
    right = max(right, left + NARROWEST)
    steepness = height / (right - left)
    if left < 0:  # what the picture does not show is crossed before its first column
        changes[0] += steepness * (min(right, 0.0) - left)
        left, right = 0.0, max(right, 0.0)
    so_far = before = 0.0
    for column in range(int(min(left, columns)), int(min(right + 2, columns))):
        a, b = column + 1 - left, max(column + 1 - right, 0.0)
        area = 0.5 * steepness * (a * a - b * b)  # right of the edge, up to this column's end
        changes[column] += area - so_far - before
        so_far, before = area, area - so_far


@part
def fill_polygon(
    pixels: np.ndarray, corners: np.ndarray, colour: np.uint32, changes: np.ndarray
) -> None:
    """Fill a polygon of any shape.

    Parameters
    ----------
    pixels : uint32 array (height, width)
    corners : array (corners, 2)
        In pixels.
    colour : uint32
    changes : array (width,)
        Zeros, and so again afterwards.
    """
    height, width = pixels.shape
    ys = corners[:, 1]
    top, bottom = max(ys.min(), 0.0), min(ys.max(), float(height))
    for row in range(floor(top), ceil(bottom)):
        first, last = float(width), 0.0
        for i in range(len(corners)):
            a, b = corners[i - 1], corners[i]
            upper, lower = max(min(a[1], b[1]), float(row)), min(max(a[1], b[1]), row + 1.0)
            if upper >= lower:
                continue
            slope = (b[0] - a[0]) / (b[1] - a[1])
            x, y = a[0] + (upper - a[1]) * slope, a[0] + (lower - a[1]) * slope
            first, last = min(first, x, y), max(last, x, y)
            cross(changes, min(x, y), max(x, y), lower - upper if a[1] < b[1] else upper - lower)
        covered = 0.0
        for column in range(int(max(first, 0.0)), int(min(last + 2, width))):
            covered += changes[column]
            changes[column] = 0.0
            coverage = np.uint32(255 * min(abs(covered), 1.0) + 0.5)
            pixels[row, column] = over(colour, coverage, pixels[row, column])


@kernel(PIXELS, CORNERS, COLOURS)
def fill_polygons(pixels: np.ndarray, corners: np.ndarray, colours: np.ndarray) -> None:
    """Fill polygons, each over those before it.

    Parameters
    ----------
    pixels : uint32 array (height, width)
    corners : array (polygons, corners, 2)
        In pixels.
    colours : uint32 array (polygons,)
    """
    changes = np.zeros(pixels.shape[1])
    for i in range(len(corners)):
        if corners.shape[1] == 4 and is_convex(corners[i]):
            fill_quad(pixels, corners[i], colours[i])
        else:
            fill_polygon(pixels, corners[i], colours[i], changes)
