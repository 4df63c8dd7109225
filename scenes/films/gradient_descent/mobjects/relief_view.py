"""A loss surface in space, with lines of equal loss on it and on the floor below."""

from __future__ import annotations

import numpy as np
from manim import Group, VGroup, VMobject

from scenes.films.gradient_descent.mobjects.patch import Patch
from scenes.films.gradient_descent.mobjects.relief import FINE, Relief
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import height_colours
from scenes.mobjects.arrays.contour_lines import ContourLines
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.surface_mesh import MeshLines, SurfaceMesh
from scenes.mobjects.chart import Axis, tick_text
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.theme.contrast import ratio
from scenes.theme.theme import Theme

RESOLUTION = 49
"""Vertices of the mesh, a side."""
LINES = 12
ON_SURFACE, COARSE = 30, 41
"""Lines of equal loss on the surface itself, and points a side at which they are traced."""
CLOSE = 3.0
"""The camera's zoom from which on the lines on the surface are seen best."""
FADED = 0.5
"""Share of the way up after which no lines are seen on the floor."""
SLACK = 0.05
"""How far behind the surface a point is not yet hidden, in frame units."""
TICKS, INSIDE = 4, 0.1
"""Numbers along an edge of the floor, at most, and how far they stay from its ends, as a share."""
TICK, NUMBERS, NAMES, INNER = 0.1, 0.3, 0.75, 0.3
"""How far from the floor's edge its tick marks reach, and numbers and names stand, and names on its
inside where it is seen from above, in frame units of 16:9."""
FLOORLESS = 5.0
"""How many times as fast as the surface is cut open its floor goes."""


class ReliefView(Group):
    """A surface of two variables, turned as an orbit says.

    Parameters
    ----------
    relief : Relief
    centre : array (2,)
        Of the picture in the frame.
    side, height : float
        Of the surface itself: a side of its plan, and how high it rises.
    theme : Theme
    names : (str, str)
        Of the variables, in Typst's math mode.
    scale : float
        Of words and numbers.
    """

    def __init__(
        self,
        relief: Relief,
        centre: np.ndarray,
        side: float,
        height: float,
        theme: Theme,
        names: tuple[str, str],
        scale: float = 1.0,
    ) -> None:
        self.relief, self.theme, self.scale_of_words = relief, theme, scale
        self.place, self.side, self.rise = at(*centre), side, height
        surface = relief.surface
        self.patch, self.seen_floor, self.taller = Patch.of(surface.domain), 1.0, 1.0
        pivot = self.place + [0, 0, height / 2]
        self.grid = MeshLines(every=3, colour=theme.text, strength=0.16, width=1.0)
        self.mesh = SurfaceMesh(height_colours(theme, 0, 1), Orbit(), pivot, self.grid)
        self._lay_mesh()
        self._edge_plan = np.zeros((0, 2))
        (x, y), values = surface.heights(FINE)
        levels = relief.levels(LINES)
        self.floor_lines = ContourLines(levels, [theme.muted], stroke_width=1.2)
        self.floor_lines.set_values(x, y, values)
        light = max((theme.text, theme.background), key=lambda colour: ratio(colour, "#000000"))
        self.lines = ContourLines(relief.levels(ON_SURFACE), [light], stroke_width=1.2)
        self._trace_lines(self.patch)
        self.edge = VMobject(stroke_color=theme.text, stroke_width=3.5 * scale, fill_opacity=0)
        self.floor = VMobject(
            stroke_color=theme.edge, stroke_width=2, fill_color=theme.panel, fill_opacity=1
        )
        self.names = VGroup(*(formula(name, 34 * scale, theme.text) for name in names))
        self.rounds = [_inner_numbers(*ends) for ends in relief.surface.domain]
        self.numbers = VGroup(
            *(
                LiveNumber(20 * scale, theme.muted, bold=False).write(tick_text(each))
                for each in (*self.rounds[0], *self.rounds[1])
            )
        )
        self.ticks = VMobject(stroke_color=theme.edge, stroke_width=1.6)
        words = (self.ticks, self.numbers, self.names)
        super().__init__(self.floor, self.floor_lines, *words, self.mesh, self.lines, self.edge)

    def turn(self, orbit: Orbit, zoom: float = 1.0, above: float = 0.0) -> ReliefView:
        """Look at it from another direction.

        Parameters
        ----------
        orbit : Orbit
        zoom : float
            By how much the camera is closer; the names, which it would lose, fade, and the grid
            on the surface, whose lines it would make broad.
        above : float
            From the side (0) to straight above (1), where the names stand inside of the floor, and
            lines of equal loss are those on the surface alone: no other ones shine through it.
        """
        self.mesh.orbit = orbit
        self.floor_lines.put(self.on_floor)
        self.lines.put(self._in_sight)
        along = self.above(self._edge_plan)
        self.edge.points = as_points(straight(along[:-1], along[1:]))
        close = float(np.clip(np.log(zoom) / np.log(CLOSE), 0, 1))
        self.mesh.lines = self.grid._replace(strength=self.grid.strength * (1 - close))
        self.lines.set_stroke(opacity=min(0.4 + 0.4 * close + 0.2 * above, 0.8))
        self.floor.set_opacity(self.seen_floor)
        self.floor_lines.set_stroke(opacity=self.seen_floor * max(1 - above / FADED, 0.0))
        (left, right), (near, far) = self.relief.surface.domain
        corners = np.array([[left, near], [right, near], [right, far], [left, far]])
        seen = self.on_floor(corners)
        self.floor.points = as_points(straight(seen, np.roll(seen, -1, axis=0)))
        self._stand_words(seen, zoom, above)
        return self

    def cut_open(self, patch: Patch, edge: np.ndarray, share: float, taller: float) -> ReliefView:
        """Go over to another piece of the surface, without the floor, up to a bright edge.

        It is seen at the next `turn`.

        Parameters
        ----------
        patch : Patch
        edge : array (n, 2)
            Points of the plane of the variables under the edge.
        share : float
            From all of the domain (0) to that piece (1).
        taller : float
            How many times as high the piece is drawn in the end.
        """
        whole = Patch.of(self.relief.surface.domain)
        self.patch, self.seen_floor = whole.towards(patch, share), max(0.0, 1 - FLOORLESS * share)
        self.taller = taller**share
        self._lay_mesh()
        self._trace_lines(patch if share else whole)
        self._edge_plan = edge
        self.edge.set_stroke(opacity=share**4)  # it comes when the sheet reaches it
        return self

    def _lay_mesh(self) -> None:
        plan = self.patch.grid(RESOLUTION)
        shares = self.relief.share(self.relief.surface.value(plan))
        self.mesh.set_vertices(self._lift(plan, shares), shares)

    def _trace_lines(self, patch: Patch) -> None:
        """Trace lines of equal loss over the domain and all of a patch."""
        ends = [patch.box, Patch.of(self.relief.surface.domain).box]
        low = np.min([low for low, _ in ends], axis=0)
        high = np.max([high for _, high in ends], axis=0)
        x, y = np.linspace(low, high, COARSE).T
        self.lines.set_values(x, y, self.relief.surface.value(np.stack(np.meshgrid(x, y), axis=-1)))

    def _stand_words(self, seen: np.ndarray, zoom: float, above: float) -> None:
        """Stand numbers and names along the front edges of the floor, whose corners are seen."""
        middle, scale = seen.mean(axis=0), self.scale_of_words
        shown = self.seen_floor * float(np.clip(1 - 4 * abs(np.log(zoom)), 0, 1))
        marks, places = [], []
        for axis, (one, other) in enumerate(self._front_edges(seen)):
            edge = (seen[one] + seen[other]) / 2
            outward = (edge - middle) / max(float(np.linalg.norm(edge - middle)), 1e-9)
            away = NAMES - (NAMES + INNER) * above
            self.names[axis].move_to(at(*(edge + away * scale * outward)))
            low, high = self.relief.surface.domain[axis]
            for value in self.rounds[axis]:
                foot = seen[one] + (value - low) / (high - low) * (seen[other] - seen[one])
                marks.append([foot, foot + TICK * scale * outward])
                places.append(foot + NUMBERS * scale * outward)
        for number, place in zip(self.numbers, places, strict=True):
            number.move_to(at(*place))
        self.names.set_opacity(shown)
        aslant = max(1 - above / FADED, 0.0)
        self.numbers.set_opacity(shown * aslant)
        self.ticks.set_stroke(opacity=shown * aslant)
        ends = np.array(marks).reshape(-1, 2, 2)
        self.ticks.points = as_points(straight(ends[:, 0], ends[:, 1]))

    def see(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where points (n, 2) on the surface appear, (n, 2), and which it hides, (n,).

        Where a point lies outside of the domain, there is no place.
        """
        inside = self.patch.holds(points)
        places, hidden = np.full((len(points), 2), np.nan), np.zeros(len(points), bool)
        values = self.relief.surface.value(points[inside])
        lifted = self._lift(points[inside], self.relief.share(values))
        places[inside] = self.mesh.see(lifted)
        hidden[inside] = self.mesh.hides(lifted, slack=SLACK)
        return places, hidden

    def _in_sight(self, points: np.ndarray) -> np.ndarray:
        """Return where points (n, 2) on the surface appear, (n, 2), NaN where it hides them."""
        places, hidden = self.see(points)
        places[hidden] = np.nan
        return places

    def see_tangent(self, point: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """Return where the tangent plane at a point (2,) appears above points beside it, (n, 2)."""
        surface, value = self.relief.surface, float(self.relief.surface.value(point))
        slope = self.relief.slope_of_share(value) * surface.gradient(point)
        return self.mesh.see(
            self._lift(point + offsets, self.relief.share(value) + offsets @ slope)
        )

    def _lift(self, plan: np.ndarray, shares: np.ndarray) -> np.ndarray:
        """Return positions in space over points (…, 2) at a height, array (…, 3)."""
        low, high = np.transpose(self.relief.surface.domain)
        flat = self.place[:2] + self.side * ((plan - low) / (high - low) - 0.5)
        up = self.rise * self.taller
        return np.concatenate([flat, up * np.asarray(shares)[..., None]], axis=-1)

    def above(self, points: np.ndarray) -> np.ndarray:
        """Return where points (…, 2) on the endless surface appear, array (…, 2)."""
        values = self.relief.surface.value(points)
        return self.mesh.see(self._lift(points, self.relief.share(values)))

    def on_floor(self, points: np.ndarray) -> np.ndarray:
        """Return where points (…, 2) of the floor appear, array (…, 2), also outside the domain.

        It is as high as the lowest loss: over it, heights are what the surface is above that.
        """
        return self.mesh.see(self._lift(points, np.zeros(points.shape[:-1])))

    def _front_edges(self, seen: np.ndarray) -> tuple[tuple[int, int], tuple[int, int]]:
        """Choose the nearer of the two edges along each variable: the lower on screen."""
        pairs = (((0, 1), (3, 2)), ((1, 2), (0, 3)))
        first, second = (
            min(pair, key=lambda edge: float(seen[list(edge), 1].mean())) for pair in pairs
        )
        return first, second


def _inner_numbers(low: float, high: float) -> list[float]:
    """Choose round numbers that are not too near the ends of a range."""
    spare = INSIDE * (high - low)
    found = Axis(low, high).round_numbers(TICKS)
    return [each for each in found if low + spare <= each <= high - spare]
