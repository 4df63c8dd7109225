"""Who errs least as points are added, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.experiments.more_data import LearningCurves

LOOKS = 2001
"""Numbers of points at which errors are compared."""


class Reign(NamedTuple):
    """A model that errs least, from some number of points to another."""

    model: str
    start: float
    end: float


def reigns(curves: LearningCurves, models: Sequence[str]) -> list[Reign]:
    """Return which of some models errs least, from the fewest points to the most."""
    first, last = float(curves.samples[0]), float(curves.samples[-1])
    counts = np.geomspace(first, last, LOOKS)
    counts[[0, -1]] = first, last
    sizes = np.log(curves.samples)
    scores = [np.interp(np.log(counts), sizes, curves.score(model)) for model in models]
    best = np.argmax(scores, axis=0)
    starts = [0, *(np.flatnonzero(np.diff(best)) + 1).tolist()]
    limits = [*counts[starts].tolist(), last]
    return [Reign(models[best[s]], *limits[i : i + 2]) for i, s in enumerate(starts)]
