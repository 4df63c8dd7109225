"""Many discs of one size, each of its own colour: one mask, through which all are painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import ceil, pi

import cairo
import numpy as np

from scenes.camera.canvas import Canvas, CompiledMark, packed
from scenes.camera.marks import swapped

PHASES = 8
"""Positions between two pixels, each way, at which a mask is drawn."""


@dataclass(frozen=True, slots=True)
class Discs(CompiledMark):
    """Discs, later ones over earlier ones; each may have a rim, which is painted over its edge.

    Cairo paints each within a sixteenth of a pixel of its place.

    Attributes
    ----------
    places : array (discs, 2)
        In the frame's units.
    rgbas : array (discs, 4)
    radius : float
        In the frame's units.
    rim_rgbas : array (discs, 4), optional
        By default there are no rims.
    rim : float
        Width of the rims, in the frame's units.
    """

    places: np.ndarray
    rgbas: np.ndarray
    radius: float
    rim_rgbas: np.ndarray | None = None
    rim: float = 0.0

    def _paint(self, canvas: Canvas) -> None:
        from scenes.camera.kernels.discs import fill_discs

        places = self.places * canvas.scale + canvas.origin
        known = np.isfinite(places).all(axis=1)
        rims = np.zeros((0, 4)) if self.rim_rgbas is None else self.rim_rgbas[known]
        colours = packed(self.rgbas[known]), packed(rims)
        radius, rim = self.radius * canvas.unit, self.rim * canvas.unit
        fill_discs(canvas.pixels, places[known], colours[0], radius, colours[1], rim)

    def _draw_by_cairo(self, context: cairo.Context) -> None:
        matrix, target = context.get_matrix(), context.get_target()
        scale = abs(matrix.xx)
        at = self.places * [matrix.xx, matrix.yy] + [matrix.x0, matrix.y0]
        whole = np.floor(at)
        reach = _reach(self.radius * scale, self.rim * scale)
        size = np.array([target.get_width(), target.get_height()])
        seen = ((at > -reach) & (at < size + reach)).all(axis=1)
        if not seen.any():
            return
        phases = ((at - whole)[seen] * PHASES).astype(int)
        kinds, owners = np.unique(phases @ [PHASES, 1], return_inverse=True)
        between = [divmod(kind, PHASES) for kind in kinds.tolist()]
        discs = [_mask(self.radius * scale, self.rim * scale, each, False) for each in between]
        rims = [_mask(self.radius * scale, self.rim * scale, each, True) for each in between]
        # By columns: thousands of small lists would keep Python's garbage collector busy.
        places = zip(owners.tolist(), *(whole[seen] - reach).T.tolist(), strict=True)
        fills = swapped(self.rgbas[seen])
        edges = repeat(None) if self.rim_rgbas is None else swapped(self.rim_rgbas[seen])
        context.save()
        context.identity_matrix()
        source, mask = context.set_source_rgba, context.mask_surface
        for (owner, x, y), fill, edge in zip(places, fills, edges, strict=False):
            source(*fill)
            mask(discs[owner], x, y)
            if edge is not None:
                source(*edge)
                mask(rims[owner], x, y)
        context.restore()

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield self.places.tobytes()
        yield self.rgbas.tobytes()
        yield b"" if self.rim_rgbas is None else self.rim_rgbas.tobytes()
        yield repr((self.radius, self.rim)).encode()


def _reach(radius: float, rim: float) -> int:
    return ceil(radius + rim / 2 + 1)


@lru_cache(maxsize=1024)
def _mask(radius: float, rim: float, phase: tuple[int, int], hollow: bool) -> cairo.ImageSurface:
    """Draw a disc, or its rim, about the middle pixel's corner; sizes are in pixels."""
    reach = _reach(radius, rim)
    surface = cairo.ImageSurface(cairo.FORMAT_A8, 2 * reach + 1, 2 * reach + 1)
    context = cairo.Context(surface)
    x, y = (reach + (each + 0.5) / PHASES for each in phase)
    context.arc(x, y, radius, 0, 2 * pi)
    if hollow:
        context.set_line_width(rim)
        context.stroke()
    else:
        context.fill()
    return surface
