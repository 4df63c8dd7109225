"""Laying a colour over pixels: four channels of eight bits in one multiplication.

A pixel is one number of 32 bits, its colour multiplied by its alpha, which has the highest byte.
"""

from __future__ import annotations

import numpy as np

from scenes.camera.kernels.compiling import COLOUR, MASK, PIXELS, WHOLE, kernel, part

LANES = np.uint64(0x00FF00FF00FF00FF)
HALVES = np.uint64(0x0080008000800080)
ALPHA, BYTE, SHIFT = np.uint64(48), np.uint64(8), np.uint64(24)
OPAQUE = np.uint64(255)


@part
def spread(pixel: np.uint32) -> np.uint64:
    """Give each channel a lane of 16 bits."""
    wide = np.uint64(pixel)
    return (wide | wide << SHIFT) & LANES


@part
def gathered(lanes: np.uint64) -> np.uint32:
    """Put the channels side by side again."""
    return np.uint32(lanes | lanes >> SHIFT)


@part
def scaled(lanes: np.uint64, share: np.uint64) -> np.uint64:
    """Multiply all channels by a share of 255, rounded."""
    product = lanes * share + HALVES
    return (product + (product >> BYTE & LANES)) >> BYTE & LANES


@part
def over(lanes: np.uint64, coverage: np.uint64, below: np.uint32) -> np.uint32:
    """Return a pixel under a colour, spread, that covers a share of it, out of 255."""
    above = scaled(lanes, coverage)
    return gathered(above + scaled(spread(below), OPAQUE - (above >> ALPHA)))


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
    lanes = spread(colour)
    eights = mask.view(np.uint64)
    for y in range(len(mask)):
        line = pixels[top + y]
        for block in range(eights.shape[1]):
            shares = eights[y, block]  # the first in the lowest byte
            x = left + 8 * block
            while shares:
                if shares & OPAQUE:
                    line[x] = over(lanes, shares & OPAQUE, line[x])
                shares >>= BYTE
                x += 1
