"""The lasso for all penalties at once, and at the best: it is piecewise linear in the penalty."""

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


def cross_validated(
    gram: np.ndarray,
    moments: np.ndarray,
    squares: np.ndarray,
    sizes: np.ndarray,
    shares: np.ndarray,
) -> np.ndarray:
    """Return the lasso's coefficients (features,) at the penalty of least cross-validation error.

    Parameters
    ----------
    gram : array (folds, features, features)
        XᵀX of each fold.
    moments : array (folds, features)
        Xᵀy.
    squares, sizes : array (folds,)
        yᵀy, and the number of points.
    shares : array (penalties,)
        Penalties to try, relative to the least one that selects no feature; falling.
    """
    whole, products, count = gram.sum(axis=0), moments.sum(axis=0), int(sizes.sum())
    paths = [
        LassoPath.follow(whole - g, products - m, count - int(n), shares[-1])
        for g, m, n in zip(gram, moments, sizes, strict=True)
    ]
    penalties = shares * np.abs(products).max() / count
    penalties = penalties[penalties >= max(path.penalties[-1] for path in paths)]
    errors = np.zeros(len(penalties))
    for k, path in enumerate(paths):
        w = path.at(penalties)
        errors += squares[k] - 2 * moments[k] @ w + (w * (gram[k] @ w)).sum(0)
    best = penalties[errors.argmin()]
    return LassoPath.follow(whole, products, count, shares[-1]).at(np.array([best]))[:, 0]
