"""Many copies of one small shape, drawn once and stamped wherever it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Any

import cairo
import numpy as np

from scenes.camera.canvas import Canvas, CompiledMark
from scenes.camera.core import is_compiled
from scenes.camera.marks import Outline, Paint, Stroke
from scenes.camera.paths import cairo_paths

PHASES = 8
"""Positions between two pixels, each way, at which a shape is drawn."""
BLOCK = 8
"""Pixels that a processor blends at once."""
MOST_PIXELS = 96
"""A shape wider or higher than this many pixels is not worth stamping."""
ALIKE = 0.01
"""Pixels by which points of copies may differ."""

Sprite = tuple[cairo.ImageSurface, int, int]
Pen = tuple[bytes, float, cairo.LineJoin, cairo.LineCap]


@dataclass(frozen=True, slots=True)
class Stamps(CompiledMark):
    """Copies of a filled, stroked shape; later ones lie over earlier ones.

    Each is stamped within a sixteenth of a pixel of its place.

    Attributes
    ----------
    shape : array (4 curves, 2)
        Cubic Béziers, relative to a copy's place.
    places : array (copies, 2)
        In the frame's units.
    """

    shape: np.ndarray
    places: np.ndarray
    fill: Paint | None
    stroke: Stroke | None

    def _paint(self, canvas: Canvas) -> None:
        from scenes.camera.kernels.stamps import stamp

        phases, whole = self._placed(canvas.scale, canvas.origin, canvas.pixels.shape)
        if len(phases):
            sheet = _sheet(*self._frozen(), tuple(canvas.scale.tolist()))
            sheet.draw(phases)
            stamp(canvas.pixels, sheet.sprites, phases, whole + sheet.corner)

    def _draw_by_cairo(self, context: cairo.Context) -> None:
        matrix, target = context.get_matrix(), context.get_target()
        scale, origin = (matrix.xx, matrix.yy), (matrix.x0, matrix.y0)
        size = target.get_height(), target.get_width()
        phases, whole = self._placed(np.array(scale), np.array(origin), size)
        if not len(phases):
            return
        facts = self._frozen()
        sprites = {each: _sprite(*facts, scale, each) for each in np.unique(phases).tolist()}
        _, *corner = sprites[int(phases[0])]
        # By columns: thousands of small lists would keep Python's garbage collector busy.
        columns = (phases.tolist(), *(whole + corner).T.tolist())
        context.save()
        context.identity_matrix()
        source, paint = context.set_source_surface, context.paint
        for phase, x, y in zip(*columns, strict=True):
            source(sprites[phase][0], x, y)
            paint()
        context.restore()

    def _placed(
        self, scale: np.ndarray, origin: np.ndarray, size: tuple[int, ...]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return of each copy that is seen the number of its phase, and its pixel (copies, 2).

        Parameters
        ----------
        scale, origin : array (2,)
            From the frame's units to pixels.
        size : (int, int)
            Height and width of the picture.
        """
        at = self.places * scale + origin
        reach = np.abs(self.shape * scale).max() + 2 * self._width * abs(scale[0]) + 2
        seen = ((at > -reach) & (at < np.array(size[::-1]) + reach)).all(axis=1)
        at = at[seen]
        whole = np.floor(at)
        return ((at - whole) * PHASES).astype(int) @ [PHASES, 1], whole.astype(int)

    @property
    def _width(self) -> float:
        return self.stroke.width if self.stroke else 0.0

    def _frozen(self) -> tuple[bytes, bytes | None, Pen | None]:
        stroke = self.stroke
        return (
            np.ascontiguousarray(self.shape, dtype=float).tobytes(),
            None if self.fill is None else self.fill.rgbas.astype(float).tobytes(),
            None
            if stroke is None
            else (
                stroke.paint.rgbas.astype(float).tobytes(),
                float(stroke.width),
                stroke.join,
                stroke.cap,
            ),
        )

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield repr(self._frozen()).encode()
        yield self.places.tobytes()


@lru_cache(maxsize=2048)
def _sprite(
    shape: bytes,
    fill: bytes | None,
    stroke: Pen | None,
    scale: tuple[float, float],
    phase: int,
) -> Sprite:
    """Draw a shape once; give it with where its corner lies from the copy's pixel.

    In all phases it has the same corner and size.
    """
    points = np.frombuffer(shape).reshape(-1, 2)
    width = stroke[1] * abs(scale[0]) if stroke else 0.0
    low, high = (points * scale).min(axis=0), (points * scale).max(axis=0)
    pad = 2 * width + 1  # room for the stroke's mitred corners
    left, top = floor(low[0] - pad), floor(low[1] - pad)
    right, bottom = ceil(high[0] + pad) + 1, ceil(high[1] + pad) + 1
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, right - left, bottom - top)
    context = cairo.Context(surface)
    between = (np.array(divmod(phase, PHASES)) + 0.5) / PHASES
    context.set_matrix(cairo.Matrix(scale[0], 0, 0, scale[1], between[0] - left, between[1] - top))
    pen = stroke and Stroke(_paint(stroke[0]), *stroke[1:])
    Outline(
        cairo_paths(points, np.array([len(points) // 4]))[0],
        fill=None if fill is None else _paint(fill),
        stroke=pen,
    ).draw(context)
    return surface, left, top


class Sheet:
    """The sprites of a shape in all phases, each drawn once it is wanted.

    Attributes
    ----------
    sprites : uint32 array (phases, rows, columns)
        Without rows and columns in which nothing was drawn; the rows as long as whole blocks.
    corner : array (2,)
        Where a sprite's first pixel lies from the copy's: columns to the right, rows down.
    """

    def __init__(self, *facts: Any) -> None:
        self._facts = facts
        surface, *self._corner = _sprite(*facts, 0)
        rows, columns = surface.get_height(), surface.get_width() + BLOCK
        self._all = np.zeros((PHASES**2, rows, columns), np.uint32)
        self._drawn = np.zeros(PHASES**2, bool)
        self.sprites, self.corner = self._all, np.array(self._corner)

    def draw(self, phases: np.ndarray) -> None:
        """Draw the sprites of these phases, as far as they are wanted for the first time."""
        wanted = np.bincount(phases, minlength=PHASES**2) > 0
        new = np.flatnonzero(wanted & ~self._drawn).tolist()
        if not new:
            return
        for phase in new:
            surface, *_ = _sprite(*self._facts, phase)
            surface.flush()
            drawn = np.frombuffer(surface.get_data(), np.uint32).reshape(surface.get_height(), -1)
            self._all[phase, :, : drawn.shape[1]] = drawn
            self._drawn[phase] = True
        seen = self._all.max(axis=0)
        rows, columns = _extent(seen.max(axis=1)), _extent(seen.max(axis=0))
        end = columns.start + -(-(columns.stop - columns.start) // BLOCK) * BLOCK
        self.sprites = np.ascontiguousarray(self._all[:, rows, columns.start : end])
        self.corner = np.array(self._corner) + [columns.start, rows.start]


def _extent(marked: np.ndarray) -> slice:
    places = np.flatnonzero(marked)
    return slice(int(places[0]), int(places[-1]) + 1) if len(places) else slice(0, 0)


@lru_cache(maxsize=32)
def _sheet(*facts: Any) -> Sheet:
    return Sheet(*facts)


def _paint(rgba: bytes) -> Paint:
    return Paint(np.frombuffer(rgba).reshape(1, 4))


def stamps_of(
    points: np.ndarray, curves: int, fill: Paint | None, stroke: Stroke | None, pixels: float
) -> Stamps | None:
    """Recognise an outline that is one small shape many times over.

    Parameters
    ----------
    points : array (4 curves copies, 2)
        Cubic Béziers, in the frame's units.
    curves : int
        Of each copy.
    fill : Paint, optional
    stroke : Stroke, optional
    pixels : float
        To a unit of the frame.

    Returns
    -------
    Stamps or None
        None if the copies differ, are too large, or have gradients.
    """
    copies = points.reshape(-1, 4 * curves, 2)
    shape = copies[0] - copies[0, 0]
    if np.ptp(shape, axis=0).max() * pixels > MOST_PIXELS:
        return None
    if any(paint and paint.ends is not None for paint in (fill, stroke and stroke.paint)):
        return None
    if not _are_alike(copies, shape, ALIKE / pixels):
        return None
    # Rounded, so that shifting a cloud does not make a new shape of it in every frame.
    return Stamps(np.round(shape, 9), copies[:, 0], fill, stroke)


def _are_alike(copies: np.ndarray, shape: np.ndarray, tolerance: float) -> bool:
    if is_compiled():
        from scenes.camera.kernels.stamps import are_alike

        return bool(are_alike(np.ascontiguousarray(copies, dtype=float), shape, tolerance))
    differences = copies - copies[:, :1]
    differences -= shape
    return bool(max(differences.max(), -differences.min()) <= tolerance)
