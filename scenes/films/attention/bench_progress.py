"""How far the story of a query and its keys has come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import smoothstep


@dataclass
class Come:
    """How far each part of the story has come, from 0 to 1.

    Attributes
    ----------
    arrived, asked, answered, multiplied : float
        How far the numbers have come from the matrix, and whether query, key and products stand.
    squeezed, summed, divided : float
        How far the bars have become so thin that all have room, how many have been added, and
        whether their sum has become a score.
    opened, joined, scored, powered, shared : float
        How far the products have gone to their place in the list, whether those of the other keys
        stand, with their scores, and whether powers and then shares are written in their stead.
    valued, weighted, mixed, told : float
        How far products have given way to values, these have shrunk to their shares, they have been
        added, and what is written stands there.
    returned : float
        How far the shares have gone back to the matrix.
    """

    arrived: float = 0.0
    asked: float = 0.0
    answered: float = 0.0
    multiplied: float = 0.0
    squeezed: float = 0.0
    summed: float = 0.0
    divided: float = 0.0
    opened: float = 0.0
    joined: float = 0.0
    scored: float = 0.0
    powered: float = 0.0
    shared: float = 0.0
    valued: float = 0.0
    weighted: float = 0.0
    mixed: float = 0.0
    told: float = 0.0
    returned: float = 0.0


def late(progress: float) -> float:
    """Return how far something has come that begins halfway."""
    return max(2 * progress - 1, 0.0)


def across_first(start: np.ndarray, end: np.ndarray, progress: float) -> np.ndarray:
    """Return a place on the way to another, first across and then up or down."""
    shares = np.clip([progress / 0.6, (progress - 0.4) / 0.6], 0, 1).tolist()
    place: np.ndarray = start + np.array([smoothstep(share) for share in shares]) * (end - start)
    return place
