"""A surface of losses that grows out of a curve, and the way of a network over it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, Dot, Group, LineJointType, VMobject
from scipy.interpolate import RegularGridInterpolator

from scenes.films.landscape.build import WHOLE, Build
from scenes.mobjects.arrays.bezier import as_points, smooth_curves, straight
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.surface_mesh import MeshLines, SurfaceMesh
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.theme.theme import Theme

WAY, THIN, HALO = 5.0, 2.2, 9.0
"""Widths of the way on the surface, alone and over that of the true loss, and of the dark line
around it."""
LIFT = 0.03
"""Height of the way above the surface, so that the two do not touch; frame units."""
DETAIL = 4
"""Pieces into which the way between two points is divided, to follow the surface."""
VEIL = 0.4
"""Opacity of the curtain between the two ways."""
VALLEY = 0.35
"""Share of a surface that is its lower part."""


class Curtain(VMobject):
    """What hangs between the way on the surface and that of the true loss."""


class LandscapePanel(Group):
    """A landscape, the way of a network over it, and how far that is from the truth.

    Parameters
    ----------
    heights : array (rows, columns)
        From 0 to 1.
    place : (array (2,), float, float)
        Centre in the frame, side, and height of the surface; see `fitted`.
    colours : ColourMap
        Of heights from 0 to 1.
    theme : Theme
    scale : float
        Of dots and names.
    """

    def __init__(
        self,
        heights: np.ndarray,
        place: tuple[np.ndarray, float, float],
        colours: ColourMap,
        theme: Theme,
        scale: float = 1.0,
    ) -> None:
        self.centre, self.side, self.peak = place
        self.build, self.scale_of_words = WHOLE, scale
        self.plan = [np.linspace(-1, 1, n) for n in heights.shape[::-1]]
        self._unit = np.meshgrid(*self.plan)
        lines = MeshLines(every=max((heights.shape[1] - 1) // 10, 1), colour=theme.background)
        self.mesh = SurfaceMesh(colours, Orbit(), np.array([*self.centre, 0.0]), lines)
        self.curve = VMobject(stroke_color=theme.loss, stroke_width=7, fill_opacity=0)
        self.halo, self.way = (
            VMobject(
                stroke_color=colour,
                stroke_width=width,
                fill_opacity=0,
                joint_type=LineJointType.ROUND,
            )
            for colour, width in ((theme.background, HALO), (theme.text, WAY))
        )
        self.true_way = VMobject(
            stroke_color=theme.loss, stroke_width=7, fill_opacity=0, joint_type=LineJointType.ROUND
        )
        self.curtain = Curtain(fill_color=theme.loss, fill_opacity=VEIL, stroke_width=0)
        self.stem = VMobject(stroke_color=theme.loss, stroke_width=9, fill_opacity=0)
        self.head, self.truth = (
            Dot(
                radius=0.11 * scale,
                color=colour,
                stroke_color=theme.background,
                stroke_width=2.5,
            )
            for colour in (theme.text, theme.loss)
        )
        self._disc, self.dots = self.head.points.copy(), 1.0
        self.names: list[VMobject] = [
            formula(name, 54 * scale, theme.text) for name in ("w_1", "w_2", "u", "v")
        ]
        self.beside = np.array([[0, -1], [-1, 0]])
        self.way_plan, self.way_truth = np.zeros((0, 2)), np.zeros(0)
        # Told how high the network's shadow is, and where that is drawn, how high its true loss.
        self.watch: Callable[[float, float | None], None] = lambda height, true: None
        super().__init__(
            self.mesh, self.curve, *self.names,
            self.curtain, self.halo, self.true_way, self.way, self.stem, self.truth, self.head,
        )  # fmt: skip
        self.name_axes(1.0)
        self.set_heights(heights)

    def set_heights(self, heights: np.ndarray) -> LandscapePanel:
        """Show other losses, array (rows, columns), from 0 to 1."""
        self.heights = heights
        self._surface = RegularGridInterpolator(
            (self.plan[1], self.plan[0]), heights, bounds_error=False
        )
        return self.shape(self.build)

    def shape(self, build: Build) -> LandscapePanel:
        """Draw it as a curve, a surface, or between the two."""
        self.build = build
        heights = self.heights
        if build.depth != 1:  # A strip of the surface about its middle row, as deep as it is drawn.
            x, y = self._unit
            heights = self.height_at(np.stack([x, build.depth * y], axis=-1))
        points = np.stack([*self._unit, heights], axis=-1)
        self.mesh.set_vertices(self.place(points), heights)
        return self.look(self.mesh.orbit)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Return where points (…, 3) of the surface are, in its space.

        Parameters
        ----------
        points : array (…, 3)
            Two coordinates from -1 to 1, and a height from 0 to 1.
        """
        build = self.build
        size = [build.across * self.side / 2, build.depth * self.side / 2, build.height * self.peak]
        return points * size + np.array([*self.centre, -build.drop])

    def height_at(self, coordinates: np.ndarray) -> np.ndarray:
        """Return the heights, from 0 to 1, at coordinates (…, 2); NaN outside."""
        return np.asarray(self._surface(coordinates[..., ::-1]))

    def look(self, orbit: Orbit) -> LandscapePanel:
        """See it from a direction."""
        self.mesh.orbit = orbit
        beside = np.column_stack([1.1 * self.beside, np.zeros(2)])
        for name, place in zip(
            self.names, 2 * list(self.mesh.see(self.place(beside))), strict=True
        ):
            name.move_to(at(*place) + 0.2 * self.scale_of_words * DOWN)
        return self

    def face(self, orbit: Orbit) -> LandscapePanel:
        """Write the names of the axes along the edges that are in front, seen from a direction."""
        towards = np.sign(orbit.axes[2, :2])
        self.beside = np.array([[0, towards[1] or -1], [towards[0] or -1, 0]])
        return self

    def name_axes(self, share: float, second: float | None = None) -> LandscapePanel:
        """Name each axis after a weight (0) or a direction (1); between, after neither.

        The second goes with the first, unless it is said how far it has come.
        """
        shares = share, share if second is None else second
        for k, each in enumerate(shares):
            self.names[k].set_opacity(max(1 - 2 * each, 0))
            self.names[k + 2].set_opacity(max(2 * each - 1, 0))
        return self

    def draw_curve(self, opacity: float = 1.0, row: float = 0.0) -> LandscapePanel:
        """Draw a row of the surface, from -1 to 1, as a curve; the middle one by default."""
        plan = np.column_stack([self.plan[0], np.full(len(self.plan[0]), row)])
        points = np.column_stack([self.in_strip(plan), self.height_at(plan)])
        seen = self.mesh.see(self.place(points))
        self.curve.points = as_points(smooth_curves(seen[None])[0])
        self.curve.set_stroke(opacity=opacity)
        return self

    def in_strip(self, coordinates: np.ndarray) -> np.ndarray:
        """Return where coordinates (…, 2) of the surface are in the strip of it that is drawn."""
        return coordinates / [1, max(self.build.depth, 1e-9)]

    def stand(self, coordinates: np.ndarray, height: float | None = None) -> LandscapePanel:
        """Show the network alone, without its way, at coordinates (2,).

        It stands on the surface, unless another height is given.
        """
        self.follow_none()
        if height is None:
            height = float(self.height_at(coordinates[None])[0])
        spot = self.mesh.see(self.place(np.array([[*self.in_strip(coordinates), height]])))[0]
        self.head.points = self.dots * self._disc + at(*spot)
        self.watch(height, None)
        return self

    def set_way(self, coordinates: np.ndarray, true_heights: np.ndarray) -> LandscapePanel:
        """Set the way of a network: coordinates (n, 2) from -1 to 1, and its true heights (n,)."""
        fine = np.linspace(0, len(coordinates) - 1, DETAIL * (len(coordinates) - 1) + 1)
        whole = np.arange(len(coordinates))
        self.way_plan = np.column_stack([np.interp(fine, whole, coordinates[:, k]) for k in (0, 1)])
        self.way_truth = np.interp(fine, whole, true_heights)
        return self

    def level(self, heights: np.ndarray) -> np.ndarray:
        """Return how high heights (n,), from 0 to 1, are in the space of the surface."""
        flat = np.zeros((len(heights), 2))
        return np.asarray(self.place(np.column_stack([flat, heights]))[:, 2] + LIFT)

    @property
    def path(self) -> np.ndarray:
        """The whole way in the space of the surface, array (n, 3); NaN beyond its edges."""
        heights = self.height_at(self.way_plan)
        return self.place(np.column_stack([self.way_plan, heights])) + [0, 0, LIFT]

    def hidden_from(self, orbit: Orbit) -> float:
        """Return the share of the whole way that is hidden in a view; that view is then shown."""
        self.look(orbit)
        path = self.path[::DETAIL]
        path = path[np.isfinite(path).all(axis=1)]
        return float(self.mesh.hides(path).mean()) if len(path) else 0.0

    def hides(self, coordinates: np.ndarray) -> bool:
        """Return whether a place (2,) of the surface is hidden as it is seen now."""
        height = float(self.height_at(coordinates[None])[0])
        place = self.place(np.array([[*coordinates, height]])) + [0, 0, LIFT]
        return bool(self.mesh.hides(place)[0])

    def valley_seen_from(self, orbit: Orbit) -> float:
        """Return how much of the lower part of the surface is seen; that view is then shown."""
        self.look(orbit)
        low = self.mesh.vertices[self.heights <= np.quantile(self.heights, VALLEY)][::5]
        return 1 - float(self.mesh.hides(low).mean())

    def thin(self, share: float) -> LandscapePanel:
        """Draw the way on the surface thinner, as far as said, so that the true one is seen."""
        self.way.set_stroke(width=WAY + share * (THIN - WAY))
        self.halo.set_stroke(width=HALO * (1 - share))
        return self

    def follow_none(self) -> LandscapePanel:
        """Draw no way and no network."""
        for part in (
            self.way, self.halo, self.true_way, self.head, self.stem, self.truth, self.curtain
        ):  # fmt: skip
            part.points = np.zeros((0, 3))
        return self

    def follow(self, upto: float, *, stem: bool = True) -> LandscapePanel:
        """Draw the way up to a place, counted in its points from 0; not where it is hidden.

        With a stem from the network's shadow on the surface to the height of its true loss, and
        with that loss all along the way, seen through the surface.
        """
        end = upto * DETAIL
        whole = int(end)
        way = self.path
        last = min(whole + 1, len(way) - 1)
        head = way[whole] + (end - whole) * (way[last] - way[whole])
        path = np.vstack([way[: whole + 1], head])
        seen = self.mesh.see(path)
        known = np.isfinite(path).all(axis=1)
        inside, shown = bool(known[-1]), known.copy()
        shown[known] = ~self.mesh.hides(path[known])
        pieces = straight(seen[:-1], seen[1:])[shown[:-1] & shown[1:]]
        self.follow_none()
        self.way.points = self.halo.points = as_points(pieces)
        if stem:
            so_far = np.append(np.arange(whole + 1), end)
            heights = np.interp(so_far, range(len(way)), self.way_truth)
            true = self.mesh.see(np.column_stack([path[:, :2], self.level(heights)]))
            kept = known[:-1] & known[1:]
            self.true_way.points = as_points(straight(true[:-1], true[1:])[kept])
            corners = np.stack([seen[:-1], seen[1:], true[1:], true[:-1]], axis=1)[kept]
            sides = straight(corners.reshape(-1, 2), np.roll(corners, -1, axis=1).reshape(-1, 2))
            self.curtain.points = as_points(sides)
        if not inside:
            return self
        self.head.points = self.dots * self._disc + at(*seen[-1])
        plan = self.way_plan[whole] + (end - whole) * (self.way_plan[last] - self.way_plan[whole])
        self.watch(float(self.height_at(plan[None])[0]), float(heights[-1]) if stem else None)
        if stem:
            top = np.append(head[:2], self.level(heights[-1:]))
            ends = self.mesh.see(np.stack([head, top]))
            self.stem.points = as_points(straight(ends[:1], ends[1:]))
            self.truth.points = self.dots * self._disc + at(*ends[1])
        return self
