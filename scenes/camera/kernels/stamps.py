"""Small pictures laid over a large one, thousands of times."""

from __future__ import annotations

import numpy as np

from scenes.camera.kernels.blending import OPAQUE, over, spread
from scenes.camera.kernels.compiling import CELLS, PIXELS, SPRITES, WHOLES, kernel


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
                line[i] = over(spread(source[i]), OPAQUE, line[i])
