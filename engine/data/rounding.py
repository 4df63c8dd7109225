"""What becomes of numbers when they are rounded to single precision."""

from __future__ import annotations

from collections.abc import Sequence
from reprlib import repr as short

import numpy as np
from numpy.typing import NDArray

from engine.errors import UsageError

FINE = 1e-3
"""Of a column's standard deviation: measurements nearer to each other need not stay apart."""


def require_kept_apart(names: Sequence[str], raw: NDArray[np.float64]) -> None:
    """Refuse columns of which different values become equal if they are not standardised.

    Whole numbers, such as times in seconds, have to stay apart all; measurements only if they
    differ by more than a small part of their spread.

    Parameters
    ----------
    names : sequence of str
        Of the columns.
    raw : ndarray of float64, shape (rows, columns)

    Raises
    ------
    UsageError
        With the first such column; the text begins with the flag.
    """
    for name, values in zip(names, raw.T, strict=True):
        rounded = values.astype(np.float32)
        if (rounded == values).all():
            continue
        is_whole = bool((values % 1 == 0).all())
        if not is_whole and is_fine(float(np.spacing(np.abs(rounded).max())), values):
            continue
        there, kept = len(np.unique(values)), len(np.unique(rounded))
        if kept < there:
            raise UsageError(
                f"--no-standardise (standardise=False): the column {short(name)} has {there:,} "
                f"different values, of which {kept:,} would remain in single precision; leave the "
                "option out, or subtract a constant from the column"
            )


def is_fine(step: float, values: NDArray[np.float64]) -> bool:
    """Return whether a step is small for the spread of some values."""
    return step <= FINE * float(values.std())
