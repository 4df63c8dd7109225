"""A straight line that parts the plane in two, each side one of two classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.geometry.best_lines import best_lines
from engine.geometry.box import Box
from engine.geometry.regions import linear_regions, separators

BLURRED = 0.03
"""Distance from the line, in sizes of the cloud, at which a mistake's ring is full-sized."""


@dataclass(frozen=True)
class HalfPlanes:
    """Class 1 on the side of the line towards which its normal points, class 0 on the other.

    Attributes
    ----------
    angle : float
        Direction of the normal, in radians.
    offset : float
        Signed distance of the line from the origin, along the normal.
    is_best : bool
        Of one that was sought as the best: whether there is none better at all.
    """

    angle: float
    offset: float
    is_best: bool = True

    @classmethod
    def of_classifier(cls, weights: np.ndarray, biases: np.ndarray) -> HalfPlanes:
        """Return what a linear classifier decides.

        Parameters
        ----------
        weights : array (2, 2)
            A row for each class.
        biases : array (2,)
        """
        normal = weights[1] - weights[0]
        length = max(float(np.linalg.norm(normal)), 1e-12)
        return cls(float(np.arctan2(normal[1], normal[0])), float(biases[0] - biases[1]) / length)

    @classmethod
    def best(cls, points: np.ndarray, labels: np.ndarray, lines: int = 181) -> HalfPlanes:
        """Return the line that gets most points right, of every direction at every offset.

        Parameters
        ----------
        points : array (points, 2)
        labels : array (points,)
            0 or 1.
        lines : int
            Directions over a half-turn.
        """
        fan = best_lines(points, labels, lines)
        found = int(fan.accuracy.argmax())
        one = cls(float(fan.angles[found]), float(fan.offsets[found]), fan.is_best)
        other = cls(one.angle + np.pi, -one.offset, fan.is_best)
        return max(one, other, key=lambda line: line.share_right(points, labels))

    @cached_property
    def normal(self) -> np.ndarray:
        """Of length 1, array (2,)."""
        return np.array([np.cos(self.angle), np.sin(self.angle)])

    def heights(self, points: np.ndarray) -> np.ndarray:
        """Return how far points (…, 2) are on class 1's side of the line."""
        distances: np.ndarray = points @ self.normal - self.offset
        return distances

    def share_right(self, points: np.ndarray, labels: np.ndarray) -> float:
        """Return the share of points on their class's side."""
        return float(((self.heights(points) > 0) == (labels == 1)).mean())

    def mistakes(self, points: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """Return how large a ring each point wears, array (points,): 0 on its own side."""
        wrong = np.where(labels == 1, -1, 1) * self.heights(points)
        blurred = BLURRED * max(float(np.ptp(points, axis=0).max()), 1e-12)
        return np.where(wrong > 0, np.clip(0.35 + wrong / blurred, 0, 1), 0.0)

    def towards(self, other: HalfPlanes, progress: float, middle: np.ndarray) -> HalfPlanes:
        """Turn and shift towards another line, the short way round, about a point (2,)."""
        turn = (other.angle - self.angle + np.pi) % (2 * np.pi) - np.pi
        return self.turned(other, self.angle + progress * turn, progress, middle)

    def turned(
        self, other: HalfPlanes, angle: float, progress: float, middle: np.ndarray
    ) -> HalfPlanes:
        """Return a line of some direction, as far from a point as on the way to another line."""
        distances = [line.offset - float(line.normal @ middle) for line in (self, other)]
        distance = (1 - progress) * distances[0] + progress * distances[1]
        normal = np.array([np.cos(angle), np.sin(angle)])
        return HalfPlanes(angle, distance + float(normal @ middle))

    def regions(self, box: Box) -> list[list[np.ndarray]]:
        """Return the two sides within a box, a list of outlines for each class."""
        return [[ring] for ring in linear_regions(*self._classifier, box)]

    def pieces(self, box: Box) -> list[np.ndarray]:
        """Return the line within a box, as separators."""
        return separators(*self._classifier, box)

    @property
    def _classifier(self) -> tuple[np.ndarray, np.ndarray]:
        return np.array([[0.0, 0.0], self.normal]), np.array([0.0, -self.offset])
