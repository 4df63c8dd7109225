"""Curves as polylines, in pixels."""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np

from scenes.camera.kernels.compiling import CURVES, REAL, REALS, kernel, part

TOLERANCE = 0.05
"""Pixels by which a polyline may miss its curve."""
MOST_PIECES = 1000
NEAREST = 1e-3
"""Pixels between two neighbours of a polyline, at least."""
RELATIVE = 1e-5
"""Relative tolerance with which Manim takes two points for one."""


@part
def near(a: np.ndarray, b: np.ndarray, tolerance: float) -> bool:
    """Return whether Manim takes two points (2,) for one."""
    return (
        abs(a[0] - b[0]) <= tolerance + RELATIVE * abs(b[0])
        and abs(a[1] - b[1]) <= tolerance + RELATIVE * abs(b[1])
    )  # fmt: skip


@part
def pieces(curve: np.ndarray, scale: np.ndarray) -> int:
    """Return into how many equal stretches of its parameter a curve (4, 2) is divided.

    A chord misses its curve by at most an eighth of the second derivative, and that of a cubic
    Bézier is largest at one of the ends.
    """
    largest = 0.0
    for i in range(2):
        x = scale[0] * (curve[i, 0] - 2 * curve[i + 1, 0] + curve[i + 2, 0])
        y = scale[1] * (curve[i, 1] - 2 * curve[i + 1, 1] + curve[i + 2, 1])
        largest = max(largest, x * x + y * y)
    return int(min(max(ceil(sqrt(0.75 * sqrt(largest) / TOLERANCE)), 1), MOST_PIECES))


@part
def put(points: np.ndarray, at: int, begin: int, x: float, y: float) -> int:
    """Append a point, unless it is where the last one is; return how many there are."""
    if at == begin or max(abs(x - points[at - 1, 0]), abs(y - points[at - 1, 1])) > NEAREST:
        points[at, 0], points[at, 1] = x, y
        return at + 1
    return at


@kernel(CURVES, REALS, REALS, REAL)
def flattened(
    curves: np.ndarray, scale: np.ndarray, origin: np.ndarray, tolerance: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Turn curves into polylines: a new one wherever a curve does not begin at the last one's end.

    Parameters
    ----------
    curves : array (curves, 4, 2)
        Cubic Béziers.
    scale, origin : array (2,)
        From their units to pixels.
    tolerance : float
        Of joining, in the units of the curves.

    Returns
    -------
    points : array (points, 2)
        In pixels; those of a closed polyline end with the first one again.
    bounds : int array (polylines + 1,)
        Where in `points` each one begins, and the last one ends.
    closed : bool array (polylines,)
    """
    count = 0
    for i in range(len(curves)):
        count += 1 + pieces(curves[i], scale)
    points = np.empty((count, 2))
    bounds, closed = np.zeros(len(curves) + 1, np.int64), np.zeros(len(curves), np.bool_)
    at = first = parts = 0
    for i in range(len(curves)):
        curve = curves[i]
        if i == 0 or not near(curves[i - 1, 3], curve[0], tolerance):
            first, bounds[parts] = i, at
            parts += 1
            x, y = curve[0, 0] * scale[0] + origin[0], curve[0, 1] * scale[1] + origin[1]
            at = put(points, at, at, x, y)
        many = pieces(curve, scale)
        for j in range(1, many + 1):
            t = j / many
            u = 1 - t
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            x = a * curve[0, 0] + b * curve[1, 0] + c * curve[2, 0] + d * curve[3, 0]
            y = a * curve[0, 1] + b * curve[1, 1] + c * curve[2, 1] + d * curve[3, 1]
            x, y = x * scale[0] + origin[0], y * scale[1] + origin[1]
            at = put(points, at, bounds[parts - 1], x, y)
        closed[parts - 1] = near(curves[first, 0], curve[3], tolerance)
    bounds[parts] = at
    return points[:at], bounds[: parts + 1], closed[:parts]
