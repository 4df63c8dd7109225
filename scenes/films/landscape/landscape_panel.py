"""A surface over a plane, its contour lines below it, and the way of a point over it."""

from __future__ import annotations

import numpy as np
from manim import Dot, Group, LineJointType, VMobject
from scipy.interpolate import RegularGridInterpolator

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.contour_lines import ContourLines
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.surface_mesh import MeshLines, SurfaceMesh
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.theme.theme import Theme

LIFT = 0.03
"""Height of the way above the surface, so that the two do not touch; frame units."""
DETAIL = 4
"""Pieces into which the way between two points is divided, to follow the surface."""
FLOOR = -0.3
"""Height of the floor, as a share of the surface's height."""


class LandscapePanel(Group):
    """A landscape that can be seen aslant, as a surface, and from above, as a map.

    Parameters
    ----------
    x, y : array (columns,), array (rows,)
        Coordinates of the plane.
    heights : array (rows, columns)
        From 0 to 1.
    levels : array (n,)
        Heights of the contour lines.
    centre : array (2,)
        Of the picture, in the frame.
    side, height : float
        Of the square below the surface, and of the surface itself; frame units.
    colours : ColourMap
        Of heights from 0 to 1.
    theme : Theme
    """

    def __init__(
        self,
        x: np.ndarray,
        y: np.ndarray,
        heights: np.ndarray,
        levels: np.ndarray,
        centre: np.ndarray,
        side: float,
        height: float,
        colours: ColourMap,
        theme: Theme,
    ) -> None:
        self.centre, self.side, self.peak = np.asarray(centre, dtype=float), side, height
        self.low, self.high = self.centre - side / 2, self.centre + side / 2
        self.x, self.y, self.heights = x, y, heights
        self.share = 1.0
        across, up = (
            self.low[i] + side * (c - c[0]) / (c[-1] - c[0]) for i, c in enumerate((x, y))
        )
        self._surface = RegularGridInterpolator((up, across), heights, bounds_error=False)
        pivot = np.array([*self.centre, 0.3 * height])
        lines = MeshLines(every=max((len(x) - 1) // 10, 1), colour=theme.background)
        self.mesh = SurfaceMesh(colours, Orbit(), pivot, lines)
        self._plan = np.meshgrid(across, up)
        self.edge = VMobject(stroke_color=theme.edge, stroke_width=1.5, fill_opacity=0)
        shades = [colours_at(colours, level) for level in levels]
        self.floor = ContourLines(levels, shades).set_values(across, up, heights)
        self.map = HeatMap(self.low, self.high, colours)
        # One value a cell, so that the map fills the square and no more.
        rows = (heights[:-1] + heights[1:]) / 2
        self.map.set_values((rows[:, :-1] + rows[:, 1:]) / 2)
        self.contours = ContourLines(levels, [theme.background]).set_values(across, up, heights)
        self.halo, self.way = (
            VMobject(
                stroke_color=colour,
                stroke_width=width,
                fill_opacity=0,
                joint_type=LineJointType.ROUND,
            )
            for colour, width in ((theme.background, 8), (theme.text, 4))
        )
        self.head = Dot(
            radius=0.09, color=theme.text, stroke_color=theme.background, stroke_width=2.5
        )
        self._disc = self.head.points.copy()
        self.names = [formula(name, 38, theme.muted) for name in ("u", "v")]
        self.beside = np.array([[0, -1], [-1, 0]])
        self.path, self.upto = np.zeros((0, 3)), 0.0
        super().__init__(
            self.edge, self.floor, self.mesh, self.map, self.contours,
            *self.names, self.halo, self.way, self.head,
        )  # fmt: skip
        self.flatten(0)
        self.rise(1)

    def rise(self, share: float) -> LandscapePanel:
        """Scale the surface's height, from 0 (flat) to 1."""
        self.share = share
        z = share * self.peak * self.heights
        self.mesh.set_vertices(np.stack([*self._plan, z], axis=-1), self.heights)
        return self.look(self.mesh.orbit)

    def look(self, orbit: Orbit) -> LandscapePanel:
        """See it from a direction."""
        self.mesh.orbit = orbit
        floor = FLOOR * self.peak

        def on_floor(points: np.ndarray) -> np.ndarray:
            return self.mesh.see(np.column_stack([points, np.full(len(points), floor)]))

        self.floor.put(on_floor)
        (left, bottom), (right, top) = self.low, self.high
        corners = on_floor(np.array([[left, bottom], [right, bottom], [right, top], [left, top]]))
        self.edge.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        beside = self.centre + self.beside * (0.6 * self.side + 0.1)
        for name, place in zip(self.names, on_floor(beside), strict=True):
            name.move_to(at(*place))
        return self

    def face(self, orbit: Orbit) -> LandscapePanel:
        """Write the names of the axes along the edges that are in front, seen from a direction."""
        towards = np.sign(orbit.axes[2, :2])
        self.beside = np.array([[0, towards[1] or -1], [towards[0] or -1, 0]])
        return self

    def flatten(self, share: float) -> LandscapePanel:
        """Turn the surface, seen from above, into a map; 1 is the map alone."""
        self.map.set_opacity(share)
        self.contours.set_stroke(opacity=share)
        self.mesh.set_opacity(float(share < 1))
        for part in (self.edge, self.floor):
            part.set_stroke(opacity=float(share < 1))
        for name in self.names:
            name.set_opacity(max(1 - 2 * share, 0))
        return self

    def set_path(self, coordinates: np.ndarray) -> LandscapePanel:
        """Return the way of a point, array (n, 2) in the plane's coordinates."""
        corner = np.array([self.x[0], self.y[0]])
        size = np.array([self.x[-1] - self.x[0], self.y[-1] - self.y[0]])
        plan = self.low + self.side * (coordinates - corner) / size
        fine = np.linspace(0, len(plan) - 1, DETAIL * (len(plan) - 1) + 1)
        whole = np.arange(len(plan))
        plan = np.column_stack([np.interp(fine, whole, plan[:, k]) for k in (0, 1)])
        heights = self.peak * self._surface(plan[:, ::-1]) + LIFT  # NaN outside
        self.path = np.column_stack([plan, heights])
        return self

    def hidden_from(self, orbit: Orbit) -> float:
        """Return the share of the whole way that is hidden in a view; that view is then shown."""
        self.look(orbit)
        path = self.path[::DETAIL][np.isfinite(self.path[::DETAIL]).all(axis=1)]
        return float(self.mesh.hides(path).mean()) if len(path) else 0.0

    def follow_none(self) -> LandscapePanel:
        """Draw no way yet."""
        for part in (self.way, self.halo, self.head):
            part.points = np.zeros((0, 3))
        return self

    def follow_last(self) -> LandscapePanel:
        """Draw the way as far as it was drawn last, as it is seen now."""
        return self.follow(self.upto)

    def follow(self, upto: float) -> LandscapePanel:
        """Draw the way up to a place, counted in its points from 0; not where it is hidden."""
        self.upto = upto
        end = upto * DETAIL
        whole = int(end)
        last = min(whole + 1, len(self.path) - 1)
        head = self.path[whole] + (end - whole) * (self.path[last] - self.path[whole])
        path = np.vstack([self.path[: whole + 1], head])
        seen = self.mesh.see(path)
        shown = np.isfinite(path).all(axis=1)
        if self.mesh.opacity and self.mesh.orbit.tilt > 1e-3:
            shown[shown] = ~self.mesh.hides(path[shown])
        pieces = straight(seen[:-1], seen[1:])[shown[:-1] & shown[1:]]
        self.way.points = self.halo.points = as_points(pieces)
        self.head.points = self._disc + at(*seen[-1]) if shown[-1] else np.zeros((0, 3))
        return self


def colours_at(colours: ColourMap, value: float) -> str:
    """Return one colour of a map, as hexadecimal."""
    red, green, blue, _ = colours(np.array([value]))[0]
    return f"#{red:02x}{green:02x}{blue:02x}"
