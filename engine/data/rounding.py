"""What becomes of numbers when they are rounded to single precision."""

from __future__ import annotations

from collections.abc import Sequence
from reprlib import repr as short

import numpy as np

from engine.data.dataset import Floats
from engine.data.table import Table
from engine.errors import UsageError

FINE = 1e-3
"""Of a column's standard deviation: measurements nearer to each other need not stay apart."""


def require_kept_apart(table: Table, features: Sequence[int], raw: Floats) -> None:
    """Refuse columns of which different values become equal if they are not standardised.

    Whole numbers, such as times in seconds, have to stay apart all; measurements only if they
    differ by more than a small part of their spread.

    Parameters
    ----------
    table : Table
    features : sequence of int
        The columns that are read.
    raw : ndarray of float64, shape (rows, columns)
        Their numbers.

    Raises
    ------
    UsageError
        With the first such column; the text begins with the flag.
    """
    for at, values in zip(features, raw.T, strict=True):
        step = float(np.spacing(np.abs(values).max().astype(np.float32)))
        if not table.columns[at].is_whole and step <= FINE * values.std():
            continue
        there, kept = (len(np.unique(each)) for each in (values, values.astype(np.float32)))
        if kept < there:
            raise UsageError(
                f"--no-standardise: the column {short(table.names[at])} of {table.path.name} has "
                f"{there:,} different values, of which {kept:,} would remain in single precision; "
                "leave the option out, or subtract a constant from the column"
            )
