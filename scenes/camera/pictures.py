"""Marks that are pictures: rasters scaled to the frame, and what Manim's own code draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cairo
import numpy as np

from scenes.camera.canvas import Canvas, compiled_canvas


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels, stretched over a parallelogram.

    Attributes
    ----------
    pixels : uint8 array (height, width, 4)
        Red, green, blue and alpha, not multiplied by alpha.
    corners : array (3, 2)
        Upper left, upper right, lower left, in the frame's units.
    sharp : bool
        Whether pixels stay squares when enlarged.
    """

    pixels: np.ndarray
    corners: np.ndarray
    sharp: bool = False

    def draw(self, context: cairo.Context) -> None:
        """Draw it."""
        height, width = self.pixels.shape[:2]
        origin, right, down = self.corners
        across, along = (right - origin) / width, (down - origin) / height
        if abs(across[0] * along[1] - across[1] * along[0]) < 1e-12:
            return  # seen edge-on
        pixels = premultiplied(self.pixels)
        # What is known to be opaque is copied, not blended.
        opaque = pixels[..., 3].min(initial=255) == 255
        upright = across[1] == along[0] == 0
        if opaque and upright and not self.sharp:
            with compiled_canvas(context) as canvas:
                if canvas is not None and self._enlarge(pixels, canvas):
                    return
        kind = cairo.FORMAT_RGB24 if opaque else cairo.FORMAT_ARGB32
        surface = cairo.ImageSurface.create_for_data(pixels.data, kind, width, height)
        pattern = cairo.SurfacePattern(surface)
        pattern.set_extend(cairo.Extend.PAD)
        context.save()
        context.transform(cairo.Matrix(*across, *along, *origin))
        pattern.set_filter(self._filter(context))
        context.set_source(pattern)
        context.rectangle(0, 0, width, height)
        context.fill()
        context.restore()

    def _enlarge(self, pixels: np.ndarray, canvas: Canvas) -> bool:
        """Draw it if it is enlarged, and neither mirrored nor turned; return whether it was."""
        height, width = pixels.shape[:2]
        origin, right, down = self.corners * canvas.scale + canvas.origin
        if not (right[0] - origin[0] >= width and down[1] - origin[1] >= height):
            return False  # nor where it is nowhere
        from scenes.camera.kernels.rasters import enlarge

        cells = pixels.view(np.uint32)[..., 0]
        enlarge(canvas.pixels, cells, *origin.tolist(), float(right[0]), float(down[1]))
        return True

    def _filter(self, context: cairo.Context) -> cairo.Filter:
        if self.sharp:
            return cairo.Filter.NEAREST
        scale = max(np.hypot(*context.user_to_device_distance(*unit)) for unit in ((1, 0), (0, 1)))
        return cairo.Filter.BILINEAR if scale >= 1 else cairo.Filter.GOOD

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield repr((self.pixels.shape, self.sharp)).encode()
        yield self.pixels.tobytes()
        yield self.corners.tobytes()


@dataclass(frozen=True, slots=True)
class ManimMark:
    """Something that only Manim's own camera knows how to draw.

    Attributes
    ----------
    draws : callable
        Draws it.
    facts : tuple
        Arrays and plain values: all that decides what is drawn.
    """

    draws: Callable[[], object]
    facts: tuple[object, ...]

    def draw(self, context: cairo.Context) -> None:
        """Draw it."""
        context.get_target().flush()
        self.draws()
        context.get_target().mark_dirty()

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        for fact in self.facts:
            if isinstance(fact, np.ndarray):
                yield repr((fact.shape, fact.dtype.str)).encode()
                yield fact.tobytes()
            else:
                yield repr(fact).encode()


def premultiplied(pixels: np.ndarray) -> np.ndarray:
    """Multiply colours by alpha, as Cairo keeps them; a copy unless all is opaque."""
    alpha = pixels[..., 3:]
    if alpha.min(initial=255) == 255:
        return np.require(pixels, np.uint8, ["C", "W"])
    result = np.ascontiguousarray(pixels)
    result = result.copy() if result is pixels else result
    # x / 255, rounded, without a division
    product = result[..., :3].astype(np.uint16) * alpha + 128
    result[..., :3] = (product + (product >> 8)) >> 8
    return result
