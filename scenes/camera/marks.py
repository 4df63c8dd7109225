"""Marks: what one frame is made of, in order, as plain arrays.

A camera turns mobjects into marks. A mark can be drawn by Cairo, or fed to a hash that tells
whether two frames show the same; both read the same arrays, so what is hashed is what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import cairo
import numpy as np

from scenes.camera.canvas import Canvas, CompiledMark, packed
from scenes.camera.paths import Path, best_lay


class Mark(Protocol):
    """Something that can be drawn."""

    def draw(self, context: cairo.Context) -> None:
        """Draw it; the context is in the frame's units, and is left so."""

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, or a linear gradient.

    Attributes
    ----------
    rgbas : array (colours, 4)
    ends : array (2, 2), optional
        Where a gradient begins and ends.
    """

    rgbas: np.ndarray
    ends: np.ndarray | None = None

    def use(self, context: cairo.Context) -> None:
        """Set it as the context's source; Manim's pixels have red and blue swapped for Cairo."""
        if self.ends is None:
            red, green, blue, alpha = self.rgbas[0].tolist()
            context.set_source_rgba(blue, green, red, alpha)
            return
        gradient = cairo.LinearGradient(*self.ends.ravel().tolist())
        offsets = np.linspace(0, 1, len(self.rgbas))
        for offset, (red, green, blue, alpha) in zip(offsets, self.rgbas.tolist(), strict=True):
            gradient.add_color_stop_rgba(offset, blue, green, red, alpha)
        context.set_source(gradient)

    @property
    def is_clear(self) -> bool:
        """Whether it is fully transparent."""
        return not (self.rgbas[0, 3] if len(self.rgbas) == 1 else self.rgbas[:, 3].any())

    @property
    def is_opaque(self) -> bool:
        """Whether it is fully opaque."""
        return bool((self.rgbas[:, 3] == 1).all())

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield self.rgbas.tobytes()
        if self.ends is not None:
            yield self.ends.tobytes()


@dataclass(frozen=True, slots=True)
class Stroke:
    """How an outline is followed: paint, width in frame units, Cairo's join and cap."""

    paint: Paint
    width: float
    join: cairo.LineJoin
    cap: cairo.LineCap

    def use(self, context: cairo.Context) -> None:
        """Set the context's line width, join, cap and source."""
        self.paint.use(context)
        context.set_line_width(self.width)
        context.set_line_join(self.join)
        context.set_line_cap(self.cap)

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield from self.paint.content()
        yield repr((self.width, int(self.join), int(self.cap))).encode()


@dataclass(frozen=True, slots=True)
class Outline:
    """A path that is filled and stroked; a stroke behind the fill comes first."""

    path: Path
    behind: Stroke | None = None
    fill: Paint | None = None
    stroke: Stroke | None = None

    def draw(self, context: cairo.Context) -> None:
        """Draw it."""
        if self.fill is None and self.behind is None and self.stroke and self._may_be_parted():
            self.stroke.use(context)
            for part in self.path.parts():
                context.new_path()
                best_lay()(context, part)
                context.stroke()
            return
        context.new_path()
        best_lay()(context, self.path.items)
        if self.behind is not None:
            self.behind.use(context)
            context.stroke_preserve()
        if self.fill is not None:
            self.fill.use(context)
            context.fill_preserve()
        if self.stroke is not None:
            self.stroke.use(context)
            context.stroke_preserve()
        context.new_path()

    def _may_be_parted(self) -> bool:
        """Return whether parts may be stroked one by one, for which Cairo takes half the time.

        Not what is seen through: where parts cross, it would be less so.
        """
        return self.stroke is not None and self.stroke.paint.is_opaque

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield self.path.items.tobytes()
        for part in (self.behind, self.fill, self.stroke):
            yield b"-" if part is None else b"+"
            if part is not None:
                yield from part.content()


@dataclass(frozen=True, slots=True)
class Faces(CompiledMark):
    """Filled polygons, each of its own colour, drawn in the order given.

    Attributes
    ----------
    corners : array (faces, corners, 2)
    rgbas : array (faces, 4)
    """

    corners: np.ndarray
    rgbas: np.ndarray

    def _paint(self, canvas: Canvas) -> None:
        from scenes.camera.kernels.polygons import fill_polygons

        places = self.corners * canvas.scale + canvas.origin
        fill_polygons(canvas.pixels, places, packed(self.rgbas))

    def _draw_by_cairo(self, context: cairo.Context) -> None:
        faces, corners = self.corners.shape[:2]
        source, move, line, close, fill = (
            context.set_source_rgba,
            context.move_to,
            context.line_to,
            context.close_path,
            context.fill,
        )
        context.new_path()
        # By columns: thousands of small lists would keep Python's garbage collector busy.
        places = zip(*self.corners.reshape(faces, -1).T.tolist(), strict=True)
        ends = range(2, 2 * corners, 2)
        for place, colour in zip(places, swapped(self.rgbas), strict=True):
            move(place[0], place[1])
            for end in ends:
                line(place[end], place[end + 1])
            close()
            source(*colour)
            fill()

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield self.corners.tobytes()
        yield self.rgbas.tobytes()


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks drawn as one picture that is then seen through: none of them shows another.

    Attributes
    ----------
    marks : tuple of Mark
        No `ManimMark`, which draws past the layer.
    opacity : float
    """

    marks: tuple[Mark, ...]
    opacity: float

    def draw(self, context: cairo.Context) -> None:
        """Draw it."""
        context.push_group()
        for mark in self.marks:
            mark.draw(context)
        context.pop_group_to_source()
        context.paint_with_alpha(self.opacity)

    def content(self) -> Iterator[bytes]:
        """Return all that decides what is drawn."""
        yield repr((len(self.marks), self.opacity)).encode()
        for mark in self.marks:
            yield from mark.content()


def swapped(rgbas: np.ndarray) -> Iterator[tuple[float, ...]]:
    """Return colours (n, 4) one by one, as Cairo wants them for Manim's pixels."""
    return zip(*rgbas[:, [2, 1, 0, 3]].T.tolist(), strict=True)
