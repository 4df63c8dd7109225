"""The lasso for all penalties at once: its coefficients are piecewise linear in the penalty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import lars_path_gram

LONGEST = 120
"""Greatest number of knots; the best penalty lies well before."""


@dataclass(frozen=True)
class LassoPath:
    """The lasso's coefficients for all penalties α: least ‖y − Xw‖² / (2n) + α ‖w‖₁.

    Attributes
    ----------
    penalties : array (knots,)
        Falling.
    coefficients : array (features, knots)
        Between knots they are linear in the penalty.

    References
    ----------
    Efron, Hastie, Johnstone & Tibshirani 2004, Least Angle Regression.
    """

    penalties: np.ndarray
    coefficients: np.ndarray

    @classmethod
    def follow(cls, gram: np.ndarray, moments: np.ndarray, count: int, least: float) -> LassoPath:
        """Return the lasso path from no feature on.

        Parameters
        ----------
        gram : array (features, features)
            XᵀX.
        moments : array (features,)
            Xᵀy.
        count : int
            Points.
        least : float
            Where it ends, relative to the least penalty that selects no feature.
        """
        smallest = least * np.abs(moments).max() / count
        penalties, _, coefficients = lars_path_gram(
            moments, gram, n_samples=count, method="lasso", alpha_min=smallest, max_iter=LONGEST
        )
        return cls(penalties, coefficients)

    def at(self, penalties: np.ndarray) -> np.ndarray:
        """Return the coefficients at penalties (n,), array (features, n)."""
        right = np.searchsorted(-self.penalties, -penalties).clip(1, len(self.penalties) - 1)
        high, low = self.penalties[right - 1], self.penalties[right]
        share = ((high - penalties) / (high - low)).clip(0, 1)
        return (1 - share) * self.coefficients[:, right - 1] + share * self.coefficients[:, right]
