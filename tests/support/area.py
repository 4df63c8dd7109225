"""A rectangle of the frame, as the checkers of layouts compare it with others."""

from __future__ import annotations

import numpy as np

SLACK = 0.01
"""Frame units by which neighbours may touch."""


class Area:
    """A rectangle of the frame."""

    def __init__(self, low: np.ndarray, high: np.ndarray) -> None:
        self.low, self.high = low, high
        # Numbers are compared in a twentieth of the time of arrays, a million times a film.
        self.left, self.bottom = map(float, low)
        self.right, self.top = map(float, high)

    def holds(self, other: Area, slack: float = SLACK) -> bool:
        """Whether all of the other lies inside."""
        within = other.left >= self.left - slack and other.right <= self.right + slack
        return within and other.bottom >= self.bottom - slack and other.top <= self.top + slack

    def meets(self, other: Area, slack: float = SLACK) -> bool:
        """Whether the two have more than an edge in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > slack and min(self.top, other.top) - max(self.bottom, other.bottom) > slack

    def shared(self, other: Area) -> Area:
        """What two that meet have in common."""
        return Area(np.maximum(self.low, other.low), np.minimum(self.high, other.high))

    def __str__(self) -> str:
        return f"[{self.low.round(2)} to {self.high.round(2)}]"
