"""Linear maps of the plane: their effect, and a continuous path to it, linear at every moment.

A plane that is turned over is seen from above on its way, as it passes through a line: there its
determinant passes through 0. A shear is a shear all the way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.geometry.tweens import LinearTween, linear_tween, stretched

REACH = 2.0
"""The grid of points reaches from −2 to 2 along both axes."""


def plane_points(count: int = 20) -> np.ndarray:
    """Return a square grid of points, array (count², 2), row by row from the lowest."""
    ticks = np.linspace(-REACH, REACH, count)
    x, y = np.meshgrid(ticks, ticks)
    return np.column_stack([x.ravel(), y.ravel()])


def turn(angle: float) -> np.ndarray:
    """Return the matrix that turns the plane anticlockwise, by radians."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s], [s, c]])


@dataclass(frozen=True)
class PlaneMap:
    """A 2 × 2 matrix, taken apart: a turn, a stretch along the two axes, another turn.

    Attributes
    ----------
    matrix : array (2, 2)
    tween : LinearTween
        The same as one turn and one stretch, for going there directly.
    first, last : float
        Angles of the two turns in radians: the first in [−π/4, π/4], the last in [−π, π].
    stretches : array (2,)
        Along x and y; one is negative if the plane is turned over.
    rank : int
        Dimensions of what becomes of the plane: 2, or 1 for a line, or 0 for a point.
    """

    matrix: np.ndarray
    tween: LinearTween
    first: float
    stretches: np.ndarray
    last: float
    rank: int

    @property
    def determinant(self) -> float:
        """The factor by which areas grow; negative if the plane is turned over."""
        return float(np.prod(self.stretches))

    @property
    def turns_over(self) -> bool:
        """Whether a stretch is negative, so that the plane ends with its other side up."""
        return bool(self.stretches.min() < 0)

    @property
    def image_angle(self) -> float:
        """Direction of the longest stretch's image, in radians within (−π/2, π/2].

        Of a map of rank 1, that is the line onto which the plane falls.
        """
        angle = self.last + (np.pi / 2 if np.abs(self.stretches).argmax() else 0.0)
        return float(np.pi / 2 - (np.pi / 2 - angle) % np.pi)

    @property
    def factors(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The last turn, the stretch and the first turn, whose product is the matrix."""
        return turn(self.last), np.diag(self.stretches), turn(self.first)

    @property
    def is_shear(self) -> bool:
        """Whether a line of points stays in place, and all others slide along it."""
        slide = self.matrix - np.eye(2)
        return bool(slide.any() and np.allclose(slide @ slide, 0, atol=1e-12))

    def at(self, fraction: float) -> np.ndarray:
        """Return the map at `fraction` of the way, array (2, 2)."""
        if self.is_shear:
            return np.eye(2) + fraction * (self.matrix - np.eye(2))
        return self.matrix.copy() if fraction >= 1 else self.tween.at(fraction)

    def in_steps(self, progress: float) -> np.ndarray:
        """Return the map after so many of its three steps, turn, stretch, turn, array (2, 2)."""
        first, second, third = np.clip(progress - np.arange(3), 0, 1)
        stretch = np.diag(stretched(self.stretches, second))
        whole: np.ndarray = turn(third * self.last) @ stretch @ turn(first * self.first)
        return whole


@dataclass(frozen=True)
class MovedVector:
    """A vector, and maps that move it.

    Attributes
    ----------
    vector : array (2,)
    maps : dict of PlaneMap
        By name.
    """

    vector: np.ndarray
    maps: dict[str, PlaneMap]

    def report(self) -> list[str]:
        """Return the image of the vector and the change of areas by each map, a line for each."""
        lines = []
        for name, each in self.maps.items():
            x, y = each.matrix @ self.vector
            det = round(each.determinant, 8)
            lines.append(f"{name}: v lands on [{x:.8f}, {y:.8f}], det {det:g}, rank {each.rank}")
        return lines


def plane_map(matrix: np.ndarray) -> PlaneMap:
    """Decompose a matrix (2, 2) by its singular value decomposition.

    Of all ways to write it as turn, stretch and turn, the one is taken whose first turn is at most
    45°, and which then turns least.
    """
    matrix = np.asarray(matrix, dtype=float)
    left, stretches, right = np.linalg.svd(matrix)
    rank = int((stretches > 1e-12 * max(stretches[0], 1e-300)).sum())
    stretches[rank:] = 0
    axes = right.T
    if stretches[0] - stretches[1] <= 1e-12 * stretches[0]:  # no axis is special
        left, axes = left @ right, np.eye(2)
    flip = [1, np.sign(np.linalg.det(axes))]
    left, axes = left * flip, axes * flip
    quarters = round(_angle(axes) / (np.pi / 2))
    back = turn(-quarters * np.pi / 2)
    left, axes = left @ back, axes @ back
    if quarters % 2:
        stretches = stretches[::-1]
    left, stretches = _upright(left, stretches)
    return PlaneMap(matrix, linear_tween(matrix), -_angle(axes), stretches, _angle(left), rank)


def _angle(rotation: np.ndarray) -> float:
    return float(np.arctan2(rotation[1, 0], rotation[0, 0]))


def _upright(left: np.ndarray, stretches: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return an orthogonal matrix (2, 2) as a rotation, its reflection moved into the stretches."""
    if np.linalg.det(left) > 0:
        return left, stretches
    options = [np.array([1, -1]), np.array([-1, 1])]
    # A direction that collapses has no side to turn over.
    free = [flip for flip in options if (stretches * flip >= 0).all()]
    flip = min(free or options, key=lambda flip: abs(_angle(left * flip)))
    return left * flip, stretches * flip + 0.0
