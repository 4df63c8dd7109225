"""Laying a colour over pixels: two channels of eight bits in one multiplication.

A pixel is one number of 32 bits, its colour multiplied by its alpha, which has the highest byte.
Results are cut to 32 bits, since a processor's vector holds twice as many numbers as of 64.
"""

from __future__ import annotations

import numpy as np

from scenes.camera.kernels.compiling import COLOUR, MASK, PIXELS, WHOLE, kernel, part

PAIR, OTHERS = np.uint32(0x00FF00FF), np.uint32(0xFF00FF00)
HALVES = np.uint32(0x00800080)
BYTE, ALPHA = np.uint32(8), np.uint32(24)
OPAQUE = np.uint32(255)
BLOCK = 8
"""Pixels in a row that a processor reckons with at once."""


@part
def scaled(pixel: np.uint32, share: np.uint32) -> np.uint32:
    """Multiply all channels by a share of 255, rounded."""
    one = np.uint32((pixel & PAIR) * share + HALVES)
    other = np.uint32((pixel >> BYTE & PAIR) * share + HALVES)
    one = np.uint32(np.uint32(one + (one >> BYTE & PAIR)) >> BYTE & PAIR)
    return np.uint32(one | np.uint32(other + (other >> BYTE & PAIR)) & OTHERS)


@part
def laid(above: np.uint32, below: np.uint32) -> np.uint32:
    """Return a pixel under another one."""
    return np.uint32(above + scaled(below, np.uint32(OPAQUE - (above >> ALPHA))))


@part
def over(colour: np.uint32, coverage: np.uint32, below: np.uint32) -> np.uint32:
    """Return a pixel under a colour that covers a share of it, out of 255."""
    return laid(scaled(colour, coverage), below)


@part
def paint_line(line: np.ndarray, shares: np.ndarray, colour: np.uint32) -> None:
    """Lay a colour over pixels in a row, each covered by a share of 255."""
    for i in range(len(line)):
        line[i] = over(colour, np.uint32(shares[i]), line[i])


@kernel(PIXELS, MASK, WHOLE, WHOLE, COLOUR)
def paint(pixels: np.ndarray, mask: np.ndarray, left: int, top: int, colour: np.uint32) -> None:
    """Lay a colour over pixels as far as a mask says.

    Parameters
    ----------
    pixels : uint32 array (height, width)
    mask : uint8 array (rows, columns)
        Coverage; rows are a multiple of eight bytes long, and nothing is covered beyond the pixels.
    left, top : int
        Where on the pixels the mask begins.
    colour : uint32
    """
    eights = mask.view(np.uint64)
    for y in range(len(mask)):
        line, shares, covered = pixels[top + y], mask[y], eights[y]
        block = 0
        while block < len(covered):
            if covered[block]:
                # Uncovered pixels too: without a branch, many are blended at once.
                first = BLOCK * block
                while block < len(covered) and covered[block]:
                    block += 1
                last = min(BLOCK * block, len(line) - left)
                paint_line(line[left + first : left + last], shares[first:last], colour)
            block += 1
