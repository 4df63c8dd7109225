"""Read the points of a curve from a table: one column of inputs, one of outputs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from reprlib import repr as short

import numpy as np

from engine.data.feature_columns import columns_called, is_identifier, numbers_in
from engine.data.table import Table, telling_sheet
from engine.data.tables import read_table
from engine.errors import DataError, UsageError

LEAST, MOST = 8, 10_000
"""Rows that a table has to have, and may have."""
FLATTEST = 1e-4
"""Least that a column's values may differ, as a share of their size: single precision sees less."""


def load_curve(
    path: Path, *, columns: Sequence[str] | None = None, sep: str | None = None
) -> tuple[np.ndarray, tuple[str, str], tuple[str, ...]]:
    """Read inputs and outputs from a file.

    Parameters
    ----------
    path : Path
        Of any kind that `engine.data.tables.load_table` reads.
    columns : sequence of str, optional
        The input and the output, by name or by number from 1. By default the only two columns of
        numbers, in the order of the file; identifiers are left out.
    sep : str, optional
        What separates the columns of text.

    Returns
    -------
    points : float64 array (rows, 2)
    names : (str, str)
    notes : tuple of str
        What was left out, in sentences.

    Raises
    ------
    DataError
        If the file is missing or unreadable, has too few or too many rows, or values that hardly
        differ.
    UsageError
        If `columns` are not two.
    """
    if columns is not None and len(columns) != 2:
        raise UsageError(
            f"--columns {','.join(columns)}: name two columns, the input and the output, as in "
            "--columns x,y"
        )
    table = read_table(path, columns=columns, sep=sep, least=2)
    with telling_sheet(table.sheet):
        chosen, notes = (
            (columns_called(table, columns), ()) if columns is not None else _only_two(table)
        )
        if not LEAST <= table.rows <= MOST:
            raise DataError(
                f"{path} has {table.rows:,} rows; a curve is learned from {LEAST} to {MOST:,}"
            )
        points = numbers_in(table, chosen)
        names = [table.names[i] for i in chosen]
        for name, values in zip(names, points.T, strict=True):
            _check_spread(path, name, values)
    return points, (names[0], names[1]), (*table.notes, *notes)


def _only_two(table: Table) -> tuple[list[int], tuple[str, ...]]:
    """Return the only two columns of numbers, and a sentence for each other that is left out."""
    able, notes = [], []
    for i, column in enumerate(table.columns):
        if column.is_empty or (column.is_text and not column.is_written_otherwise):
            why = "is empty" if column.is_empty else "holds text"
        elif len(table.columns) > 2 and (is_identifier(table, i) or (table.row_names and not i)):
            why = "numbers the rows"
        else:
            able.append(i)
            continue
        told = f"the column {short(table.names[i])} {why} and is left out"
        notes.append(table.note(f"{told}; --columns INPUT,OUTPUT chooses what is read"))
    if len(able) != 2:
        found = f"{len(able)} columns of numbers, {short([table.names[i] for i in able])}"
        raise DataError(
            f"{table.path} has {found}; name the input and the output with --columns INPUT,OUTPUT"
        )
    return able, tuple(notes)


def _check_spread(path: Path, name: str, values: np.ndarray) -> None:
    spread = float(np.ptp(values))
    if spread == 0:
        raise DataError(f"{path}: all values of {short(name)} are the same; there is no curve")
    if spread < FLATTEST * np.abs(values).max():
        raise DataError(
            f"{path}: the values of {short(name)} differ by less than a ten-thousandth of their "
            "size; subtract their mean from them"
        )
