"""Whoever walks down a surface: the path so far, the points of the steps, arrows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.theme.theme import Theme

KNOTS = 900
"""Most steps of a path that are told apart on screen."""
SPACING = 0.012
"""Between samples of a path, as a share of the domain."""
DASH = 5
"""Samples of a hidden path in a dash, and in a gap."""
DOTS = 60
"""First steps whose points are marked, where they do not run into each other."""
NEAR = 0.05
"""How far along a tangent its direction is looked for, as a share of the domain."""
FARTHEST = 0.9
"""From the middle of a piece of a tangent to its corners, at most, in frame units."""
APART = 0.14
"""Between marked points, in frame units."""


class View(Protocol):
    """A picture of a surface."""

    def see(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where points (n, dims) appear, (n, 2), NaN outside; and whether hidden, (n,)."""

    def see_tangent(self, point: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """Return where the tangent at a point (dims,) appears, offset by (n, dims): (n, 2)."""


@dataclass(frozen=True)
class Route:
    """A path of steps, with points in between.

    Attributes
    ----------
    path : array (steps + 1, dims)
    domain : tuple of (float, float)
        In which distances are measured.
    """

    path: np.ndarray
    domain: tuple[tuple[float, float], ...]

    @property
    def last(self) -> int:
        """The last step."""
        return len(self.path) - 1

    def point_at(self, step: float) -> np.ndarray:
        """Return the point at a continuous step, (dims,)."""
        return self.points_at(np.array([step]))[0]

    def points_at(self, steps: np.ndarray) -> np.ndarray:
        """Return the points at continuous steps (n,), array (n, dims)."""
        whole = np.arange(len(self.path))
        return np.column_stack([np.interp(steps, whole, column) for column in self.path.T])

    def up_to(self, step: float) -> np.ndarray:
        """Return the path as far as a continuous step, finely, (n, dims)."""
        return self.points_at(self.steps_up_to(step))

    def steps_up_to(self, step: float) -> np.ndarray:
        """Return the steps at which the path is drawn as far as a continuous step, (n,)."""
        return np.append(self.samples[self.samples < step], step)

    @cached_property
    def distance(self) -> np.ndarray:
        """The way covered by each step, in widths of the domain; a jump out of it counts as one."""
        low, high = np.transpose(self.domain)
        moved = np.linalg.norm(np.diff(self.path, axis=0) / (high - low), axis=1)
        return np.concatenate([[0.0], np.cumsum(np.minimum(np.nan_to_num(moved, nan=1.0), 1.0))])

    @cached_property
    def samples(self) -> np.ndarray:
        """The steps between which the path is drawn straight."""
        total = self.distance[-1]
        spacing = max(SPACING, total / KNOTS)
        even = np.interp(np.arange(0, total, spacing), self.distance, np.arange(len(self.path)))
        marks = np.unique(np.searchsorted(self.distance, np.arange(0, total, spacing / 4)))
        knots = marks[:: max(len(marks) // KNOTS, 1)]
        return np.unique(np.concatenate([even, knots, [self.last]]))


class Walker(VGroup):
    """A path on a view of a surface, its head, and arrows at the head.

    Where the surface hides the path, it is dashed and faint.

    Parameters
    ----------
    view : View
    route : Route
    theme : Theme
    colour : str
    label : int
        Of the marker's shape, so that two walkers differ in more than colour.
    scale : float
        Of marks and widths, smaller in a small picture.

    Attributes
    ----------
    marked : int
        First steps whose points are marked.
    apart : float
        Least way between marked points, in frame units as seen at the zoom of `seen_at`.
    every : int
        From one marked step to the next.
    tail : float
        Steps of the path that are drawn in full; those before are faint.
    """

    def __init__(
        self,
        view: View,
        route: Route,
        theme: Theme,
        colour: str,
        label: int = 0,
        scale: float = 1.0,
    ) -> None:
        self.view, self.route, self.shown, self.size = view, route, 0.0, scale
        self.whole = scale
        self.marked, self.apart, self.every, self.tail = DOTS, APART, 1, np.inf
        self.line = VMobject(stroke_color=colour, stroke_width=4.5 * scale, fill_opacity=0)
        self.behind = VMobject(
            stroke_color=colour, stroke_width=2.2 * scale, stroke_opacity=0.55, fill_opacity=0
        )
        self.dots = Markers(
            marker_of(label), fill_color=colour, fill_opacity=1, stroke_color=theme.panel,
            stroke_width=0.8,
        )  # fmt: skip
        self.head = Markers(
            marker_of(label), fill_color=colour, fill_opacity=1, stroke_color=theme.border,
            stroke_width=1.6,
        )  # fmt: skip
        self.tangent = VMobject(
            stroke_color=theme.text, stroke_width=1.5, fill_color=theme.text, fill_opacity=0.22
        )
        self.uphill = Arrow(theme.gradient, 0.09, theme.panel)
        self.stride = Arrow(theme.accuracy, 0.11, theme.panel)
        super().__init__(
            self.behind, self.line, self.dots, self.tangent, self.uphill, self.stride, self.head
        )

    def seen_at(self, zoom: float) -> Walker:
        """Draw marks and arrows so much smaller, where the camera is so much closer."""
        self.size = self.whole / zoom
        return self

    def walk_to(self, step: float) -> Walker:
        """Draw the path as far as a continuous step."""
        self.shown = step
        steps = self.route.steps_up_to(step)
        places, hidden = self.view.see(self.route.points_at(steps))
        a, b = places[:-1], places[1:]
        drawn = np.isfinite(a).all(axis=1) & np.isfinite(b).all(axis=1)
        open_ = drawn & ~(hidden[:-1] & hidden[1:])
        faint = drawn & ~open_ & (np.arange(len(a)) // DASH % 2 == 0)
        late = steps[1:] > step - self.tail
        faint |= open_ & ~late
        self.line.points = as_points(straight(a[open_ & late], b[open_ & late]))
        self.behind.points = as_points(straight(a[faint], b[faint]))
        here = places[-1:]
        size = self.size * (0.075 if hidden[-1] else 0.105)
        self.head.set_places(here[np.isfinite(here).all(axis=1)], size)
        self._mark_steps()
        return self

    def stand_at(self, places: np.ndarray) -> Walker:
        """Draw the head alone, at a place (1, 2) of the frame."""
        for part in (self.line, self.behind, self.dots):
            part.points = np.zeros((0, 3))
        self.head.set_places(places, 0.105 * self.size)
        return self

    def point_along(
        self, gradient: np.ndarray, uphill: float, way: np.ndarray, step: float
    ) -> Walker:
        """Draw arrows at the head along the tangent: the gradient, and the way of a step.

        Parameters
        ----------
        gradient, way : array (dims,)
            Their directions.
        uphill, step : float
            Their lengths, in frame units as seen at the zoom of `seen_at`; 0 for none.
        """
        point = self.route.point_at(self.shown)
        size = np.ptp(np.array(self.route.domain), axis=1)
        for arrow, vector, wanted in ((self.uphill, gradient, uphill), (self.stride, way, step)):
            length = float(np.linalg.norm(vector / size))
            offset = NEAR * vector / length if length > 0 else 0 * vector
            start, end = self.view.see_tangent(point, np.array([0 * offset, offset]))
            seen = float(np.linalg.norm(end - start))
            if not np.isfinite(seen) or seen == 0:
                wanted = 0.0
            tip = start + wanted * self.size * (end - start) / (seen or 1.0)
            arrow.set_ends(start, tip, self.size)
        return self

    def point_to(self, target: np.ndarray, share: float, times: float = 1.0) -> Walker:
        """Draw a share of the step to a point (dims,), in its true length or as many times as long.

        A longer one lies on the tangent.
        """
        here = self.route.point_at(self.shown)
        places, _ = self.view.see(np.stack([here, target]))
        if times != 1:
            places = self.view.see_tangent(here, np.stack([0 * here, times * (target - here)]))
        start, end = places if np.isfinite(places).all() else np.zeros((2, 2))
        self.stride.set_ends(start, start + share * (end - start), self.size)
        return self

    def touch(self, reach: float) -> Walker:
        """Lay a piece of the tangent at the head.

        Parameters
        ----------
        reach : float
            From its middle to its edges, as a share of the domain; 0 for none.
        """
        low, high = np.transpose(self.route.domain)
        signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]] if len(low) == 2 else [[-1], [1]])
        corners = signs * reach * (high - low)
        point = self.route.point_at(self.shown)
        seen = self.view.see_tangent(point, corners)
        middle = seen.mean(axis=0)
        farthest = float(np.linalg.norm(seen - middle, axis=1).max())
        seen = middle + min(1.0, FARTHEST * self.size / max(farthest, 1e-9)) * (seen - middle)
        edges = straight(seen, np.roll(seen, -1, axis=0)) if reach else np.zeros((0, 4, 2))
        self.tangent.points = as_points(edges)
        return self

    def _mark_steps(self) -> None:
        whole = np.arange(0, min(int(self.shown), self.marked) + 1, self.every)
        places, hidden = self.view.see(self.route.path[whole])
        places = places[np.isfinite(places).all(axis=1) & ~hidden]
        self.dots.set_places(spaced(places, self.apart * self.size), 0.05 * self.size)


def spaced(places: np.ndarray, least: float) -> np.ndarray:
    """Keep of places (n, 2), in order, those that do not run into the last one kept."""
    kept: list[np.ndarray] = []
    for place in places:
        if not kept or np.linalg.norm(place - kept[-1]) > least:
            kept.append(place)
    return np.array(kept).reshape(-1, 2)
