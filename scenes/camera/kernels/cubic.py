"""Pictures enlarged by cubic pieces, of four cells each way, as Pillow has it."""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from scenes.camera.kernels.blending import over
from scenes.camera.kernels.compiling import PICTURE, PIXELS, REAL, kernel, part
from scenes.camera.kernels.rasters import share_of

CHANNELS = 3
FULL = np.uint32(0xFF000000)


@part
def pieces(place: int, begin: float, end: float, count: int, weights: np.ndarray) -> int:
    """Write what a pixel takes from four cells in a row, and return the first of them."""
    at = (place + 0.5 - begin) * count / (end - begin) - 0.5
    cell = floor(at)
    d = at - cell
    weights[0] = d * (-1 + d * (2 - d))
    weights[1] = 1 + d * d * (d - 2)
    weights[2] = d * (1 + d * (1 - d))
    weights[3] = d * d * (d - 1)
    return cell - 1


@part
def within(cell: int, count: int) -> int:
    """Return the cell, or the outermost one on its side."""
    return min(max(cell, 0), count - 1)


@part
def stretch_cubic(
    line: np.ndarray, cells: np.ndarray, weights: np.ndarray, wide: np.ndarray
) -> None:
    """Stretch a row of a picture (columns,) to pixels, channels apart (channels, count)."""
    for channel in range(CHANNELS):
        shift = np.uint32(8 * channel)
        for x in range(wide.shape[1]):
            total = np.float32(0)
            for k in range(4):
                value = line[within(cells[x] + k, len(line))] >> shift & np.uint32(255)
                total += weights[x, k] * np.float32(value)
            wide[channel, x] = total


@part
def byte_of(value: np.float32) -> np.uint32:
    """Round to a byte: cubic pieces overshoot."""
    return np.uint32(min(max(value, np.float32(0)), np.float32(255)) + np.float32(0.5))


@kernel(PIXELS, PICTURE, REAL, REAL, REAL, REAL)
def enlarge_cubic(
    pixels: np.ndarray, picture: np.ndarray, left: float, top: float, right: float, bottom: float
) -> None:
    """Stretch an opaque picture over a box, by cubic pieces between the centres of its cells.

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
    cells, weights = np.empty(count, np.int64), np.empty((count, 4), np.float32)
    for x in range(count):
        cells[x] = pieces(first + x, left, right, columns, weights[x])
    wide = np.empty((4, CHANNELS, count), np.float32)
    held = np.full(4, -1)  # the rows of the picture that are in `wide`
    made, share = np.empty(count, np.uint32), np.empty(4, np.float32)
    for y in range(upper, lower):
        row = pieces(y, top, bottom, rows, share)
        made[:] = FULL
        a, b = within(row, rows), within(row + 1, rows)
        c, d = within(row + 2, rows), within(row + 3, rows)
        for each in (a, b, c, d):
            if held[each % 4] != each:
                stretch_cubic(picture[each], cells, weights, wide[each % 4])
                held[each % 4] = each
        for channel in range(CHANNELS):
            shift = np.uint32(8 * channel)
            one, two = wide[a % 4, channel], wide[b % 4, channel]
            three, four = wide[c % 4, channel], wide[d % 4, channel]
            for x in range(count):
                value = share[0] * one[x] + share[1] * two[x]
                value += share[2] * three[x] + share[3] * four[x]
                made[x] |= byte_of(value) << shift
        line, visible = pixels[y, first:last], share_of(y, top, bottom)
        for x in range(count):
            coverage = visible
            if x in (0, count - 1):
                coverage *= share_of(first + x, left, right)
            if coverage == 1:
                line[x] = made[x]
            else:
                line[x] = over(made[x], np.uint32(255 * coverage + 0.5), line[x])
