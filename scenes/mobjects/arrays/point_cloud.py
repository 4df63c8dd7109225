"""A cloud of labelled points: one outline per class, with its own colour and shape."""

from typing import Any

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.theme.theme import Theme

KAPPA = 4 / 3 * (np.sqrt(2) - 1)
"""Handle length of the cubic Bézier nearest to a quarter of the unit circle."""


def _polygon(corners: np.ndarray) -> np.ndarray:
    return straight(corners, np.roll(corners, -1, axis=0))


def _regular(sides: int, turn: float, size: float) -> np.ndarray:
    angles = turn + 2 * np.pi * np.arange(sides) / sides
    return _polygon(size * np.column_stack([np.cos(angles), np.sin(angles)]))


def _disc(size: float) -> np.ndarray:
    quarter = np.array([[1, 0], [1, KAPPA], [KAPPA, 1], [0, 1]])
    turn = np.array([[0, 1], [-1, 0]])
    arcs = [quarter]
    for _ in range(3):
        arcs.append(arcs[-1] @ turn)
    return size * np.array(arcs)


def _cross(size: float, turned: bool) -> np.ndarray:
    a, b = 0.36 * size, size
    corners = np.array(
        [[a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a], [-a, -b], [a, -b], [a, -a],
         [b, -a], [b, a]]
    )  # fmt: skip
    half = np.sqrt(0.5)
    return _polygon(corners @ np.array([[half, half], [-half, half]]) if turned else corners)


MARKERS = (
    _disc(1.0),
    _regular(3, np.pi / 2, 1.35),
    _regular(4, np.pi / 4, 1.2),
    _regular(4, 0, 1.3),
    _cross(1.15, turned=False),
    _regular(3, -np.pi / 2, 1.35),
    _cross(1.15, turned=True),
    _regular(5, np.pi / 2, 1.2),
    _regular(3, 0, 1.35),
    _regular(6, 0, 1.15),
)
"""Outlines of about equal area as Béziers (segments, 4, 2), one per class."""


def marker_of(label: int) -> np.ndarray:
    """Return the outline of a class, about radius 1."""
    return MARKERS[label % len(MARKERS)]


def class_mark(label: int, theme: Theme, radius: float = 0.1) -> VMobject:
    """Draw the mark of a class, for a legend."""
    mark = VMobject(fill_color=theme.colour_of(label), fill_opacity=1, stroke_width=0)
    mark.points = as_points(radius * marker_of(label))
    return mark


class Markers(VMobject):
    """One shape at many places: a single outline, of which the fast camera makes stamps.

    Parameters
    ----------
    shape : array (curves, 4, 2)
        Cubic Béziers around the origin.
    """

    def __init__(self, shape: np.ndarray, **style: Any) -> None:
        self.shape, self.marker_curves = shape, len(shape)
        super().__init__(**style)

    def set_places(self, places: np.ndarray, sizes: np.ndarray | float) -> None:
        """Draw a copy of the shape, of a given size, at each position (copies, 2)."""
        sizes = np.broadcast_to(sizes, len(places))
        points = np.zeros((len(places), *self.shape.shape[:2], 3))
        np.multiply(sizes[:, None, None, None], self.shape, out=points[..., :2])
        points[..., :2] += places[:, None, None]
        self.points = points.reshape(-1, 3)


class PointCloud(VGroup):
    """Points of several classes.

    Parameters
    ----------
    labels : array (points,)
        Class of each point.
    theme : Theme
        For the classes' colours.
    radius : float
        Of a marker, in the frame's units.
    """

    def __init__(self, labels: np.ndarray, theme: Theme, radius: float = 0.055) -> None:
        self.labels, self.radius = labels, radius
        self.classes = range(int(labels.max()) + 1)
        super().__init__(
            *(
                Markers(
                    marker_of(k),
                    fill_color=theme.colour_of(k),
                    fill_opacity=1,
                    stroke_color=theme.panel,
                    stroke_width=0.6,
                )
                for k in self.classes
            )
        )

    def set_positions(
        self,
        positions: np.ndarray,
        sizes: np.ndarray | float = 1.0,
        shown: np.ndarray | None = None,
    ) -> None:
        """Place the points.

        Parameters
        ----------
        positions : array (points, 2)
            In the frame's units.
        sizes : array (points,) or float
            Relative to the radius.
        shown : bool array (points,), optional
            Leaves the others out.
        """
        sizes = np.broadcast_to(sizes, len(positions))
        shown = np.ones(len(positions), bool) if shown is None else shown
        for k, markers in zip(self.classes, self.submobjects, strict=True):
            chosen = (self.labels == k) & shown
            markers.set_places(positions[chosen], self.radius * sizes[chosen])
