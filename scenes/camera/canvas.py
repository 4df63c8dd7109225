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
    scale = np.array([matrix.xx, matrix.yy])
    origin = np.array([matrix.x0, matrix.y0]) + surface.get_device_offset()
    box = np.sort(np.reshape(context.clip_extents(), (2, 2)) * scale + origin, axis=0)
    (left, top), (right, bottom) = np.clip(np.rint(box), 0, pixels.shape[::-1]).astype(int)
    part = pixels[top:bottom, left:right]
    canvas = Canvas(np.ascontiguousarray(part), scale, origin - [left, top])
    yield canvas
    if part.shape[1] < pixels.shape[1]:  # then what was painted is a copy
        part[...] = canvas.pixels
    surface.mark_dirty()


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
