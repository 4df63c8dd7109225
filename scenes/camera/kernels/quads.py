"""Convex quadrilaterals, of which meshes are made: each pixel by its distances from four edges.

In every scanline there are pixels that an edge runs through, then those inside all edges, then such
as at first. Across an edge coverage rises in a straight line from half a pixel outside to half a
pixel inside, less than a twentieth off the area, which `polygons` finds at twice the cost. What two
opposite edges leave open adds up, as between the sides of a thin strip; neighbours multiply, as at
a corner.
"""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np

from scenes.camera.kernels.blending import ALPHA, OPAQUE, laid, over
from scenes.camera.kernels.compiling import part

SHORTEST = 1e-6
"""Pixels, and components of normals, below which there is no edge, or no slope of it."""
SMALLEST = 1e-3
"""Area in square pixels below which there is no inside."""


@part
def is_convex(corners: np.ndarray) -> bool:
    """Return whether a quadrilateral (4, 2) turns one way at all its corners, and has an area."""
    p, q, r, s = corners
    area = (r[0] - p[0]) * (s[1] - q[1]) - (r[1] - p[1]) * (s[0] - q[0])
    if abs(area) < SMALLEST:
        return False
    left = right = False
    for i in range(4):
        a, b, c = corners[i], corners[(i + 1) & 3], corners[(i + 2) & 3]
        turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
        left, right = left or turn < 0, right or turn > 0
    return not (left and right)


@part
def ramp_of(a: np.ndarray, b: np.ndarray, side: float) -> tuple[float, float, float]:
    """Return what an edge from a to b (2,) covers: by column, by row, and at the origin.

    The inside lies to the left if `side` is 1, where rows go down.
    """
    x, y = side * (b[0] - a[0]), side * (b[1] - a[1])
    length = sqrt(x * x + y * y)
    if length < SHORTEST:
        return SHORTEST, 0.0, 2.0
    across, along = -y / length, x / length
    if abs(across) < SHORTEST:
        across = SHORTEST
    return across, along, 0.5 - across * a[0] - along * a[1]


@part
def narrowed(
    bounds: tuple[float, float, float, float], across: float, height: float
) -> tuple[float, float, float, float]:
    """Narrow the stretches of a scanline that are covered at all, and wholly, by one more edge."""
    left, right, inner_left, inner_right = bounds
    zero, one = -height / across, (1 - height) / across
    if across > 0:
        return max(left, zero), right, max(inner_left, one), inner_right
    return left, min(right, zero), inner_left, min(inner_right, one)


@part
def column(place: float, width: int) -> int:
    """Return the first column whose pixels' centres are at a place or beyond it."""
    return ceil(min(max(place - 0.5, 0.0), float(width)))


@part
def both(a: float, b: float) -> float:
    """Return what two opposite edges cover together."""
    return max(min(max(a, 0.0), 1.0) + min(max(b, 0.0), 1.0) - 1, 0.0)


@part
def fill_quad(pixels: np.ndarray, corners: np.ndarray, colour: np.uint32) -> None:
    """Fill a convex quadrilateral.

    Parameters
    ----------
    pixels : uint32 array (height, width)
    corners : array (4, 2)
        In pixels.
    colour : uint32
    """
    height, width = pixels.shape
    p, q, r, s = corners
    solid = colour >> ALPHA == OPAQUE
    side = 1.0 if (r[0] - p[0]) * (s[1] - q[1]) > (r[1] - p[1]) * (s[0] - q[0]) else -1.0
    ax, ay, a0 = ramp_of(p, q, side)
    bx, by, b0 = ramp_of(q, r, side)
    cx, cy, c0 = ramp_of(r, s, side)
    dx, dy, d0 = ramp_of(s, p, side)
    highest, lowest = min(p[1], q[1], r[1], s[1]), max(p[1], q[1], r[1], s[1])
    left, right = min(p[0], q[0], r[0], s[0]) - 0.5, max(p[0], q[0], r[0], s[0]) + 0.5
    for row in range(column(highest - 0.5, height), column(lowest + 1.5, height)):
        y, line = row + 0.5, pixels[row]
        a, b, c, d = a0 + ay * y, b0 + by * y, c0 + cy * y, d0 + dy * y
        bounds = narrowed((left, right, left, right), ax, a)
        bounds = narrowed(narrowed(narrowed(bounds, bx, b), cx, c), dx, d)
        first, last = column(bounds[0], width), column(bounds[1], width)
        inner, outer = column(bounds[2], width), column(bounds[3], width)
        if inner >= outer:
            inner = outer = last
        for begin, end in ((first, inner), (outer, last)):
            for i in range(begin, end):
                x = i + 0.5
                coverage = both(a + ax * x, c + cx * x) * both(b + bx * x, d + dx * x)
                line[i] = over(colour, np.uint32(255 * coverage + 0.5), line[i])
        for i in range(inner, outer):
            line[i] = colour if solid else laid(colour, line[i])
