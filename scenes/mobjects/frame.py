"""Places in the frame, which is 8 units high and centred on the origin."""

import numpy as np


def at(x: float, y: float) -> np.ndarray:
    """Return a place as Manim wants it."""
    return np.array([x, y, 0.0])
