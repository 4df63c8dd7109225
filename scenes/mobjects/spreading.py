"""Moving labels apart that stand at the ends of lines."""

from __future__ import annotations

import numpy as np


def spread(
    heights: np.ndarray, gap: float, low: float, high: float, order: np.ndarray | None = None
) -> np.ndarray:
    """Move heights apart until each two neighbours are a gap apart, all between two limits.

    Parameters
    ----------
    heights : array (n,)
    gap, low, high : float
    order : int array (n,), optional
        Which is the lowest, the next, and so on; as the heights are, by default.
    """
    order = np.argsort(heights, kind="stable") if order is None else order
    moved = np.clip(heights[order], low, high)
    for _ in range(200):
        short = np.maximum(gap - np.diff(moved), 0)
        moved[1:] += 0.5 * short
        moved[:-1] -= 0.5 * short
        moved = np.clip(moved, low, high)
    found = np.empty_like(moved)
    found[order] = moved
    return found
