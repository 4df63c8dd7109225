"""A loss surface, sampled to be looked at: heights, colours and levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.descent.surface import Surface

FINE = 201
"""Points a side at which contours are traced."""
STEEP = 14.0
"""A range so many times that of the lower half of all values is squeezed."""
DEEP = 0.2
"""Share of that lower half's range below which heights stay in proportion."""


@dataclass(frozen=True)
class Relief:
    """How high a surface of two variables is drawn.

    Most are drawn in proportion. One with walls a hundred times as high as its valleys would show
    nothing but the walls: its height is the logarithm of 1 + L/c, which a film must say.

    Attributes
    ----------
    surface : Surface
    lowest, highest : float
        Values in the domain.
    unit : float, optional
        c, where heights are squeezed.
    """

    surface: Surface
    lowest: float
    highest: float
    unit: float | None

    @classmethod
    def of(cls, surface: Surface) -> Relief:
        """Look over a surface's domain."""
        values = surface.heights(FINE)[1]
        known = [minimum.value for minimum in surface.known_minima()]
        lowest, highest = min([float(values.min()), *known]), float(values.max())
        middle = float(np.median(values)) - lowest
        squeezed = highest - lowest > STEEP * middle > 0
        return cls(surface, lowest, highest, DEEP * middle if squeezed else None)

    def share(self, values: np.ndarray | float) -> np.ndarray:
        """Return how high values are drawn: 0 for the lowest of the domain, 1 for the highest."""
        above = np.asarray(values, dtype=float) - self.lowest
        whole = self.highest - self.lowest
        if self.unit is None:
            return above / whole
        with np.errstate(invalid="ignore"):
            return np.log1p(np.maximum(above, 0) / self.unit) / np.log1p(whole / self.unit)

    def slope_of_share(self, value: float) -> float:
        """Return by how much the drawn height grows with the value, per unit."""
        whole = self.highest - self.lowest
        if self.unit is None:
            return 1 / whole
        return 1 / ((self.unit + value - self.lowest) * float(np.log1p(whole / self.unit)))

    def levels(self, count: int) -> np.ndarray:
        """Choose values for contour lines, evenly spaced as they are drawn."""
        shares = (np.arange(count) + 0.5) / count
        whole = self.highest - self.lowest
        if self.unit is None:
            return self.lowest + shares * whole
        return self.lowest + self.unit * np.expm1(shares * np.log1p(whole / self.unit))

    def inside(self, points: np.ndarray) -> np.ndarray:
        """Return which points (n, dims) lie in the domain."""
        low, high = np.transpose(self.surface.domain)
        with np.errstate(invalid="ignore"):
            return ((points >= low) & (points <= high)).all(axis=-1)
