"""Curves as arrays of cubic Béziers, the form in which Manim keeps every outline."""

import numpy as np

DASH = 0.6
"""Share of the way from one dash to the next that is drawn."""
ALL_EIGHT = np.frombuffer(b"\x01" * 8, np.uint64)[0]
"""Eight bytes that are all true."""


def smooth_curves(curves: np.ndarray) -> np.ndarray:
    """Run a smooth curve through samples (Catmull-Rom).

    Parameters
    ----------
    curves : array (curves, samples, 2)

    Returns
    -------
    array (curves, samples - 1, 4, 2)
        One cubic Bézier between every two samples: anchor, two handles, anchor.
    """
    slopes = np.gradient(curves, axis=1) / 3
    a, b = curves[:, :-1], curves[:, 1:]
    return np.stack([a, a + slopes[:, :-1], b - slopes[:, 1:], b], axis=2)


def straight(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the straight segments from points (n, 2) to points (n, 2) as Béziers (n, 4, 2)."""
    return a[:, None] + np.array([0, 1 / 3, 2 / 3, 1])[:, None] * (b - a)[:, None]


def dashes(places: np.ndarray, step: float) -> np.ndarray:
    """Return dashes along a line through places (n, 2) that runs to the right, as Béziers.

    They stay where they are while the line grows.

    Parameters
    ----------
    places : array (n, 2)
    step : float
        From the beginning of one to that of the next, across.
    """
    if not len(places):
        return np.zeros((0, 4, 2))
    x, y = places.T
    starts = np.arange(x[0], x[-1], step)
    ends = np.minimum(starts + DASH * step, x[-1])
    a, b = (np.column_stack([each, np.interp(each, x, y)]) for each in (starts, ends))
    return straight(a, b)


def clip_to_box(segments: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return the parts of Bézier segments that lie in a box.

    A segment that crosses the edge is replaced by the part of its chord inside, so sample finely.

    Parameters
    ----------
    segments : array (n, 4, 2)
    low, high : array (2,)
        The box.

    Returns
    -------
    array (kept, 4, 2)

    References
    ----------
    Liang & Barsky 1984, A new concept and method for line clipping.
    """
    flat = np.ascontiguousarray(segments).reshape(-1, 8)
    inside = (flat >= np.tile(low, 4)) & (flat <= np.tile(high, 4))
    kept = inside.view(np.uint64).ravel() == ALL_EIGHT
    # Most segments lie inside, or beyond one edge: only the others are worth the arithmetic.
    a, d = segments[:, 0], segments[:, 3]
    beyond = (np.maximum(a, d) < low) | (np.minimum(a, d) > high)
    others = np.flatnonzero(~(kept | beyond[:, 0] | beyond[:, 1]))
    others = others[np.isfinite(flat[others]).all(axis=1)]
    if not len(others):
        return segments[kept]
    a, d = segments[others, 0], segments[others, 3] - segments[others, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        to_low, to_high = (low - a) / d, (high - a) / d
        enter = np.where(d == 0, -np.inf, np.minimum(to_low, to_high))
        leave = np.where(d == 0, np.inf, np.maximum(to_low, to_high))
    outside = ((d == 0) & ((a < low) | (a > high))).any(axis=1)
    first = np.maximum(enter.max(axis=1), 0)[:, None]
    last = np.minimum(leave.min(axis=1), 1)[:, None]
    crossing = ~outside & (first < last)[:, 0]
    cut = segments.copy()
    cut[others[crossing]] = straight((a + first * d)[crossing], (a + last * d)[crossing])
    kept[others[crossing]] = True
    return cut[kept]


def as_points(segments: np.ndarray) -> np.ndarray:
    """Return Bézier segments (n, 4, 2) as Manim's points (4 n, 3) in the plane z = 0."""
    flat = segments.reshape(-1, 2)
    return np.column_stack([flat, np.zeros(len(flat))])
