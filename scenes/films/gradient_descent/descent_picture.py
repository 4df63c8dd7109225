"""The one picture of a descent: a surface that can be seen from any side, or a curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import Mobject

from engine.descent.descent import Descent
from engine.descent.surface import Surface
from scenes.films.gradient_descent.descent_numbers import subscripted, typeset_name
from scenes.films.gradient_descent.mobjects.curve_view import CurveView
from scenes.films.gradient_descent.mobjects.relief import Relief
from scenes.films.gradient_descent.mobjects.relief_view import ReliefView
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.camera_moves import View, fitting_zoom
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

TILT = 1.05
"""Away from looking straight down, radians, while the surface is seen from the side."""
FLATTEST, HIGHEST = 0.36, 0.75
"""How high a surface is drawn, as a share of its side."""
TOWARDS = 0.6
"""Where a path comes from, radians from the right: from behind."""
TRIED = np.linspace(0, 2 * np.pi, 24, endpoint=False)
"""Turns away from there, of which the one is taken that hides least."""
GLASS = 0.65
"""Opacity of a surface seen from above, on whose dim colours lines and ways stand out."""
SPARE = np.array([0.45, 0.3])
"""Room around the surface for the names of its variables, in frame units."""
CROSS = 6
"""Shape of the mark of a minimum."""
STRIDE = 0.8
"""Length at which the camera shows the first step on a map, in frame units, if it comes close
enough."""
ALL_OF_IT, CLOSEST_IN_SPACE = 0.3, 1.75
"""Room around the way on a surface in space, which is seen whole, as a share of its size, and the
camera's closest zoom there."""
CLOSEST, CLOSE = 6.5, 2.5
"""The camera's closest zoom, and that for steps which do not move."""
INWARD = 0.08
"""How far the camera looks from the steps towards the middle, as a share of what it sees."""


@dataclass(frozen=True)
class Pose:
    """What is seen of a descent.

    Attributes
    ----------
    step : float
        Continuous.
    turn : float
        By which the view has turned, radians.
    rise : float
        From the side (0) to straight above (1).
    """

    step: float = 0.0
    turn: float = 0.0
    rise: float = 0.0

    def towards(self, other: Pose, progress: float) -> Pose:
        """Return the pose on the way to another one."""
        a, b = 1 - progress, progress
        return Pose(
            a * self.step + b * other.step,
            a * self.turn + b * other.turn,
            a * self.rise + b * other.rise,
        )


def relief_on(surface: Surface, stage: Stage, theme: Theme) -> ReliefView:
    """Make the picture in space of a surface of two variables, as large as its place."""
    width, height = stage.hero.size - 2 * SPARE * stage.scale
    across, up = np.sqrt(2), np.sin(TILT)
    side = min(width / across, height / (across * np.cos(TILT) + FLATTEST * up), height)
    rise = np.clip((height - side * across * np.cos(TILT)) / up, FLATTEST * side, HIGHEST * side)
    first, second = map(typeset_name, surface.names)
    relief = Relief.of(surface)
    names = first, second
    return ReliefView(relief, stage.hero.centre, side, float(rise), theme, names, stage.scale)


def curve_on(surface: Surface, stage: Stage, theme: Theme, loss: str) -> CurveView:
    """Make the chart of a surface of one variable, as large as its place."""
    # Below the title and beside or above the numbers, with room for those of the axes.
    foot = 0.75 + (1.3 * stage.scale if stage.is_upright else 0.0)
    low, high = stage.hero.low + [0.95, foot], stage.hero.high - [0.4, 2.7 * stage.scale]
    return CurveView(surface, low, high, theme, (subscripted(surface.names[0]), loss))


def best_azimuth(view: ReliefView, route: Route) -> float:
    """Choose the direction of view that hides least of a path, which then comes from behind."""
    low, high = np.transpose(route.domain)
    ends = np.clip(np.nan_to_num(route.path[[0, -1]]), low, high)
    way = (ends[0] - ends[1]) / (high - low)
    wanted = TOWARDS - float(np.arctan2(way[1], way[0]))
    points = route.points_at(np.linspace(0, route.last, 60))
    points = np.concatenate([points, route.path[:20]])
    points = points[view.relief.inside(points)]
    cost = []
    for turn in TRIED:
        view.mesh.orbit = Orbit(wanted + turn, TILT)
        frontal = (1 + np.cos(4 * (wanted + turn))) / 2
        cost.append(view.see(points)[1].mean() + 0.2 * (1 - np.cos(turn)) + 0.1 * frontal)
    return wanted + float(TRIED[int(np.argmin(cost))])


class DescentPicture:
    """A surface or curve, its minima, and whoever walks down.

    Parameters
    ----------
    surface : Surface
    descent : Descent
        Which the view is chosen for.
    stage : Stage
    theme : Theme
    loss : str
        What "loss" is called.
    """

    def __init__(
        self, surface: Surface, descent: Descent, stage: Stage, theme: Theme, loss: str
    ) -> None:
        self.surface, self.stage, self.theme = surface, stage, theme
        self.relief, self.azimuth = None, 0.0
        if surface.dims == 2:
            route = Route(descent.path, surface.domain)
            self.relief = relief_on(surface, stage, theme)
            self.azimuth = best_azimuth(self.relief, route)
        self.view = self.relief or curve_on(surface, stage, theme, loss)
        self.walker = self.walker_on(descent, theme.highlight)
        self.minima = np.array([least.place for least in surface.known_minima()])
        self.marks = Markers(
            marker_of(CROSS), fill_color=theme.border, fill_opacity=1, stroke_color=theme.panel,
            stroke_width=1.5,
        )  # fmt: skip
        self.cast = [self.walker]

    @property
    def ground(self) -> Mobject:
        """The surface or curve itself."""
        return self.view

    def walker_on(self, descent: Descent, colour: str, shape: int = 0) -> Walker:
        """Make who walks down by a descent; it is not in the cast yet."""
        route = Route(descent.path, self.surface.domain)
        return Walker(self.view, route, self.theme, colour, shape, 1.25 * self.stage.scale)

    def draw(self, pose: Pose, zoom: float = 1.0) -> None:
        """Show everything as it is in a pose, with marks so much smaller as the camera is closer.

        Each of the cast stands at the pose's step, or at its last one.
        """
        self.turn(pose, zoom)
        for walker in self.cast:
            walker.seen_at(zoom).walk_to(min(pose.step, walker.route.last))
        if len(self.minima):
            self.marks.set_places(self.view.see(self.minima)[0], 0.13 * self.stage.scale / zoom)

    def turn(self, pose: Pose, zoom: float = 1.0) -> None:
        """Look at the surface as in a pose."""
        if self.relief is None:
            return
        side = self.azimuth + pose.turn
        north = 2 * np.pi * round(side / (2 * np.pi))
        orbit = Orbit(side + (north - side) * pose.rise, TILT * (1 - pose.rise))
        self.relief.mesh.set_opacity(1 - (1 - GLASS) * max(2 * pose.rise - 1, 0.0))
        self.relief.turn(orbit, zoom, above=max(pose.rise, 0.0))

    def place(self, points: np.ndarray) -> np.ndarray:
        """Return where points (n, dims) appear, array (n, 2); outside, where the picture ends."""
        low, high = np.transpose(self.surface.domain)
        return self.view.see(np.clip(np.nan_to_num(points), low, high))[0]

    def flat_places(self, points: np.ndarray) -> np.ndarray:
        """Return where points (n, 2) lie on the endless floor of the surface, array (n, 2)."""
        assert self.relief is not None
        return self.relief.on_floor(points)

    def map_area(self) -> Area:
        """Bound the surface as it is seen from above."""
        low, high = self.place(np.transpose(self.surface.domain).astype(float))
        return Area(np.minimum(low, high), np.maximum(low, high))

    def area_of_ways(self) -> Area:
        """Bound where the cast walks, as it is seen now, with the minima."""
        ways = [self.place(walker.route.path) for walker in self.cast]
        if len(self.minima):
            ends = np.concatenate([walker.route.path[[0, -1]] for walker in self.cast])
            nearest = [np.linalg.norm(self.minima - end, axis=1).argmin() for end in ends]
            ways.append(self.place(self.minima[nearest]))
        places = np.concatenate(ways)
        return Area.around(places)

    def hides(self, pose: Pose, steps: int) -> bool:
        """Return whether a surface in space hides the end, or any of so many first steps."""
        assert self.relief is not None
        self.turn(pose)
        path = self.walker.route.path
        return bool(self.relief.see(np.concatenate([path[: steps + 2], path[-1:]]))[1].any())

    def stem_of(self, point: np.ndarray, share: float) -> np.ndarray:
        """Return the points of a line from the floor up to the surface, over a point (2,)."""
        assert self.relief is not None
        top, foot = self.place(point[None]), self.relief.on_floor(point[None])
        return as_points(straight(foot, foot + share * (top - foot)))

    def stride(self, step: int) -> float:
        """Return how long so many steps from the first appear, in frame units."""
        ends = self.place(self.walker.route.path[[0, step]])
        return float(np.linalg.norm(ends[1] - ends[0]))

    def close_view(self, pose: Pose, steps: int) -> View:
        """Return what the camera sees where so many steps from the first are to be seen clearly."""
        self.turn(pose)
        places = self.place(self.walker.route.path[: steps + 2])
        offset = self.stage.hero.centre - self.stage.frame.centre
        first = float(np.linalg.norm(places[1] - places[0])) if len(places) > 1 else 0.0
        area = Area.around(places)
        if self.relief is not None and pose.rise < 1:  # the goal, too: where down is, is seen
            area = self.area_of_ways()
            zoom = min(CLOSEST_IN_SPACE, fitting_zoom(area, self.stage, ALL_OF_IT))
        else:
            wanted = STRIDE * self.stage.scale / first if first > 0 else CLOSE
            zoom = min(wanted, CLOSEST, fitting_zoom(area, self.stage, 0.6))
        zoom = max(zoom, 1.0)
        centre = area.centre
        inward = self.stage.hero.centre - centre
        reach = INWARD * self.stage.hero.size / zoom
        centre = centre + inward * min(1.0, float((reach / np.maximum(np.abs(inward), 1e-9)).min()))
        share = min(1.0, (zoom - 1) / 1.5)  # hardly closer: the whole picture stays in the middle
        centre = self.stage.hero.centre + share * (centre - self.stage.hero.centre)
        return View(centre - offset / zoom, zoom)
