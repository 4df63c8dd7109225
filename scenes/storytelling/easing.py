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


def within(progress: float, begin: float, end: float) -> float:
    """Do between two shares of the time all that is to be done."""
    return float(smooth(float(np.clip((progress - begin) / (end - begin), 0, 1))))


def early(progress: float) -> float:
    """Do in the first half all that is to be done."""
    return within(progress, 0.0, 0.5)


def late(progress: float) -> float:
    """Do in the second half all that is to be done: where others were that have gone by then."""
    return within(progress, 0.5, 1.0)


def swell(progress: float) -> float:
    """Rise from 0 to 1 and fall again, for a part that is being spoken of."""
    return float(np.sin(np.pi * progress) ** 0.7)
