"""Marks that are pictures: rasters scaled to the frame, and what Manim's own code draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import cairo
import numpy as np
from PIL import Image
from PIL.Image import Resampling

from scenes.camera.canvas import Canvas, compiled_canvas

Between = Literal["nearest", "linear", "cubic"]
"""What is shown between the centres of an enlarged picture's pixels."""
BENDING = {"nearest": Resampling.NEAREST, "cubic": Resampling.BICUBIC}


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels, stretched over a parallelogram.

    One that is made smaller is averaged, unless it is `nearest`.

    Attributes
    ----------
    pixels : uint8 array (height, width, 4)
        Red, green, blue and alpha, not multiplied by alpha.
    corners : array (3, 2)
        Upper left, upper right, lower left, in the frame's units.
    between : {"nearest", "linear", "cubic"}
    """

    pixels: np.ndarray
    corners: np.ndarray
    between: Between = "linear"

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
        if opaque and upright and self.between != "nearest":
            with compiled_canvas(context) as canvas:
                if canvas is not None and self._enlarge(pixels, canvas):
                    return
        context.save()
        context.transform(cairo.Matrix(*across, *along, *origin))
        if self.between == "nearest" or (self.between == "cubic" and _scale(context) >= 1):
            _draw_bent(pixels, BENDING[self.between], context)
        else:
            kind = cairo.FORMAT_RGB24 if opaque else cairo.FORMAT_ARGB32
            surface = cairo.ImageSurface.create_for_data(pixels.data, kind, width, height)
            pattern = cairo.SurfacePattern(surface)
            pattern.set_extend(cairo.Extend.PAD)
            pattern.set_filter(cairo.Filter.BILINEAR if _scale(context) >= 1 else cairo.Filter.GOOD)
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
        from scenes.camera.kernels.cubic import enlarge_cubic
        from scenes.camera.kernels.rasters import enlarge

        cells = pixels.view(np.uint32)[..., 0]
        draw = enlarge_cubic if self.between == "cubic" else enlarge
        draw(canvas.pixels, cells, *origin.tolist(), float(right[0]), float(down[1]))
        return True

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield repr((self.pixels.shape, self.between)).encode()
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


def _scale(context: cairo.Context) -> float:
    """Return how many pixels of the frame the longer side of one of the picture's takes."""
    return max(np.hypot(*context.user_to_device_distance(*unit)) for unit in ((1, 0), (0, 1)))


def _draw_bent(pixels: np.ndarray, bending: Resampling, context: cairo.Context) -> None:
    """Draw a picture by Pillow: Cairo has no cubic pieces, and is off where pixels meet."""
    height, width = pixels.shape[:2]
    target = context.get_target()
    corners = [
        context.user_to_device(x, y) for x, y in ((0, 0), (width, 0), (0, height), (width, height))
    ]
    places = np.array(corners)
    low = np.maximum(np.floor(places.min(axis=0)), 0).astype(int)
    high = np.ceil(places.max(axis=0)).astype(int)
    high = np.minimum(high, (target.get_width(), target.get_height()))
    if (high <= low).any():
        return
    back = context.get_matrix()
    back.invert()
    corner = back.transform_point(*map(float, low))
    # An affine map would be reckoned in 16 bits after the point.
    mapping = (back.xx, back.xy, corner[0], back.yx, back.yy, corner[1], 0, 0)
    picture = Image.frombuffer("RGBa", (width, height), pixels.tobytes(), "raw", "RGBa", 0, 1)
    bent = picture.transform(
        tuple((high - low).tolist()), Image.Transform.PERSPECTIVE, mapping, bending
    )
    data = np.frombuffer(bent.tobytes(), np.uint8).reshape(bent.height, bent.width, 4).copy()
    np.minimum(data[..., :3], data[..., 3:], out=data[..., :3])  # cubic pieces overshoot
    surface = cairo.ImageSurface.create_for_data(
        data.data, cairo.FORMAT_ARGB32, bent.width, bent.height
    )
    context.identity_matrix()
    context.set_source_surface(surface, *map(float, low))
    context.paint()


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
