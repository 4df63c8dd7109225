"""Pictures enlarged: first along their rows, once for each, then from row to row."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from scenes.camera.kernels.blending import BYTE, HALVES, OTHERS, PAIR, over
from scenes.camera.kernels.compiling import PICTURE, PIXELS, REAL, kernel, part

UNITS = np.uint32(256)


@part
def between(a: np.uint32, b: np.uint32, share: np.uint32) -> np.uint32:
    """Return the colour that lies between two, a share of 256 from the first."""
    # Two channels with one multiplication: what the lower one borrows comes back to it.
    low, high = a & PAIR, a >> BYTE & PAIR
    one = (low << BYTE) + ((b & PAIR) - low) * share + HALVES
    other = (high << BYTE) + ((b >> BYTE & PAIR) - high) * share + HALVES
    return np.uint32(np.uint32(one) >> BYTE & PAIR | np.uint32(other) & OTHERS)


@part
def source_of(place: int, begin: float, end: float, count: int) -> tuple[int, int, np.uint32]:
    """Return between which two of `count` cells, laid from begin to end, a pixel's centre lies."""
    at = (place + 0.5 - begin) * count / (end - begin) - 0.5
    at = min(max(at, 0.0), count - 1.0)
    cell = int(at)
    return cell, min(cell + 1, count - 1), np.uint32(256 * (at - cell) + 0.5)


@part
def share_of(place: int, begin: float, end: float) -> float:
    """Return how much of a pixel lies from begin to end."""
    return min(place + 1.0, end) - max(float(place), begin)


@intrinsic
def mixed(context: Any, one: Any, other: Any, near: Any, far: Any) -> tuple[Any, Any]:
    """Return (one * near + other * far) / 256 of bytes, rounded, in numbers of 16 bits.

    numba by itself multiplies in 64 bits, of which a quarter as many fit a processor's vector.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        short = ir.IntType(16)
        one, other, near, far = arguments
        first = builder.mul(builder.zext(one, short), near)
        second = builder.mul(builder.zext(other, short), far)
        total = builder.add(builder.add(first, second), ir.Constant(short, 128))
        return builder.trunc(builder.lshr(total, ir.Constant(short, 8)), ir.IntType(8))

    byte, share = types.uint8, types.uint16
    return byte(byte, byte, share, share), generate


@part
def stretch(line: np.ndarray, cells: np.ndarray, shares: np.ndarray, wide: np.ndarray) -> None:
    """Stretch a row of a picture (columns,) to pixels (count,)."""
    for x in range(len(wide)):
        wide[x] = between(line[cells[x, 0]], line[cells[x, 1]], shares[x])


@part
def mix(line: np.ndarray, one: np.ndarray, other: np.ndarray, share: np.uint32) -> None:
    """Fill a row of pixels with what lies between two rows, a share of 256 from the first.

    As bytes and numbers of 16 bits, sixteen of which are multiplied at once.
    """
    near, far = np.uint16(UNITS - share), np.uint16(share)
    line, one, other = line.view(np.uint8), one.view(np.uint8), other.view(np.uint8)
    for i in range(len(line)):
        line[i] = mixed(one[i], other[i], near, far)  # type: ignore[call-arg]


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
    cells, shares = np.empty((count, 2), np.int64), np.empty(count, np.uint32)
    for x in range(count):
        cells[x, 0], cells[x, 1], shares[x] = source_of(first + x, left, right, columns)
    one, other = np.empty(count, np.uint32), np.empty(count, np.uint32)
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
        line, visible = pixels[y][first:last], share_of(y, top, bottom)
        ends = line[0], line[count - 1]
        if visible == 1:
            mix(line, one, other, share)
        else:
            for x in range(count):
                coverage = np.uint32(255 * visible + 0.5)
                mixed = between(one[x], other[x], share)
                line[x] = over(mixed, coverage, line[x])
        for x, before in ((0, ends[0]), (count - 1, ends[1])):
            coverage = np.uint32(255 * visible * share_of(first + x, left, right) + 0.5)
            mixed = between(one[x], other[x], share)
            line[x] = over(mixed, coverage, before)
