"""The weights that the models have learned, at any number of points."""

from __future__ import annotations

import numpy as np
from manim import smoothstep

from engine.experiments.more_data import MODELS, LearningCurves, misses

SWIFT = 0.2
"""Share of the way between two measured numbers of points in which weights change."""
TINY = 1e-9
"""What is added is no less, lest it have no logarithm."""


class LearnedWeights:
    """What the models of the first repeat have learned.

    Parameters
    ----------
    curves : LearningCurves
    """

    def __init__(self, curves: LearningCurves) -> None:
        self.weights = curves.weights.astype(float)
        self.samples = curves.samples
        self._sizes = np.log(curves.samples)
        self._misses = {
            model: np.array([misses(each) for each in self.weights[:, k]])
            for k, model in enumerate(MODELS)
        }

    def at(self, model: str, count: float) -> np.ndarray:
        """Return a model's weights, array (features,).

        Between two measured numbers of points, what was learned from one passes into what was
        learned from the other.
        """
        learned, place = self.weights[:, MODELS.index(model)], self._place(count)
        before = min(int(place + 1e-9), len(learned) - 1)
        after = min(before + 1, len(learned) - 1)
        # What is seen belongs to the number that is written: it changes when that does.
        share = smoothstep(float(np.clip((place - before - 0.5) / SWIFT + 0.5, 0, 1)))
        return np.asarray((1 - share) * learned[before] + share * learned[after])

    def _place(self, count: float) -> float:
        """Return where a number of points is among those that were measured."""
        return float(np.interp(np.log(count), self._sizes, np.arange(len(self._sizes))))

    def measured(self, count: float) -> int:
        """Return the number of points from which was learned what `at` mostly shows."""
        return int(self.samples[round(self._place(count))])

    def misses(self, model: str, count: float) -> tuple[float, float]:
        """Return what a model's weights add to the noise: those of the signal, and the others.

        Between two measured numbers of points they change as evenly as errors in a chart of
        logarithms do.
        """
        missed, added = (
            float(np.exp(np.interp(np.log(count), self._sizes, np.log(np.maximum(part, TINY)))))
            for part in self._misses[model].T
        )
        return missed, added
