"""The pixels below a Cairo context, for those who paint them without Cairo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import cairo
import numpy as np

from scenes.camera.core import is_compiled


class Canvas(NamedTuple):
    """Pixels that may be painted, and where they are.

    Attributes
    ----------
    pixels : uint32 array (height, width)
        Contiguous, within the context's clip. Colours are multiplied by alpha, which has the
        highest byte.
    scale, origin : array (2,)
        From the context's units to pixels of the canvas.
    """

    pixels: np.ndarray
    scale: np.ndarray
    origin: np.ndarray

    @property
    def unit(self) -> float:
        """Pixels to a unit of the context, across."""
        return float(abs(self.scale[0]))


@contextmanager
def compiled_canvas(context: cairo.Context) -> Iterator[Canvas | None]:
    """Lay pixels open to compiled kernels; None where Cairo has to draw."""
    surface, matrix = context.get_group_target(), context.get_matrix()
    if (
        not is_compiled()
        or not isinstance(surface, cairo.ImageSurface)
        or surface.get_format() != cairo.FORMAT_ARGB32
        or matrix.xy
        or matrix.yx
    ):
        yield None
        return
    surface.flush()
    pixels = np.frombuffer(surface.get_data(), np.uint32).reshape(surface.get_height(), -1)
    aside, down = surface.get_device_offset()
    x, y = matrix.x0 + aside, matrix.y0 + down
    one_x, one_y, other_x, other_y = context.clip_extents()
    left, right = _ends(one_x * matrix.xx + x, other_x * matrix.xx + x, pixels.shape[1])
    top, bottom = _ends(one_y * matrix.yy + y, other_y * matrix.yy + y, pixels.shape[0])
    part = pixels[top:bottom, left:right]
    scale, origin = np.array([matrix.xx, matrix.yy]), np.array([x - left, y - top])
    canvas = Canvas(np.ascontiguousarray(part), scale, origin)
    yield canvas
    if part.shape[1] < pixels.shape[1]:  # then what was painted is a copy
        part[...] = canvas.pixels
    surface.mark_dirty()


def _ends(one: float, other: float, most: int) -> tuple[int, int]:
    """Return the pixels between which a stretch lies; numbers are quicker here than arrays."""
    low, high = round(min(one, other)), round(max(one, other))
    return min(max(low, 0), most), min(max(high, 0), most)


class CompiledMark:
    """A mark that a kernel paints where it can, and Cairo draws elsewhere."""

    __slots__ = ()

    def draw(self, context: cairo.Context) -> None:
        """Draw it; the context is in the frame's units, and is left so."""
        with compiled_canvas(context) as canvas:
            if canvas is None:
                self._draw_by_cairo(context)
            else:
                self._paint(canvas)

    def _paint(self, canvas: Canvas) -> None:
        raise NotImplementedError

    def _draw_by_cairo(self, context: cairo.Context) -> None:
        raise NotImplementedError


def packed(rgbas: np.ndarray) -> np.ndarray:
    """Return colours (n, 4) from 0 to 1 as pixels in Manim's order, uint32 array (n,)."""
    colours = np.array(rgbas, dtype=float)
    colours[:, :3] *= colours[:, 3:]
    return np.rint(255 * np.clip(colours, 0, 1)).astype(np.uint8).view("<u4").ravel()
