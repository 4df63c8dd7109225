"""Axis-aligned boxes, in the plane and in space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np


@dataclass(frozen=True)
class Box:
    """An axis-aligned box.

    Attributes
    ----------
    low, high : float64 array (dimensions,)
        Its corners.
    """

    low: np.ndarray
    high: np.ndarray

    @classmethod
    def around(cls, points: np.ndarray, margin: float = 0.0) -> Self:
        """Return the bounding box of points.

        Parameters
        ----------
        points : array (…, dimensions)
        margin : float
            Added on every side, as a fraction of the longest one.
        """
        flat = points.reshape(-1, points.shape[-1])
        low, high = flat.min(axis=0), flat.max(axis=0)
        extra = margin * float((high - low).max())
        return cls(low - extra, high + extra)

    @property
    def size(self) -> np.ndarray:
        """The side lengths, array (dimensions,)."""
        return self.high - self.low

    @property
    def centre(self) -> np.ndarray:
        """The middle."""
        return (self.low + self.high) / 2

    def towards(self, other: Box, share: float) -> Self:
        """Return the box on the way to another, at a share of it."""
        low, high = self.low, self.high
        return type(self)(low + share * (other.low - low), high + share * (other.high - high))

    def meets(self, other: Box) -> bool:
        """Return whether the two have more than an edge in common."""
        return bool((self.low < other.high).all() and (other.low < self.high).all())
