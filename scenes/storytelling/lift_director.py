"""The last hidden space of three units, turned until up is towards one class."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from engine.geometry.tweens import LinearTween, linear_tween
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.warp_panel import Picture
from scenes.storytelling.warp_director import WarpDirector

HALF_OPEN = 1.12
"""Radians from above at which the lifted plane is looked at, before it is seen from the side."""
TURN = 0.7
"""Radians by which the view goes round while it sinks to the side."""
CORNERS = 240
"""Of a circle that stands for the points of a class."""


class LiftDirector(WarpDirector):
    """Shows a network whose last hidden layer has three units, and decides between two classes.

    Its pictures are turned as a whole, so that the plane between the classes is level at last, and
    the inner class above it. Nothing is stretched: heights are distances from the plane.
    """

    @cached_property
    def distances(self) -> list[float]:
        """Mean distances of the classes' points from the middle of all."""
        far = np.linalg.norm(self.points - self.points.mean(axis=0), axis=1)
        return [float(far[self.labels == k].mean()) for k in (0, 1)]

    @property
    def inner(self) -> int:
        """The class nearer to the middle."""
        return int(np.argmin(self.distances))

    @cached_property
    def normal(self) -> np.ndarray:
        """Of length 1, across the plane between the classes to the inner one, array (3,)."""
        weights, _ = self.seen_classifier(self.last_step)
        normal = weights[self.inner] - weights[1 - self.inner]
        unit: np.ndarray = normal / np.linalg.norm(normal)
        return unit

    @cached_property
    def level(self) -> float:
        """Height of the plane between the classes."""
        weights, biases = self.seen_classifier(self.last_step)
        length = np.linalg.norm(weights[1] - weights[0])
        return float((biases[1 - self.inner] - biases[self.inner]) / length)

    @cached_property
    def turning(self) -> LinearTween:
        """The rotation that makes the plane level, and leaves the points about where they were."""
        flat = super().points_at(0, self.last_step)
        lifted = super().points_at(self.hidden, self.last_step)
        first = np.cross(self.normal, np.eye(3)[np.abs(self.normal).argmin()])
        first /= np.linalg.norm(first)
        axes = np.array([first, np.cross(self.normal, first)])
        seen = (lifted - lifted.mean(axis=0)) @ axes.T
        met = seen.T @ (flat - flat.mean(axis=0))[:, :2]
        angle = np.arctan2(met[0, 1] - met[1, 0], met[0, 0] + met[1, 1])
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        return linear_tween(np.array([*(turn @ axes), self.normal]))

    def see(self, points: np.ndarray, depth: float, step: float) -> np.ndarray:
        """Map points of the input picture (…, 2) to a depth and step (…, 3)."""
        return super().see(points, depth, step) @ self._turn(depth).T

    def picture(self, depth: float, step: float, *, separated: bool = False) -> Picture:
        """Compute grid and points; no walls of a room, no line: `cut` is the plane between."""
        return replace(super().picture(depth, step), room=None)

    def points_at(self, depth: float, step: float) -> np.ndarray:
        """Carry the drawn points to a depth and step, array (points, 3)."""
        return super().points_at(depth, step) @ self._turn(depth).T

    def outputs_at(self, outputs: np.ndarray) -> np.ndarray:
        """Place outputs of the three units (…, 3) in the turned space (…, 3)."""
        view = self.views[self.hidden]
        turned: np.ndarray = view.project(outputs) @ self._turn(self.hidden).T
        return turned

    def _turn(self, depth: float) -> np.ndarray:
        return self.turning.at(min(depth / self.hidden, 1.0))

    def loops(self, depth: float) -> list[np.ndarray]:
        """Carry to a depth, for each class, the circle at its points' mean distance (…, 3).

        Circles stand around the middle of all points.
        """
        middle = self.points.mean(axis=0)
        angles = np.linspace(0, 2 * np.pi, CORNERS + 1)
        circle = np.column_stack([np.cos(angles), np.sin(angles)])
        return [self.see(middle + r * circle, depth, self.last_step) for r in self.distances]

    def cut(self, reach: float) -> np.ndarray:
        """Return a level square between the classes, array (4, 3)."""
        corners = reach * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
        middle = self.points_at(self.hidden, self.last_step).mean(axis=0)[:2]
        return np.column_stack([corners + middle, np.full(4, self.level)])

    def sides(self, reach: float, view: Orbit) -> list[list[np.ndarray]]:
        """Return either side of the cut as seen from the side, outlines (4, 3) for each class."""
        middle = np.append(self.points_at(self.hidden, self.last_step).mean(axis=0)[:2], 0.0)
        foot = middle + [0, 0, self.level]
        across = reach * view.axes[0]
        rings = []
        for k in (0, 1):
            end = foot + [0, 0, reach if k == self.inner else -reach]
            rings.append([np.array([foot - across, foot + across, end + across, end - across])])
        return rings

    def orbit(self, progress: float) -> Orbit:
        """Look at the lifted plane from above (progress 0), from the side (1), and on around it."""
        sunk = min(progress, 1.0)
        return Orbit(TURN * progress, HALF_OPEN + (np.pi / 2 - HALF_OPEN) * sunk)
