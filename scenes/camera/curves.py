"""Many curves that are stroked as one: the lines of a grid, the contours of a level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cairo
import numpy as np

from scenes.camera.canvas import Canvas, CompiledMark, packed
from scenes.camera.marks import Outline, Stroke
from scenes.camera.paths import cairo_paths


@dataclass(frozen=True, slots=True)
class Curves(CompiledMark):
    """Curves stroked in one colour; where they cross, they are as opaque as elsewhere.

    Attributes
    ----------
    curves : array (curves, 4, 2)
        Cubic Béziers in the frame's units; each goes on where the one before it ends.
    stroke : Stroke
        Of one colour.
    tolerance : float
        Below which difference of coordinates two are joined.
    """

    curves: np.ndarray
    stroke: Stroke
    tolerance: float = 1e-6

    def _paint(self, canvas: Canvas) -> None:
        from scenes.camera.kernels.strokes import stroke

        pen = self.stroke
        stroke(
            canvas.pixels, packed(pen.paint.rgbas)[0], self.curves, canvas.scale, canvas.origin,
            pen.width * canvas.unit, int(pen.join), int(pen.cap), self.tolerance,
        )  # fmt: skip

    def _draw_by_cairo(self, context: cairo.Context) -> None:
        counts = np.array([len(self.curves)])
        (path,) = cairo_paths(self.curves.reshape(-1, 2), counts, self.tolerance)
        Outline(path, stroke=self.stroke).draw(context)

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield self.curves.tobytes()
        yield repr(self.tolerance).encode()
        yield from self.stroke.content()
