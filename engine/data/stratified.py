"""Choose some of many points, every class in proportion."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Labels


def stratified_choice(labels: Labels, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the indices of a random choice of points, in ascending order.

    Parameters
    ----------
    labels : int64 array (points,)
        Their classes.
    count : int
        How many to choose; all of them if there are not more.
    rng : Generator
        In the same state, it makes the same choice.

    Returns
    -------
    int64 array (count,)
        Every class in proportion, and at least once where `count` allows it.
    """
    if count >= len(labels):
        return np.arange(len(labels))
    order = rng.permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    counts = np.bincount(labels)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    share = (np.arange(len(labels)) - first) / np.repeat(counts, counts)
    return np.sort(order[np.argsort(share, kind="stable")[:count]])
