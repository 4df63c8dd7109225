"""The weights that the models have learned, at any number of points."""

from __future__ import annotations

import numpy as np
from manim import smoothstep

from engine.experiments.more_data import MODELS, LearningCurves

PASSING = 0.3
"""Share of the way to the next measured number of points in which the weights change."""


class LearnedWeights:
    """What the models of the first repeat have learned.

    Parameters
    ----------
    curves : LearningCurves
    """

    def __init__(self, curves: LearningCurves) -> None:
        self.weights = curves.weights.astype(float)
        self._sizes = np.log(curves.samples)

    def at(self, model: str, count: float) -> np.ndarray:
        """Return a model's weights, array (features,).

        They are what was learned from the last measured number of points up to this one; shortly
        before the next, one passes into the other.
        """
        sizes, learned = self._sizes, self.weights[:, MODELS.index(model)]
        place = float(np.interp(np.log(count), sizes, np.arange(len(sizes))))
        size = min(int(place + 1e-9), len(sizes) - 1)
        share = smoothstep(float(np.clip((place - size - 1) / PASSING + 1, 0, 1)))
        after = min(size + 1, len(sizes) - 1)
        return np.asarray((1 - share) * learned[size] + share * learned[after])
