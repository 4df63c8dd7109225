"""How progress grows with time."""

import numpy as np
from manim import smooth


def gentle(progress: float) -> float:
    """Ease in and out over a tenth of the time each, evenly between."""
    edge = 0.1
    area = 1 - edge
    if progress < edge:
        return progress**2 / (2 * edge * area)
    if progress > 1 - edge:
        return 1 - (1 - progress) ** 2 / (2 * edge * area)
    return (progress - edge / 2) / area


def early(progress: float) -> float:
    """Do in the first half all that is to be done."""
    return float(smooth(min(2 * progress, 1.0)))


def late(progress: float) -> float:
    """Do in the second half all that is to be done: where others were that have gone by then."""
    return float(smooth(max(2 * progress - 1, 0.0)))


def swell(progress: float) -> float:
    """Rise from 0 to 1 and fall again, for a part that is being spoken of."""
    return float(np.sin(np.pi * progress) ** 0.7)
