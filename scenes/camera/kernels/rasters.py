"""Pictures enlarged: first along their rows, once for each, then from row to row."""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from scenes.camera.kernels.blending import BYTE, HALVES, LANES, gathered, over, spread
from scenes.camera.kernels.compiling import PICTURE, PIXELS, REAL, kernel, part

UNITS = np.uint64(256)


@part
def between(a: np.uint64, b: np.uint64, share: np.uint64) -> np.uint64:
    """Return the colour, spread, that lies between two, a share of 256 from the first."""
    return (a * (UNITS - share) + b * share + HALVES) >> BYTE & LANES


@part
def source_of(place: int, begin: float, end: float, count: int) -> tuple[int, int, np.uint64]:
    """Return between which two of `count` cells, laid from begin to end, a pixel's centre lies."""
    at = (place + 0.5 - begin) * count / (end - begin) - 0.5
    at = min(max(at, 0.0), count - 1.0)
    cell = int(at)
    return cell, min(cell + 1, count - 1), np.uint64(256 * (at - cell) + 0.5)


@part
def share_of(place: int, begin: float, end: float) -> float:
    """Return how much of a pixel lies from begin to end."""
    return min(place + 1.0, end) - max(float(place), begin)


@part
def stretch(line: np.ndarray, cells: np.ndarray, shares: np.ndarray, wide: np.ndarray) -> None:
    """Stretch a row of a picture (columns,) to pixels (count,), spread."""
    for x in range(len(wide)):
        wide[x] = between(spread(line[cells[x, 0]]), spread(line[cells[x, 1]]), shares[x])


@kernel(PIXELS, PICTURE, REAL, REAL, REAL, REAL)
def enlarge(
    pixels: np.ndarray, picture: np.ndarray, left: float, top: float, right: float, bottom: float
) -> None:
    """Stretch an opaque picture over a box, linearly between the centres of its cells.

    Parameters
    ----------
    pixels : uint32 array (height, width)
    picture : uint32 array (rows, columns)
    left, top, right, bottom : float
        The box, in pixels.
    """
    height, width = pixels.shape
    rows, columns = picture.shape
    first, last = floor(min(max(left, 0.0), width)), ceil(min(max(right, 0.0), width))
    upper, lower = floor(min(max(top, 0.0), height)), ceil(min(max(bottom, 0.0), height))
    count = last - first
    if count <= 0:
        return
    cells, shares = np.empty((count, 2), np.int64), np.empty(count, np.uint64)
    for x in range(count):
        cells[x, 0], cells[x, 1], shares[x] = source_of(first + x, left, right, columns)
    one, other = np.empty(count, np.uint64), np.empty(count, np.uint64)
    held = -2  # the row of the picture that is in `one`; the next one is in `other`
    for y in range(upper, lower):
        above, below, share = source_of(y, top, bottom, rows)
        if above == held + 1:
            one, other = other, one
        elif above != held:
            stretch(picture[above], cells, shares, one)
        if above != held:
            stretch(picture[below], cells, shares, other)
            held = above
        line, visible = pixels[y, first:last], share_of(y, top, bottom)
        ends = line[0], line[count - 1]
        if visible == 1:
            for x in range(count):
                line[x] = gathered(between(one[x], other[x], share))
        else:
            for x in range(count):
                coverage = np.uint64(255 * visible + 0.5)
                line[x] = over(between(one[x], other[x], share), coverage, line[x])
        for x, before in ((0, ends[0]), (count - 1, ends[1])):
            coverage = np.uint64(255 * visible * share_of(first + x, left, right) + 0.5)
            line[x] = over(between(one[x], other[x], share), coverage, before)
