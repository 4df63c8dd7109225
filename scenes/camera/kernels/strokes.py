"""Strokes: how much of each pixel lies within half a width of a polyline.

Where strokes overlap, the largest coverage counts, so that all of them together are as opaque as
one. Pixels belong to the segment beside which their centre lies; those around a corner, which lie
beside none, to the joint.
"""

from __future__ import annotations

from math import ceil, floor, sqrt

import numpy as np

from scenes.camera.kernels.blending import BLOCK, paint
from scenes.camera.kernels.compiling import (
    COLOUR,
    CURVES,
    PIXELS,
    REAL,
    REALS,
    WHOLE,
    kernel,
    part,
)
from scenes.camera.kernels.coverage import edge, inside
from scenes.camera.kernels.flattening import flattened

MITER, ROUND, BEVEL = 0, 1, 2
"""Joins, as in `cairo_line_join_t`."""
BUTT, ROUND_CAP, SQUARE = 0, 1, 2
"""Caps, as in `cairo_line_cap_t`."""
MITER_LIMIT = 10.0
"""Length of a miter in widths of the line, above which it is cut off; that of Cairo."""
GENTLE = 0.25
"""Pixels by which segments may simply be drawn longer, so that they meet around a corner."""
SLACK = 1e-3
"""Pixels by which they overlap, lest a pixel between two be lost to rounding."""


@part
def cover(mask: np.ndarray, y: int, x: int, coverage: float) -> None:
    """Let a pixel be covered at least this much, out of one."""
    mask[y, x] = max(mask[y, x], np.uint8(255 * min(max(coverage, 0.0), 1.0) + 0.5))


@part
def span(low: float, high: float, most: int) -> tuple[int, int]:
    """Return the first pixel whose centre is not below `low`, and the one after the last."""
    first = ceil(min(max(low - 0.5, 0.0), float(most)))
    return first, floor(min(max(high + 0.5, 0.0), float(most)))


@part
def cover_row(
    line: np.ndarray, first: int, past: int, off: np.float32, step: np.float32,
    half: np.float32, outer: np.float32, inner: np.float32, bend: np.float32,
) -> None:  # fmt: skip
    """Cover pixels in a row, of those from `first` to `past`; the others are left as they are.

    Whole blocks of pixels in single precision, without a branch: many are reckoned at once.

    Parameters
    ----------
    off, step : float32
        How far the first of the row lies beside a stroke's middle, and how much farther the next.
    half, outer, inner, bend : float32
        Half the stroke's width, and what `edge` says of its sides.
    """
    nothing, full = np.float32(0), np.float32(255)
    for i in range(len(line)):
        j = np.int32(i)
        depth = min(half - abs(off + np.float32(j) * step), outer)
        a, b = max(depth + outer, nothing), max(depth + inner, nothing)
        c = max(depth - inner, nothing)
        share = np.int32(min(full * bend * (a * a - b * b - c * c), full) + np.float32(0.5))
        line[i] = np.uint8(max(np.int32(line[i]), share if first <= j < past else np.int32(0)))


@part
def cover_segment(
    mask: np.ndarray, a: np.ndarray, unit: np.ndarray, begin: float, end: float,
    half: float, cut_begin: bool, cut_end: bool,
) -> None:  # fmt: skip
    """Cover a straight stretch.

    Parameters
    ----------
    a, unit : array (2,)
        A point, and the direction from it.
    begin, end : float
        How far along the direction the stretch begins and ends.
    half : float
        Half its width.
    cut_begin, cut_end : bool
        Whether it ends there in an edge; otherwise something goes on, and each pixel beside the
        stretch is covered as if it had no end.
    """
    ux, uy = unit
    outer, inner, bend = edge(ux, uy)
    wide, thin = half + outer, half < outer  # so that both sides may pass through one pixel
    low, high = begin - outer * cut_begin, end + outer * cut_end
    reach = wide * abs(ux)
    ends = a[1] + low * uy, a[1] + high * uy
    top, bottom = span(min(ends) - reach, max(ends) + reach, mask.shape[0])
    for row in range(top, bottom):
        y = row + 0.5 - a[1]
        left, right = -np.inf, np.inf
        if abs(uy) > 1e-9:  # where the sides of the stroke cross the row
            middle, reach = y * ux / uy, wide / abs(uy)
            left, right = middle - reach, middle + reach
        if abs(ux) > 1e-9:  # where its ends do
            first, last = (low - y * uy) / ux, (high - y * uy) / ux
            left, right = max(left, min(first, last)), min(right, max(first, last))
        first_column, past = span(a[0] + left, a[0] + right, mask.shape[1])
        if not (thin or cut_begin or cut_end):
            blocks = (past - first_column + BLOCK - 1) // BLOCK * BLOCK
            start = min(first_column, mask.shape[1] - blocks)
            cover_row(
                mask[row, start : start + blocks], first_column - start, past - start,
                np.float32((start + 0.5 - a[0]) * uy - y * ux), np.float32(uy), np.float32(half),
                np.float32(outer), np.float32(inner), np.float32(bend),
            )  # fmt: skip
            continue
        for column in range(first_column, past):
            x = column + 0.5 - a[0]
            off = abs(x * uy - y * ux)
            coverage = inside(half - off, outer, inner, bend)
            if thin:
                coverage += inside(half + off, outer, inner, bend) - 1
            along = x * ux + y * uy
            if cut_begin:
                coverage *= inside(along - begin, outer, inner, bend)
            if cut_end:
                coverage *= inside(end - along, outer, inner, bend)
            cover(mask, row, column, coverage)


@part
def cover_disc(mask: np.ndarray, centre: np.ndarray, radius: float) -> None:
    """Cover a disc: the tip of a round cap, or a round joint."""
    top, bottom = span(centre[1] - radius - 1, centre[1] + radius + 1, mask.shape[0])
    left, right = span(centre[0] - radius - 1, centre[0] + radius + 1, mask.shape[1])
    for row in range(top, bottom):
        for column in range(left, right):
            x, y = column + 0.5 - centre[0], row + 0.5 - centre[1]
            far = max(sqrt(x * x + y * y), 1e-9)
            outer, inner, bend = edge(x / far, y / far)
            cover(mask, row, column, inside(radius - far, outer, inner, bend))


@part
def cover_corner(
    mask: np.ndarray, at: np.ndarray, before: np.ndarray, after: np.ndarray, half: float, join: int
) -> None:
    """Cover what lies beside neither of two segments, between their outer sides.

    Parameters
    ----------
    at : array (2,)
        Where they meet.
    before, after : array (2,)
        Directions of the two.
    half : float
        Half the stroke's width.
    join : int
    """
    cosine = before[0] * after[0] + before[1] * after[1]
    half_turn = sqrt(max((1 + cosine) / 2, 0.0))  # cosine of half the angle turned by
    mitred = join == MITER and half_turn * MITER_LIMIT >= 1
    side = 1.0 if before[0] * after[1] - before[1] * after[0] > 0 else -1.0
    out = sqrt(max(2 - 2 * cosine, 1e-12))
    bx, by = (before[0] - after[0]) / out, (before[1] - after[1]) / out
    ramps = edge(before[0], before[1]), edge(after[0], after[1]), edge(bx, by)
    reach = (half / half_turn if mitred else half) + 1
    top, bottom = span(at[1] - reach, at[1] + reach, mask.shape[0])
    left, right = span(at[0] - reach, at[0] + reach, mask.shape[1])
    for row in range(top, bottom):
        for column in range(left, right):
            x, y = column + 0.5 - at[0], row + 0.5 - at[1]
            if x * before[0] + y * before[1] < 0 or x * after[0] + y * after[1] > 0:
                continue
            first = side * (x * before[1] - y * before[0])
            second = side * (x * after[1] - y * after[0])
            coverage = min(inside(half - first, *ramps[0]), inside(half - second, *ramps[1]))
            if not mitred:
                beyond = x * bx + y * by
                coverage = min(coverage, inside(half * half_turn - beyond, *ramps[2]))
            cover(mask, row, column, coverage)


@part
def gap(before: np.ndarray, after: np.ndarray, half: float) -> float:
    """Return by how much segments are to be longer to meet around a corner, in pixels."""
    cosine = before[0] * after[0] + before[1] * after[1]
    sine = abs(before[0] * after[1] - before[1] * after[0])
    return (half + 1) * (sine / (1 + cosine) if cosine > 0 else 1.0)


@part
def reached(places: np.ndarray, reach: float, most: int) -> tuple[int, int]:
    """Return the first of the pixels that are reached from some places, and one past the last."""
    low, high = places[0], places[0]
    for place in places:
        low, high = min(low, place), max(high, place)
    end = float(most)
    return int(min(max(low - reach, 0.0), end)), int(min(max(high + reach + 1, 0.0), end))


@part
def cover_strokes(
    mask: np.ndarray, points: np.ndarray, bounds: np.ndarray, closed: np.ndarray,
    width: float, join: int, cap: int,
) -> None:  # fmt: skip
    """Cover what lies within half a width of polylines.

    Parameters
    ----------
    mask : uint8 array (height, width)
        Coverage out of 255, which grows.
    points, bounds, closed : array (points, 2), int array (polylines + 1,), bool array (polylines,)
        As from `flattened`.
    width : float
        In pixels.
    join, cap : int
    """
    half = width / 2
    units, lengths = np.empty_like(points), np.empty(len(points))
    for i in range(len(points) - 1):
        x, y = points[i + 1, 0] - points[i, 0], points[i + 1, 1] - points[i, 1]
        lengths[i] = max(sqrt(x * x + y * y), 1e-9)
        units[i, 0], units[i, 1] = x / lengths[i], y / lengths[i]
    for k in range(len(closed)):
        first, last = bounds[k], bounds[k + 1] - 1
        for i in range(first, last):
            begin, end = -SLACK, lengths[i] + SLACK
            starts, ends = i == first and not closed[k], i == last - 1 and not closed[k]
            if starts:
                begin = -half if cap == SQUARE else 0.0
                if cap == ROUND_CAP:
                    cover_disc(mask, points[i], half)
            else:
                before = units[i - 1 if i > first else last - 1]
                longer = gap(before, units[i], half)
                if longer <= GENTLE:
                    begin -= longer
                elif join == ROUND:
                    cover_disc(mask, points[i], half)
                else:
                    cover_corner(mask, points[i], before, units[i], half, join)
            if ends:
                end = lengths[i] + (half if cap == SQUARE else 0.0)
                if cap == ROUND_CAP:
                    cover_disc(mask, points[i + 1], half)
            else:
                longer = gap(units[i], units[i + 1 if i < last - 1 else first], half)
                if longer <= GENTLE:
                    end += longer
            cover_segment(
                mask, points[i], units[i], begin, end, half,
                starts and cap != ROUND_CAP, ends and cap != ROUND_CAP,
            )  # fmt: skip


@kernel(PIXELS, COLOUR, CURVES, REALS, REALS, REAL, WHOLE, WHOLE, REAL)
def stroke(
    pixels: np.ndarray, colour: np.uint32, curves: np.ndarray, scale: np.ndarray,
    origin: np.ndarray, width: float, join: int, cap: int, tolerance: float,
) -> None:  # fmt: skip
    """Stroke curves in one colour.

    Parameters
    ----------
    pixels : uint32 array (height, width)
    colour : uint32
        Multiplied by its alpha, which has the highest byte.
    curves, scale, origin, tolerance
        As for `flattened`.
    width : float
        In pixels.
    join, cap : int
    """
    points, bounds, closed = flattened(curves, scale, origin, tolerance)
    reach = width / 2 * (MITER_LIMIT if join == MITER else 2.0) + 1
    left, right = reached(points[:, 0], reach, pixels.shape[1])
    top, bottom = reached(points[:, 1], reach, pixels.shape[0])
    if left < right and top < bottom:
        mask = np.zeros((bottom - top, (right - left + 7) // 8 * 8), np.uint8)
        points[:, 0] -= left
        points[:, 1] -= top
        cover_strokes(mask, points, bounds, closed, width, join, cap)
        mask[:, right - left :] = 0
        paint(pixels, mask, left, top, colour)
