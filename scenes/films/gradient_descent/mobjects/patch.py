"""The piece of the plane of the variables over which a surface is drawn: any parallelogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Patch:
    """A parallelogram.

    Attributes
    ----------
    corner : array (2,)
    sides : array (2, 2)
        The two ways along its edges from there, one a row.
    """

    corner: np.ndarray
    sides: np.ndarray

    @classmethod
    def of(cls, domain: Sequence[tuple[float, float]]) -> Patch:
        """Return all of a domain."""
        low, high = np.transpose(np.asarray(domain, dtype=float))
        return cls(low, np.diag(high - low))

    def towards(self, other: Patch, share: float) -> Patch:
        """Return the patch on the way to another one."""
        a, b = 1 - share, share
        return Patch(
            a * self.corner + b * other.corner,
            a * self.sides + b * other.sides,
        )

    def grid(self, count: int) -> np.ndarray:
        """Return points all over it, array (count, count, 2), along the first side in a row."""
        shares = np.linspace(0, 1, count)
        first, second = self.sides
        along = shares[None, :, None] * first + shares[:, None, None] * second
        return self.corner + along

    def holds(self, points: np.ndarray) -> np.ndarray:
        """Return which points (n, 2) lie in it, up to rounding."""
        with np.errstate(invalid="ignore"):
            shares = (points - self.corner) @ np.linalg.inv(self.sides)
            return ((shares >= -1e-9) & (shares <= 1 + 1e-9)).all(axis=-1)

    @property
    def box(self) -> tuple[np.ndarray, np.ndarray]:
        """The lowest and the highest values of the variables in it."""
        corners = self.grid(2).reshape(-1, 2)
        return corners.min(axis=0), corners.max(axis=0)
