"""Drawing what Manim's cameras draw, several times faster.

Mobjects become marks (`scenes.camera.marks`): the outlines of all of them in one pass over one
array, handed to Cairo as whole paths; pictures as patterns; clouds of equal markers as stamps.
Whatever is not understood goes to Manim's own code, so any scene may be drawn in this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

import numpy as np
from manim import Camera
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject
from manim.mobject.types.vectorized_mobject import VMobject
from PIL.Image import Resampling

from scenes.camera.curves import Curves
from scenes.camera.marks import Mark, Outline, Paint, Stroke
from scenes.camera.paths import cairo_paths
from scenes.camera.pictures import Between, ManimMark, Raster
from scenes.camera.stamps import Stamps, stamps_of

FEWEST_COPIES = 32
"""Mobjects of one shape in a row that are drawn as stamps; letters hardly come in such rows."""
FEWEST_CURVES = 64
"""Of strokes that a kernel draws; Cairo is as fast if there are fewer."""

NEAR = 1e-3
"""Between two ends that could be taken for one, in the frame's units."""
Look = tuple[Stroke | None, Paint | None, Stroke | None]
"""The stroke behind, the fill, and the stroke before it."""

KNOWN_RESAMPLING: dict[int, Between] = {
    Resampling.NEAREST: "nearest",
    Resampling.BILINEAR: "linear",
    Resampling.BICUBIC: "cubic",
}
"""All that Pillow bends pictures with."""


class FastDrawing:
    """Mixed into a camera of Manim's, before it.

    An outline that is one shape many times over says so by an attribute `marker_curves`, the number
    of curves of each copy; many small mobjects of one shape in a row are found out, and so are
    strokes of many curves in one colour, of one mobject or of several in a row, such as the lines
    of a grid. An image whose picture is better drawn than resampled has a method `marks(camera)`.

    Attributes
    ----------
    on_mark : callable, optional
        Called with each mark; what it gives back says whether the mark is drawn.
    """

    on_mark: Callable[[Mark], bool] | None = None
    _kinds: dict[type, type]

    def type_or_raise(self: Any, mobject: Any) -> type:
        """Sort a mobject by the way it is drawn; Manim's own builds its table for each mobject."""
        if "_kinds" not in self.__dict__:
            self._kinds = {}
            self.display_funcs = {
                VMobject: self.display_multiple_vectorized_mobjects,
                PMobject: self.display_multiple_point_cloud_mobjects,
                AbstractImageMobject: self.display_multiple_image_mobjects,
                object: lambda *_: None,
            }
        kind = self._kinds.get(type(mobject))
        if kind is None:
            kind = next(k for k in self.display_funcs if isinstance(mobject, k))
            self._kinds[type(mobject)] = kind
        return kind

    def show(self: Any, marks: Iterable[Mark], pixels: np.ndarray) -> None:
        """Draw marks, or tell them to whoever listens."""
        context = self.get_cairo_context(pixels)
        for mark in marks:
            if self.on_mark is None or self.on_mark(mark):
                mark.draw(context)

    def display_multiple_vectorized_mobjects(
        self: Any, vmobjects: list[VMobject], pixels: np.ndarray
    ) -> None:
        """Draw outlines."""
        for image, group in groupby(vmobjects, lambda each: each.get_background_image()):
            batch = list(group)
            if image:
                self.show([self._coloured_by_image(batch, pixels)], pixels)
            else:
                self.show(self.outlines(batch), pixels)

    def outlines(self: Any, vmobjects: Sequence[VMobject]) -> list[Mark]:
        """Translate outlines into marks, in one pass over all their points."""
        counts = np.array([len(each.points) // 4 for each in vmobjects])
        kept = [each.points[: 4 * count] for each, count in zip(vmobjects, counts, strict=True)]
        together = kept[0] if len(kept) == 1 else np.concatenate(kept)
        points = self.seen(vmobjects, together, 4 * counts)
        flat = np.empty((len(points), 2))
        flat[:, 0], flat[:, 1] = points[:, 0], points[:, 1]  # five times as fast as both at once
        edges = np.append(0, 4 * np.cumsum(counts)).tolist()
        parts = [flat[a:b] for a, b in pairwise(edges)]
        visible = np.flatnonzero(counts).tolist()
        if not np.isfinite(flat).all():
            visible = [i for i in visible if np.isfinite(parts[i]).all()]
        marks: dict[int, Mark] = {}
        stamped: set[int] = set()
        for i, end, curves in self._copies(vmobjects, visible, counts.tolist(), parts):
            stamps = self._stamps(vmobjects[i], flat[edges[i] : edges[end]], curves)
            if stamps is not None:
                marks[i] = stamps
                stamped.update(range(i, end))
        looks = {i: self._look(vmobjects[i]) for i in visible if i not in stamped}
        tolerances = [each.tolerance_for_point_equality for each in vmobjects]
        for run in [*_strokes(looks, parts, tolerances)]:
            if counts[run].sum() >= FEWEST_CURVES:
                curves = np.concatenate([parts[i] for i in run]).reshape(-1, 4, 2)
                strokes = [looks.pop(i)[2] for i in run]
                marks[run[0]] = Curves(curves, strokes[0], tolerances[run[0]])
        if looks:
            rest = [*looks]
            together = np.concatenate([parts[i] for i in rest])
            paths = cairo_paths(together, counts[rest], np.array([tolerances[i] for i in rest]))
            for i, path in zip(rest, paths, strict=True):
                marks[i] = Outline(path, *looks[i])
        return [marks[i] for i in visible if i in marks]

    def _copies(
        self: Any,
        vmobjects: Sequence[VMobject],
        visible: list[int],
        counts: list[int],
        parts: list[np.ndarray],
    ) -> Iterator[tuple[int, int, int]]:
        """Find what may be copies of one shape: first mobject, one past the last, curves of each.

        One mobject that says so, or many in a row that look alike, such as a group of dots.
        """
        runs: list[list[int]] = []
        before: tuple[object, ...] | None = None
        for i in visible:
            curves = getattr(vmobjects[i], "marker_curves", 0)
            if curves:
                yield i, i + 1, curves
            likeness = None if curves else _likeness(vmobjects[i], parts[i])
            if likeness is None or likeness != before or runs[-1][-1] != i - 1:
                runs.append([])
            runs[-1].append(i)
            before = likeness
        for run in runs:
            if len(run) >= FEWEST_COPIES:
                yield run[0], run[-1] + 1, counts[run[0]]

    def seen(
        self: Any, vmobjects: Sequence[VMobject], points: np.ndarray, counts: np.ndarray
    ) -> np.ndarray:
        """Return where the camera sees points (n, 3) of several mobjects, `counts` of each."""
        if type(self).transform_points_pre_display is Camera.transform_points_pre_display:
            return points
        parts = np.split(points, np.cumsum(counts)[:-1])
        moved = [self._transformed(m, part) for m, part in zip(vmobjects, parts, strict=True)]
        return np.concatenate(moved)

    def _transformed(self: Any, vmobject: VMobject, points: np.ndarray) -> np.ndarray:
        moved: np.ndarray = self.transform_points_pre_display(vmobject, points)
        return moved if len(moved) == len(points) else np.full_like(points, np.nan)

    def _look(self: Any, vmobject: VMobject) -> Look:
        """Return the stroke behind, the fill, and the stroke before it."""
        paint = self._paint(vmobject, self.get_fill_rgbas(vmobject))
        return (
            self._pen(vmobject, background=True),
            None if paint.is_clear else paint,
            self._pen(vmobject, background=False),
        )

    def _stamps(self: Any, vmobject: VMobject, points: np.ndarray, curves: int) -> Stamps | None:
        if len(points) < 8 * curves:
            return None
        behind, fill, stroke = self._look(vmobject)
        if behind is not None:
            return None
        return stamps_of(points, curves, fill, stroke, self.pixel_width / self.frame_width)

    def _pen(self: Any, vmobject: VMobject, *, background: bool) -> Stroke | None:
        width = vmobject.get_stroke_width(background)
        if width == 0:
            return None
        paint = self._paint(vmobject, self.get_stroke_rgbas(vmobject, background=background))
        if paint.is_clear:
            return None
        join, cap = LINE_JOIN_MAP[vmobject.joint_type], CAP_STYLE_MAP[vmobject.cap_style]
        return Stroke(paint, width * self.cairo_line_width_multiple, join, cap)

    def _paint(self: Any, vmobject: VMobject, rgbas: np.ndarray) -> Paint:
        if len(rgbas) == 1:
            return Paint(rgbas)
        ends = np.array(vmobject.get_gradient_start_and_end_points())
        return Paint(rgbas, self.transform_points_pre_display(vmobject, ends)[:, :2])

    def _coloured_by_image(self: Any, batch: list[VMobject], pixels: np.ndarray) -> ManimMark:
        facts: list[object] = []
        for each in batch:
            image = each.get_background_image()
            facts += [each.points, each.get_fill_rgbas(), each.get_stroke_rgbas()]
            facts += [each.stroke_width, image if isinstance(image, str) else np.asarray(image)]
        return ManimMark(
            lambda: self.display_multiple_background_colored_vmobjects(batch, pixels), tuple(facts)
        )

    def display_multiple_point_cloud_mobjects(
        self: Any, pmobjects: list[PMobject], pixels: np.ndarray
    ) -> None:
        """Draw Manim's own point clouds, by its own code."""
        facts = [(each.points, each.rgbas, each.stroke_width) for each in pmobjects]
        draw = super().display_multiple_point_cloud_mobjects  # type: ignore[misc]
        mark = ManimMark(lambda: draw(pmobjects, pixels), tuple(fact for f in facts for fact in f))
        self.show([mark], pixels)

    def display_multiple_image_mobjects(
        self: Any, images: list[AbstractImageMobject], pixels: np.ndarray
    ) -> None:
        """Draw pictures."""
        for image in images:
            if hasattr(image, "marks"):
                self.show(image.marks(self), pixels)
            else:
                self.show([self._picture(image, pixels)], pixels)

    def _picture(self: Any, image: AbstractImageMobject, pixels: np.ndarray) -> Mark:
        corners = self.transform_points_pre_display(image, image.points)[:, :2]
        array = image.get_pixel_array()
        slant = corners[0] + corners[3] - corners[1] - corners[2]
        if np.abs(slant).max() < 1e-6 and image.resampling_algorithm in KNOWN_RESAMPLING:
            return Raster(array, corners[:3].copy(), KNOWN_RESAMPLING[image.resampling_algorithm])
        return ManimMark(
            lambda: self.display_image_mobject(image, pixels),
            (array, corners, int(image.resampling_algorithm)),
        )


def _strokes(
    looks: Mapping[int, Look], parts: Sequence[np.ndarray], tolerances: Sequence[float]
) -> Iterator[list[int]]:
    """Find strokes that can be drawn as one: runs of mobjects next to one another.

    They are of one colour, without a fill, and several only where they are opaque, so that it makes
    no difference which lies over which, and if none goes on where the last one ends.
    """
    run: list[int] = []
    before: object = None
    for i, (behind, fill, stroke) in looks.items():
        if stroke is None or behind or fill or stroke.paint.ends is not None:
            continue
        likeness = tolerances[i], *stroke.content()
        goes_on = run and run[-1] == i - 1 and likeness == before and stroke.paint.is_opaque
        if run and not (goes_on and np.abs(parts[i][0] - parts[i - 1][-1]).max() > NEAR):
            yield run
            run = []
        run.append(i)
        before = likeness
    if run:
        yield run


def _likeness(vmobject: VMobject, points: np.ndarray) -> tuple[object, ...] | None:
    """Return what two mobjects have in common if they may be copies: their looks, and their size.

    None for what is not filled, such as a dash of a line. Whether shapes are equal is found out in
    one go for all of them.
    """
    rgbas = (
        vmobject.get_fill_rgbas(),
        vmobject.get_stroke_rgbas(),
        vmobject.get_stroke_rgbas(background=True),
    )
    if not rgbas[0][:, 3].any():
        return None
    return (
        len(points),
        *(colours.tobytes() for colours in rgbas),
        vmobject.stroke_width,
        vmobject.background_stroke_width,
        vmobject.joint_type,
        vmobject.cap_style,
    )
