"""How many digits an equation needs so that it can be recomputed from what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from engine.geometry.plane_maps import PlaneMap

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

    def again(places: int) -> np.ndarray:
        printed = [np.round(part, places) for part in (matrix, vector, shift)]
        recomputed: np.ndarray = printed[0] @ printed[1] + printed[2]
        return recomputed

    return _fewest(again, matrix @ vector + shift)


def _fewest(
    again: Callable[[int], np.ndarray], result: np.ndarray, more: int = 0
) -> tuple[int, int]:
    """Return the fewest decimals of what is given, and of a result that is recomputed from it.

    A result half-way between two numbers needs another decimal. What is given has so many `more`
    decimals than the result, at least, if any.
    """
    for last in range(2, MOST + 1):
        for places in range(last + more if more else 2, MOST + 1):
            missed = np.abs(again(places) - np.round(result, last))
            if (missed < (0.5 - 1e-6) * 10.0**-last).all():
                return places, last
    return MOST, MOST


def determinant_places(matrix: np.ndarray) -> tuple[int, int]:
    """Return with how many decimals a matrix (2, 2), and its determinant, are to be printed.

    They are the fewest, two at least, for which the determinant of the printed matrix is the
    printed one. A matrix that only turns has one more: while the plane turns, and its area stays,
    the determinant that is worked out from what is printed stays, too.
    """
    true = np.array(float(np.linalg.det(matrix)))
    turns = bool(np.allclose(matrix.T @ matrix, np.eye(2)) and true > 0)
    return _fewest(lambda places: np.linalg.det(np.round(matrix, places)), true, more=int(turns))


def stretch_places(each: PlaneMap) -> int:
    """Return with how many decimals stretches are to be printed.

    They are the fewest, two at least, whose product is the printed determinant.
    """
    last = determinant_places(each.matrix)[1]
    true = round(each.determinant, last)
    for places in range(2, MOST):
        again = float(np.prod(np.round(each.stretches, places)))
        if abs(again - true) < (0.5 - 1e-6) * 10.0**-last:
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
