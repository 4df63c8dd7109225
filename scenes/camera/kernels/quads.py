"""Convex quadrilaterals, of which meshes are made: each pixel by its distances from four edges.

Across an edge coverage rises in a straight line from half a pixel outside to half a pixel inside,
less than a twentieth off the area, which `polygons` finds at twice the cost. What two opposite
edges leave open adds up, as between the sides of a thin strip; neighbours multiply, as at a corner.
"""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np

from scenes.camera.kernels.blending import BLOCK, over
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
def narrowed(left: float, right: float, across: float, zero: float) -> tuple[float, float]:
    """Narrow the stretch of a scanline that is covered at all by an edge that ends or begins it."""
    return (max(left, zero), right) if across > 0 else (left, min(right, zero))


@part
def column(place: float, width: int) -> int:
    """Return the first column whose pixels' centres are at a place or beyond it."""
    return ceil(min(max(place - 0.5, 0.0), float(width)))


@part
def both(a: np.float32, b: np.float32) -> np.float32:
    """Return what two opposite edges cover together."""
    nothing, full = np.float32(0), np.float32(1)
    return max(min(max(a, nothing), full) + min(max(b, nothing), full) - full, nothing)


@part
def fill_row(
    line: np.ndarray, count: int, colour: np.uint32, a: np.float32, by_a: np.float32,
    b: np.float32, by_b: np.float32, c: np.float32, by_c: np.float32, d: np.float32,
    by_d: np.float32,
) -> None:  # fmt: skip
    """Lay a colour over the first `count` pixels of a row, as far as each is covered.

    Parameters
    ----------
    a, b, c, d : float32
        What the four edges in turn cover of the first pixel.
    by_a, by_b, by_c, by_d : float32
        How much more they cover of the next.
    """
    for i in range(len(line)):
        j = np.int32(i)
        x = np.float32(j)
        coverage = both(a + by_a * x, c + by_c * x) * both(b + by_b * x, d + by_d * x)
        share = np.int32(np.float32(255) * coverage + np.float32(0.5))
        line[i] = over(colour, np.uint32(share if j < count else np.int32(0)), line[i])


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
    side = 1.0 if (r[0] - p[0]) * (s[1] - q[1]) > (r[1] - p[1]) * (s[0] - q[0]) else -1.0
    ax, ay, a0 = ramp_of(p, q, side)
    bx, by, b0 = ramp_of(q, r, side)
    cx, cy, c0 = ramp_of(r, s, side)
    dx, dy, d0 = ramp_of(s, p, side)
    highest, lowest = min(p[1], q[1], r[1], s[1]), max(p[1], q[1], r[1], s[1])
    left, right = min(p[0], q[0], r[0], s[0]) - 0.5, max(p[0], q[0], r[0], s[0]) + 0.5
    za, zb, zc, zd = -1 / ax, -1 / bx, -1 / cx, -1 / dx
    for row in range(column(highest - 0.5, height), column(lowest + 1.5, height)):
        y = row + 0.5
        a, b, c, d = a0 + ay * y, b0 + by * y, c0 + cy * y, d0 + dy * y
        low, high = narrowed(left, right, ax, za * a)
        low, high = narrowed(low, high, bx, zb * b)
        low, high = narrowed(low, high, cx, zc * c)
        low, high = narrowed(low, high, dx, zd * d)
        first, last = column(low, width), column(high, width)
        x = first + 0.5
        blocks = min((last - first + BLOCK - 1) // BLOCK * BLOCK, width - first)
        fill_row(
            pixels[row, first : first + blocks], last - first, colour,
            np.float32(a + ax * x), np.float32(ax), np.float32(b + bx * x), np.float32(bx),
            np.float32(c + cx * x), np.float32(cx), np.float32(d + dx * x), np.float32(dx),
        )  # fmt: skip
