"""How many digits an equation needs so that it can be recomputed from what is printed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

MOST = 6
"""Decimals."""


def equation_places(
    matrix: np.ndarray, vector: np.ndarray, shift: np.ndarray | None = None
) -> tuple[int, int]:
    """Return with how many decimals the numbers of W v + b, and its result, are to be printed.

    They are the fewest, two at least, for which the result that is computed from the printed
    numbers is the printed one.

    Parameters
    ----------
    matrix : array (2, 2)
    vector : array (2,)
    shift : array (2,), optional
        0 by default.
    """
    shift = np.zeros(2) if shift is None else shift
    result = matrix @ vector + shift
    for last in range(2, MOST + 1):
        for places in range(2, MOST + 1):
            printed = [np.round(part, places) for part in (matrix, vector, shift)]
            again = printed[0] @ printed[1] + printed[2]
            if (np.abs(again - np.round(result, last)) < (0.5 - 1e-6) * 10.0**-last).all():
                return places, last
    return MOST, MOST


def determinant_places(matrix: np.ndarray) -> int:
    """Return with how many decimals a matrix is to be printed, so that its determinant recomputes.

    They are the fewest, two at least, for which the determinant of the printed matrix (2, 2) is
    the true one to two decimals.
    """
    true = round(float(np.linalg.det(matrix)), 2)
    for places in range(2, MOST):
        again = float(np.linalg.det(np.round(matrix, places)))
        if abs(again - true) < 0.005 - 1e-9:
            return places
    return MOST


def product_places(matrices: Sequence[np.ndarray]) -> int:
    """Return with how many decimals matrices are to be printed, so that their product recomputes.

    They are the fewest, two at least, for which the product of the printed matrices (2, 2), each
    applied to what those before it have made, is the true one to two decimals.
    """
    true = np.round(_product(matrices), 2)
    for places in range(2, MOST):
        again = _product([np.round(each, places) for each in matrices])
        if (np.abs(again - true) < 0.005 - 1e-9).all():
            return places
    return MOST


def _product(matrices: Sequence[np.ndarray]) -> np.ndarray:
    whole = np.eye(2)
    for each in matrices:
        whole = each @ whole
    return whole
