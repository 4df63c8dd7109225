"""Small sets of points in the plane, some of them awkward for lines between them."""

import numpy as np

KINDS = ("scattered", "lattice", "in a row", "duplicates")


def point_set(kind: str, rng: np.random.Generator) -> np.ndarray:
    """Draw 2 to 11 points of a kind, array (points, 2)."""
    count = int(rng.integers(2, 12))
    points = rng.normal(size=(count, 2))
    if kind == "lattice":
        points = rng.integers(-2, 3, (count, 2)).astype(float)
    elif kind == "in a row":
        points = np.outer(rng.permutation(count), [1.0, 0.5])
    elif kind == "duplicates":
        points = points[rng.integers(0, count, count)]
    return points
