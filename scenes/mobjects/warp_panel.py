"""The panel in which space is seen warping: grid, points, separating line or plane, regions."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
from manim import VGroup, VMobject

from engine.geometry.box import Box
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.arrays.cut_path import CutPath
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.arrays.point_cloud import Markers, PointCloud, marker_of
from scenes.mobjects.panel_box import panel_box
from scenes.mobjects.scale_bar import ScaleBar
from scenes.theme.theme import Theme

TINT, PLANE = 0.26, 0.13
"""Opacities of a class's region, and of a plane between classes."""
RING, FOLLOWED = 1.9, 2.6
"""Radii of the rings round a mistake and round the point that is followed, in radii of a point."""


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
    tint : float
        How clearly the regions are drawn, from 0 to 1.
    borders : list of array (samples, 2 or 3)
        Curved borders.
    room : Box, optional
        In three dimensions, a box whose edges are drawn to give the eye a hold.
    mistakes : array (points,), optional
        How large a ring each point wears, because it is on the wrong side: from 0 (none) to 1.
    followed : int, optional
        A point that wears a ring of its own, for the eye to follow.
    trail : array (samples, 2 or 3), optional
        Where that one has come from.
    """

    grid: tuple[np.ndarray, np.ndarray]
    points: np.ndarray
    separators: list[np.ndarray] = field(default_factory=list)
    regions: list[list[np.ndarray]] = field(default_factory=list)
    borders: list[np.ndarray] = field(default_factory=list)
    room: Box | None = None
    mistakes: np.ndarray | None = None
    followed: int | None = None
    trail: np.ndarray | None = None
    tint: float = 1.0


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
    framed : bool
        Whether it stands on a ground with an edge; without, it is the frame's own picture.

    Attributes
    ----------
    strength : float
        From 0 to 1, how clearly borders, regions and mistakes are drawn the next time.
    drawn : Picture
        What was drawn last.
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
        framed: bool = True,
    ) -> None:
        self.has_bar, self.framed, self.strength = bar, framed, 1.0
        self.theme, self.middle = theme, np.asarray(centre, dtype=float)
        half = np.array([width, height]) / 2
        self.low, self.high = self.middle - half, self.middle + half
        self.window, self.orbit = Window(np.zeros(2), 1.0), FROM_ABOVE
        self.frame_box = panel_box(theme, self.middle, width, height)
        if not framed:
            self.frame_box.set_opacity(0)
        self.cross = VMobject(stroke_color=theme.edge, stroke_width=2)
        classes = range(int(labels.max()) + 1)
        self.regions = VGroup(
            *(
                VMobject(fill_color=theme.colour_of(k), fill_opacity=TINT, stroke_width=0)
                for k in classes
            )
        )
        self.far_grid = CurveGrid(theme.grid, self.low, self.high, stroke_width=1.0)
        self.far_points = PointCloud(labels, theme, radius)
        self.separator = VMobject(stroke_color=theme.border, stroke_width=4)
        self.grid = CurveGrid(theme.grid, self.low, self.high)
        self.points_cloud = PointCloud(labels, theme, radius)
        self.borders = VMobject(stroke_color=theme.border, stroke_width=4)
        disc = marker_of(0)
        self.rings = Markers(disc, stroke_color=theme.text, stroke_width=1.8, fill_opacity=0)
        self.trail = CutPath(theme.highlight, self.low, self.high, stroke_width=4)
        self.followed = Markers(disc, stroke_color=theme.highlight, stroke_width=5, fill_opacity=0)
        self.bar = ScaleBar(theme)
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
            self.rings,
            self.trail,
            self.points_cloud,
            self.followed,
            self.bar,
            self.note,
        )

    @property
    def room(self) -> np.ndarray:
        """Width and height in the frame, array (2,)."""
        return self.high - self.low

    @property
    def visible(self) -> Box:
        """The part of what is seen of the picture that the window shows."""
        half = self.room / self.window.scale / 2
        return Box(self.window.centre - half, self.window.centre + half)

    def window_for(self, low: np.ndarray, high: np.ndarray, margin: float = 0.06) -> Window:
        """Choose the window that just shows the box from `low` to `high`, arrays (2,)."""
        size = np.maximum(high - low, 1e-9)
        return Window((low + high) / 2, float((self.room * (1 - 2 * margin) / size).min()))

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
            foot = self.low + [0.28, 0.25]
            if not self.framed:  # the lower left is the legend's
                foot = np.array([self.high[0] - 2.4, foot[1]])
            self.bar.draw(foot, self.window.scale)

    def display(self, picture: Picture) -> None:
        """Draw one frame's picture."""
        self.drawn = picture
        if picture.room is not None:
            edges = _edges(picture.room)
            self.cross.points = self._open([self._see(edge) for edge in edges])
        first, second, points = (self._see(x) for x in (*picture.grid, picture.points))
        plane = [piece for piece in picture.separators if piece.shape[1] == 3]
        far = self._behind(picture.points, plane)
        inside = self._holds(points, 1.3 * self.points_cloud.radius)
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
        self._mark(picture, points, inside)
        self.regions.set_fill(opacity=TINT * self.strength * picture.tint)
        for part in (self.borders, self.rings):
            part.set_stroke(opacity=self.strength)

    def _mark(self, picture: Picture, points: np.ndarray, inside: np.ndarray) -> None:
        """Put rings round mistakes and round the point that is followed, with its trail."""
        radius = self.points_cloud.radius
        wrong = np.zeros(len(points)) if picture.mistakes is None else picture.mistakes
        ringed = inside & (wrong > 0)
        room = np.minimum(points - self.low, self.high - points).min(axis=1)[ringed]
        self.rings.set_places(points[ringed], np.minimum(RING * radius * wrong[ringed], room))
        followed = points[:0] if picture.followed is None else points[[picture.followed]]
        self.followed.set_places(
            followed[self._holds(followed, FOLLOWED * radius)], FOLLOWED * radius
        )
        trail = np.empty((0, 2)) if picture.trail is None else self._see(picture.trail)
        self.trail.set_path(trail)

    def _holds(self, points: np.ndarray, edge: float) -> np.ndarray:
        """Return which points (n, 2) lie inside, so far from the edge."""
        return np.asarray(((points > self.low + edge) & (points < self.high - edge)).all(axis=1))

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
        strength = self.strength
        self.separator.set_fill(self.theme.border, opacity=PLANE * strength if planes else 0)
        self.separator.set_stroke(width=2 if planes else 4, opacity=strength)
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
