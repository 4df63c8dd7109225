"""Red, green and blue to brightness and colour, as films hold them: BT.709, the range of studios.

Brightness has a value for each pixel. Colour has two for each square of four, in its middle: the
mean of its columns, and of its rows three parts to one of the rows beyond it, as FFmpeg has it.
"""

from __future__ import annotations

import numpy as np

from scenes.camera.kernels.compiling import MASK, PICTURE, kernel, part

RED, GREEN, BLUE = 0.2126, 0.7152, 0.0722
"""Shares of brightness."""
BITS = 15
"""After the point: factors of so many fit in the 16 bits that a processor multiplies fastest."""
LUMA = tuple(round(219 / 255 * share * 2**BITS) for share in (RED, GREEN, BLUE))
"""What brightness takes of each colour."""
CB, CR = (
    tuple(
        round(112 / 255 * ((colour == own) - share) / (1 - (RED, GREEN, BLUE)[own]) * 2**BITS)
        for colour, share in enumerate((RED, GREEN, BLUE))
    )
    for own in (2, 0)
)
"""What the two values of colour take of each: blue, and red, less brightness."""
SUM_BITS = BITS + 4
"""After the point, in a sum of sixteen pixels."""
BLACK = (16 << BITS) + (1 << BITS - 1)
GREY = (128 << SUM_BITS) + (1 << SUM_BITS - 1)
"""Where values begin, and the half that is added before the rest is cut off."""
LANES, LOW = np.uint32(0x00FF00FF), np.uint32(0xFFFF)
"""Two bytes of a pixel, each in a lane of 16 bits, and the lower lane."""


@part
def weighed(red: np.int32, green: np.int32, blue: np.int32, weights: tuple[int, ...]) -> np.int32:
    """Add up three colours, each by its weight."""
    return (
        red * np.int32(weights[0]) + green * np.int32(weights[1]) + blue * np.int32(weights[2])
    )  # fmt: skip


@part
def brightness(pixel: np.uint32) -> np.uint8:
    """Return a pixel's brightness."""
    red, green, blue = (
        np.int32(pixel & np.uint32(255)),
        np.int32(pixel >> np.uint32(8) & np.uint32(255)),
        np.int32(pixel >> np.uint32(16) & np.uint32(255)),
    )
    return np.uint8(weighed(red, green, blue, LUMA) + np.int32(BLACK) >> np.int32(BITS))


@part
def pair(line: np.ndarray, x: int, shift: np.uint32) -> np.uint32:
    """Add up two pixels, red and blue of each or, shifted by a byte, green: a lane for each."""
    return (line[x] >> shift & LANES) + (line[x + 1] >> shift & LANES)


@kernel(PICTURE, MASK, MASK, MASK)
def to_yuv420(pixels: np.ndarray, luma: np.ndarray, cb: np.ndarray, cr: np.ndarray) -> None:
    """Convert a picture whose sides are even.

    Parameters
    ----------
    pixels : uint32 array (height, width)
        Red in the lowest byte, then green and blue; the highest is not looked at.
    luma, cb, cr : uint8 array (height, bytes), (height / 2, bytes), (height / 2, bytes)
        Written; rows may be longer than the picture is wide.
    """
    height, width = pixels.shape
    zero, eight, three = np.uint32(0), np.uint32(8), np.uint32(3)
    for row in range(height // 2):
        y = 2 * row
        above, below = pixels[max(y - 1, 0)], pixels[min(y + 2, height - 1)]
        first, second = pixels[y], pixels[y + 1]
        bright, brighter, blueness, redness = luma[y], luma[y + 1], cb[row], cr[row]
        for x in range(width):
            bright[x] = brightness(first[x])
        for x in range(width):
            brighter[x] = brightness(second[x])
        for i in range(width // 2):
            x = 2 * i
            both = pair(above, x, zero) + pair(below, x, zero)
            both += three * (pair(first, x, zero) + pair(second, x, zero))
            greens = pair(above, x, eight) + pair(below, x, eight)
            greens += three * (pair(first, x, eight) + pair(second, x, eight))
            red, blue = np.int32(both & LOW), np.int32(both >> np.uint32(16))
            green = np.int32(greens & LOW)
            blueness[i] = weighed(red, green, blue, CB) + np.int32(GREY) >> np.int32(SUM_BITS)
            redness[i] = weighed(red, green, blue, CR) + np.int32(GREY) >> np.int32(SUM_BITS)
