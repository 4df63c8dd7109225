"""The stage of the film of gradient descent: pictures of a surface, and a walker on each."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from manim import Group, VGroup

from engine.descent.descent import Descent
from engine.descent.surface import Surface
from scenes.films.gradient_descent.descent_words import subscripted, typeset_name
from scenes.films.gradient_descent.mobjects.contour_map import ContourMap
from scenes.films.gradient_descent.mobjects.curve_view import CurveView
from scenes.films.gradient_descent.mobjects.relief import Relief
from scenes.films.gradient_descent.mobjects.relief_view import ReliefView
from scenes.films.gradient_descent.mobjects.walker import Route, View, Walker
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart
from scenes.theme.theme import Theme

TILT = 0.96
"""Away from looking straight down, radians."""
TOWARDS = 0.6
"""Where a path comes from, radians from the right: from behind."""
TRIED = np.linspace(0, 2 * np.pi, 24, endpoint=False)
"""Turns away from there, of which the one is taken that hides least."""
SWING = 0.25
"""Radians by which the view turns during the film."""
FALL = 1e-8
"""Share of the first loss that a logarithmic chart still shows."""
SETTLED = 1e-6
"""Share of the whole range of losses by which one differs from the last, where it has settled."""
RISE = 1e4
"""How many times the first loss a chart reaches, where a descent diverges."""

Box = tuple[np.ndarray, np.ndarray]
LEFT_BOX: Box = (np.array([-5.9, -2.55]), np.array([-1.5, 1.85]))
RIGHT_BOX: Box = (np.array([1.75, -2.55]), np.array([6.15, 1.85]))
"""Corners of two pictures side by side, below a strip."""
WIDE_BOX: Box = (np.array([1.2, -2.55]), np.array([6.5, 1.85]))
CURVE_BOX: Box = (np.array([-6.1, -2.55]), np.array([-0.2, 1.85]))
RELIEF_CENTRE = np.array([-3.4, -0.56])
CROSS = 6
"""Shape of the mark of a minimum."""


def flat_view(surface: Surface, box: Box, theme: Theme, loss: str) -> ContourMap | CurveView:
    """Make the map of a surface, or the chart of a curve, whose values are called `loss`."""
    names = tuple(map(subscripted, surface.names))
    if surface.dims == 1:
        return CurveView(surface, *box, theme, (names[0], loss))
    return ContourMap(Relief.of(surface), *box, theme, (names[0], names[1]))


def relief_of(surface: Surface, theme: Theme) -> ReliefView:
    """Make the picture in space of a surface of two variables."""
    first, second = map(typeset_name, surface.names)
    return ReliefView(Relief.of(surface), RELIEF_CENTRE, 4.3, 2.0, theme, (first, second))


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


def settled_by(descent: Descent) -> int:
    """Choose the last step worth a chart: not long after nothing changes any more."""
    change = np.abs(descent.loss - descent.loss[-1])
    moving = np.flatnonzero(~(change < SETTLED * np.ptp(descent.loss[np.isfinite(descent.loss)])))
    enough = math.ceil(2 * (moving[-1] + 1)) if len(moving) else 1
    return max(1, enough if enough < descent.steps / 3 else descent.steps)


def loss_chart(
    descents: Sequence[Descent], box: Box, theme: Theme, labels: tuple[str, str]
) -> Chart:
    """Make a chart for the losses of descents over their steps; logarithmic if they fall far."""
    steps = Axis(0, max(map(settled_by, descents)), labels[0])
    return Chart(*box, steps, loss_axis(descents, labels[1]), theme)


def loss_axis(descents: Sequence[Descent], label: str) -> Axis:
    """Choose the axis for the losses of descents: logarithmic, if they fall or rise far."""
    losses = np.concatenate([each.loss[np.isfinite(each.loss)] for each in descents])
    first = float(descents[0].loss[0])
    highest = min(float(losses.max()), RISE * max(abs(first), 1e-9))
    if losses.min() >= 0 and losses.min() < 1e-3 * highest:
        lowest = max(float(losses.min()), FALL * first, 1e-300)
        ends = 10.0 ** np.floor(np.log10(lowest)), 10.0 ** np.ceil(np.log10(highest))
        return Axis(float(ends[0]), float(ends[1]), label, log=True)
    lowest = min(0.0, float(losses.min()))
    return Axis(lowest, highest + 0.05 * (highest - lowest), label)


class DescentStage:
    """All pictures of one descent.

    Parameters
    ----------
    surface : Surface
    descent : Descent
    view : str
        "both", "surface" or "contour".
    theme : Theme
    words : (str, str)
        What "step" and "loss" are called.
    """

    def __init__(
        self,
        surface: Surface,
        descent: Descent,
        view: str,
        theme: Theme,
        words: tuple[str, str],
    ) -> None:
        self.surface, self.descent, self.theme = surface, descent, theme
        self.route = Route(descent.path, surface.domain)
        self.relief: ReliefView | None = None
        self.flat: ContourMap | CurveView | None = None
        self.curve = None
        self.azimuth, self.turned = 0.0, 0.0
        if surface.dims == 2 and view != "contour":
            self.relief = relief_of(surface, theme)
            self.azimuth = best_azimuth(self.relief, self.route)
        if self.relief is None or view == "both":
            box = LEFT_BOX if self.relief is None else RIGHT_BOX
            box = CURVE_BOX if surface.dims == 1 else box
            self.flat = flat_view(surface, box, theme, words[1])
        if self.relief is None or self.flat is None:
            self.chart = loss_chart([descent], WIDE_BOX, theme, words)
            self.curve = self.chart.curve(theme.loss)
        views: list[View] = [each for each in (self.relief, self.flat) if each is not None]
        self.walkers = [Walker(each, self.route, theme, theme.highlight) for each in views]
        self.minima = np.array([least.place for least in surface.known_minima()])
        self.marks = VGroup(*(self._mark() for _ in views))

    @property
    def pictures(self) -> list[Group]:
        """The surface, or the map or curve of it, whichever there are."""
        return [Group(each) for each in (self.relief, self.flat) if each is not None]

    @property
    def moving(self) -> Group:
        """All that `draw` changes."""
        still = [each for each in (self.relief,) if each is not None]
        curves = [] if self.curve is None else [self.curve]
        return Group(*still, self.marks, *self.walkers, *curves)

    def draw(self, step: float) -> None:
        """Show everything as it is at a continuous step, from where the view has turned to."""
        if self.relief is not None:
            self.relief.turn(Orbit(self.azimuth + SWING * (self.turned - 0.5), TILT))
        for walker, mark in zip(self.walkers, self.marks, strict=True):
            walker.walk_to(step)
            if len(self.minima):
                mark.set_places(walker.view.see(self.minima)[0], 0.1)
        if self.curve is not None:
            steps = np.arange(len(self.descent.loss))
            self.curve.set_values_up_to(steps, self.descent.loss, step)

    def slope(self, step: int, uphill: float, stride: float, tangent: float = 0.0) -> None:
        """Draw the gradient of a step, and the way it goes, at the head of each walker."""
        step = min(step, self.descent.steps)
        gradient = self.descent.gradient[step]
        way = -gradient
        if step < self.descent.steps:
            way = self.descent.path[step + 1] - self.descent.path[step]
        for walker in self.walkers:
            walker.point_along(gradient, uphill, way, stride)
            flat = walker.view is self.flat and self.surface.dims == 2
            walker.touch(0.0 if flat else tangent)

    def _mark(self) -> Markers:
        return Markers(
            marker_of(CROSS), fill_color=self.theme.border, fill_opacity=1,
            stroke_color=self.theme.panel, stroke_width=1.5,
        )  # fmt: skip
