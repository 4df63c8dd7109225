"""The panel in which space is seen warping: grid, points, separating line or plane, regions."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
from manim import BackgroundRectangle, VGroup, VMobject

from engine.geometry.regions import Box
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.frame import at
from scenes.mobjects.panel_box import panel_box
from scenes.mobjects.text import LiveNumber
from scenes.theme.theme import Theme


@dataclass(frozen=True)
class Window:
    """Which part of a picture the panel shows.

    Attributes
    ----------
    centre : array (2 or 3,)
        Of the panel, in the picture's units.
    scale : float
        Frame units per unit of the picture.
    """

    centre: np.ndarray
    scale: float

    def lifted(self) -> Window:
        """Return the same window in three dimensions."""
        return Window(np.append(self.centre, 0.0), self.scale)

    def towards(self, other: Window, fraction: float) -> Window:
        """Pan evenly and zoom by an even factor."""
        scale = self.scale ** (1 - fraction) * other.scale**fraction
        return Window((1 - fraction) * self.centre + fraction * other.centre, scale)


@dataclass(frozen=True)
class Picture:
    """What the engine computed for one frame, in the picture's own units.

    Attributes
    ----------
    grid : pair of array (curves, samples, 2 or 3)
    points : array (points, 2 or 3)
    separators : list of array (corners, 2 or 3)
        Lines or planes between the classes.
    regions : list of list of array (corners, 2 or 3)
        Per class, closed outlines.
    borders : list of array (samples, 2 or 3)
        Curved borders.
    room : Box, optional
        In three dimensions, a box whose edges are drawn to give the eye a hold.
    """

    grid: tuple[np.ndarray, np.ndarray]
    points: np.ndarray
    separators: list[np.ndarray] = field(default_factory=list)
    regions: list[list[np.ndarray]] = field(default_factory=list)
    borders: list[np.ndarray] = field(default_factory=list)
    room: Box | None = None


def _edges(box: Box) -> np.ndarray:
    """Return the twelve edges of a box in three dimensions, array (12, 2, 3)."""
    corners = np.array(list(product((0, 1), repeat=3)))
    pairs = [(a, b) for a, b in combinations(corners, 2) if np.abs(a - b).sum() == 1]
    return box.low + np.array(pairs) * box.size


class WarpPanel(VGroup):
    """A framed view of a picture, clipped at its edge, with a bar that shows the scale.

    Parameters
    ----------
    labels : array (points,)
        Classes of the points.
    theme : Theme
    centre : array (2,)
        Of the panel in the frame.
    width, height : float
        Of the panel in the frame.
    radius : float
        Of a point's marker.
    bar : bool
        Whether to show the scale.
    """

    def __init__(
        self,
        labels: np.ndarray,
        theme: Theme,
        centre: np.ndarray,
        width: float,
        height: float,
        radius: float = 0.055,
        *,
        bar: bool = True,
    ) -> None:
        self.has_bar = bar
        self.theme, self.middle = theme, np.asarray(centre, dtype=float)
        half = np.array([width, height]) / 2
        self.low, self.high = self.middle - half, self.middle + half
        self.window, self.orbit = Window(np.zeros(2), 1.0), FROM_ABOVE
        self.frame_box = panel_box(theme, self.middle, width, height)
        self.cross = VMobject(stroke_color=theme.edge, stroke_width=2)
        classes = range(int(labels.max()) + 1)
        self.regions = VGroup(
            *(
                VMobject(fill_color=theme.colour_of(k), fill_opacity=0.26, stroke_width=0)
                for k in classes
            )
        )
        self.far_grid = CurveGrid(theme.grid, self.low, self.high, stroke_width=1.0)
        self.far_points = PointCloud(labels, theme, radius)
        self.separator = VMobject(stroke_color=theme.border, stroke_width=4)
        self.grid = CurveGrid(theme.grid, self.low, self.high)
        self.points_cloud = PointCloud(labels, theme, radius)
        self.borders = VMobject(stroke_color=theme.border, stroke_width=4)
        self.bar_ground = VMobject(fill_color=theme.panel, fill_opacity=0.85, stroke_width=0)
        self.bar = VMobject(stroke_color=theme.muted, stroke_width=3)
        self.bar_label = LiveNumber(20, theme.muted, bold=False)
        self.note = VGroup()
        super().__init__(
            self.frame_box,
            self.cross,
            self.regions,
            self.far_grid,
            self.far_points,
            self.separator,
            self.grid,
            self.borders,
            self.points_cloud,
            self.bar_ground,
            self.bar,
            self.bar_label,
            self.note,
        )

    @property
    def room(self) -> np.ndarray:
        """Width and height in the frame, array (2,)."""
        return self.high - self.low

    def window_for(self, low: np.ndarray, high: np.ndarray, margin: float = 0.06) -> Window:
        """Choose the window that just shows the box from `low` to `high`, arrays (2,)."""
        size = np.maximum(high - low, 1e-9)
        return Window((low + high) / 2, float((self.room * (1 - 2 * margin) / size).min()))

    def set_note(self, note: VMobject | None) -> None:
        """Write a remark into the panel, or take it away."""
        if note is None:
            self.note.submobjects = []
            return
        ground = BackgroundRectangle(note, color=self.theme.panel, fill_opacity=0.85, buff=0.08)
        self.note.submobjects = [ground, note]

    def place(self, points: np.ndarray) -> np.ndarray:
        """Map what is seen of a picture (…, 2) into the frame (…, 2)."""
        return (points - self.window.centre) * self.window.scale + self.middle

    def look(self, window: Window, orbit: Orbit = FROM_ABOVE) -> None:
        """Choose what part to show, and from where; `display` then draws it."""
        self.window, self.orbit = window, orbit
        origin = self.place(np.zeros(2))
        ends = np.array([[[self.low[0], origin[1]], [self.high[0], origin[1]]],
                         [[origin[0], self.low[1]], [origin[0], self.high[1]]]])  # fmt: skip
        self.cross.points = self._open(list(ends) if orbit.tilt == 0 else [])
        if self.has_bar:
            self._draw_bar()

    def display(self, picture: Picture) -> None:
        """Draw one frame's picture."""
        if picture.room is not None:
            edges = _edges(picture.room)
            self.cross.points = self._open([self._see(edge) for edge in edges])
        first, second, points = (self._see(x) for x in (*picture.grid, picture.points))
        plane = [piece for piece in picture.separators if piece.shape[1] == 3]
        far = self._behind(picture.points, plane)
        edge = 1.3 * self.points_cloud.radius
        inside = ((points > self.low + edge) & (points < self.high - edge)).all(axis=1)
        self.points_cloud.set_positions(points, shown=inside & ~far)
        self.far_points.set_positions(points, 0.85, shown=inside & far)
        hidden = [self._behind((c[:, 1:] + c[:, :-1]) / 2, plane) for c in picture.grid]
        self.grid.set_curves(first, second, [~mask for mask in hidden])
        self.far_grid.set_curves(first, second, hidden)
        self._draw_separators(picture)
        for outline, rings in zip(self.regions.submobjects, picture.regions, strict=False):
            outline.points = self._closed(rings)
        if not picture.regions:
            for outline in self.regions:
                outline.points = np.empty((0, 3))
        curves = [self._see(curve) for curve in picture.borders]
        self.borders.points = self._open(curves)

    def _see(self, points: np.ndarray) -> np.ndarray:
        return self.place(self.orbit.see(points)[0])

    def _behind(self, points: np.ndarray, planes: list[np.ndarray]) -> np.ndarray:
        """Find the points (…, 3) that a single separating plane hides from the viewer."""
        if len(planes) != 1:
            return np.zeros(points.shape[:-1], bool)
        corners = planes[0]
        normal = np.linalg.svd(corners - corners.mean(axis=0))[2][-1]
        towards = np.sign(normal @ self.orbit.axes[2])
        behind: np.ndarray = (points - corners.mean(axis=0)) @ normal * towards < 0
        return behind

    def _draw_separators(self, picture: Picture) -> None:
        seen = [self._see(piece) for piece in picture.separators]
        planes = any(piece.shape[1] == 3 for piece in picture.separators)
        self.separator.set_fill(self.theme.border, opacity=0.13 if planes else 0)
        self.separator.set_stroke(width=2 if planes else 4)
        self.separator.points = self._closed_frame(seen) if planes else self._open(seen)

    def _closed(self, rings: list[np.ndarray]) -> np.ndarray:
        return self._closed_frame([self._see(ring) for ring in rings])

    def _closed_frame(self, rings: list[np.ndarray]) -> np.ndarray:
        """Outline closed rings, held inside the panel by its nearest edge."""
        held = [np.clip(ring, self.low, self.high) for ring in rings if len(ring) > 2]
        if not held:
            return np.empty((0, 3))
        return as_points(np.concatenate([straight(r, np.roll(r, -1, axis=0)) for r in held]))

    def _open(self, curves: list[np.ndarray]) -> np.ndarray:
        if not curves:
            return np.empty((0, 3))
        segments = np.concatenate([straight(c[:-1], c[1:]) for c in curves])
        return as_points(clip_to_box(segments, self.low, self.high))

    def _draw_bar(self) -> None:
        """Draw a bar of a round length, 1, 2 or 5 times a power of ten."""
        wanted = 0.9 / self.window.scale
        power = 10.0 ** np.floor(np.log10(wanted))
        length = max(step * power for step in (1, 2, 5) if step * power <= wanted)
        start = self.low + [0.28, 0.25]
        end = start + [length * self.window.scale, 0]
        tick = np.array([0, 0.07])
        lines = np.array([[start, end], [start - tick, start + tick], [end - tick, end + tick]])
        self.bar.points = as_points(straight(lines[:, 0], lines[:, 1]))
        self.bar_label.place(at(end[0] + 0.14, start[1] - 0.08)).write(significant(length))
        reach = self.bar_label.get_right()[0] + 0.08
        corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * [reach - start[0] + 0.12, 0.3]
        corners = corners + start - [0.12, 0.15]
        self.bar_ground.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
