"""Small pictures laid over a large one, thousands of times."""

from __future__ import annotations

import numpy as np

from scenes.camera.kernels.blending import laid
from scenes.camera.kernels.compiling import (
    CELLS,
    CURVES,
    PIXELS,
    PLACES,
    REAL,
    SPRITES,
    WHOLES,
    kernel,
)


@kernel(CURVES, PLACES, REAL)
def are_alike(copies: np.ndarray, shape: np.ndarray, tolerance: float) -> bool:
    """Return whether all copies (n, points, 2) are one shape (points, 2), which begins at (0, 0).

    No coordinate, counted from a copy's first point, may differ by more than the tolerance.
    """
    for copy in range(len(copies)):
        x, y = copies[copy, 0]
        off = 0.0
        for i in range(len(shape)):
            off = max(off, abs(copies[copy, i, 0] - x - shape[i, 0]))
            off = max(off, abs(copies[copy, i, 1] - y - shape[i, 1]))
        if off > tolerance:
            return False
    return True


@kernel(PIXELS, SPRITES, WHOLES, CELLS)
def stamp(pixels: np.ndarray, sprites: np.ndarray, kinds: np.ndarray, corners: np.ndarray) -> None:
    """Lay sprites over pixels, each over those before it.

    Parameters
    ----------
    pixels : uint32 array (height, width)
    sprites : uint32 array (sprites, rows, columns)
    kinds : int array (copies,)
        Which sprite.
    corners : int array (copies, 2)
        Column and row of its upper left pixel; it may lie outside.
    """
    height, width = pixels.shape
    _, rows, columns = sprites.shape
    for copy in range(len(kinds)):
        sprite = sprites[kinds[copy]]
        left, top = corners[copy]
        begin, end = max(0, -left), max(min(columns, width - left), 0)
        for row in range(max(0, -top), min(rows, height - top)):
            source, line = sprite[row, begin:end], pixels[top + row, left + begin : left + end]
            # Clear and opaque pixels too: without a branch, several are blended at once.
            for i in range(len(source)):
                line[i] = laid(source[i], line[i])
