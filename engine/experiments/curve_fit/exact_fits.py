"""Fits of two weights to a few points: many are exact, then one is, then none.

The task is that of `engine.experiments.more_data` in small: both features carry signal, each with
coefficient 1, and noise of variance 1 is added. A point asks that the weights lie on a line; the
fit to the first n points is that of least squares, and of least norm while several are exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.experiments.more_data import NOISE

WEIGHTS = 2
"""Number of weights, each best at 1."""
POINTS, SEED = 10, 1717
"""How many points there are, and the seed of a draw whose single exact fit lies far off."""


@dataclass(frozen=True)
class ExactFits:
    """Points that come one after another, and what is fitted to them.

    Attributes
    ----------
    inputs : float64 array (points, 2)
    outputs : float64 array (points,)
    fits : float64 array (points + 1, 2)
        To none of the points, to the first, to the first two, and so on.
    """

    inputs: np.ndarray
    outputs: np.ndarray
    fits: np.ndarray

    @property
    def misses(self) -> np.ndarray:
        """Squared distances of the fits from the best weights, array (points + 1,)."""
        return np.asarray(((self.fits - 1) ** 2).sum(axis=1))


def exact_fits(points: int = POINTS, seed: int = SEED) -> ExactFits:
    """Draw points, and fit both weights to ever more of them."""
    rng = np.random.default_rng(seed)
    inputs = rng.normal(size=(points, WEIGHTS))
    outputs = inputs.sum(axis=1) + np.sqrt(NOISE) * rng.normal(size=points)
    fits = [np.linalg.pinv(inputs[:n]) @ outputs[:n] for n in range(points + 1)]
    return ExactFits(inputs, outputs, np.array(fits))
