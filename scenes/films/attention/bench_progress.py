"""How far the story of a query and a key has come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Come:
    """How far each part of the story has come, from 0 to 1.

    Attributes
    ----------
    lifted : float
        How far query and key have come from below their tables.
    multiplied : float
        Whether their products stand.
    squeezed, summed, divided : float
        How far the products have become so thin that all have room, how many have been added, and
        whether their sum has become a score.
    """

    lifted: float = 0.0
    multiplied: float = 0.0
    squeezed: float = 0.0
    summed: float = 0.0
    divided: float = 0.0


def late(progress: float) -> float:
    """Return how far something has come that begins halfway."""
    return max(2 * progress - 1, 0.0)
