"""Make rows a table: which row is the header, which columns are but a separator too many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from reprlib import repr as short

from engine.data.cells import is_missing, number
from engine.data.delimited_text import Rows
from engine.data.table import Column, Table
from engine.errors import DataError

LABEL_NAMES = ("label", "class", "target", "y")
PLANE = 3
"""Columns that it takes to draw a plane: two features and a label."""
MAX_CELLS = 20_000_000
LONGEST_NAME = 200
SEEN = 1000
"""Rows by which a header is told from them."""


def table_of_rows(
    path: Path,
    rows: Rows,
    *,
    named: Sequence[str] = (),
    names: list[str] | None = None,
    notes: tuple[str, ...] = (),
    least: int = PLANE,
) -> Table:
    """Return the table that rows of text make.

    Parameters
    ----------
    path : Path
        Where they are from.
    rows : list of (int, list of str)
        The line of each, and its cells.
    named : sequence of str
        Names of columns that were asked for: the row that has one is the header.
    names : list of str, optional
        The names of columns, if they are known and no row is the header.
    notes : tuple of str
        What was told of the file so far.
    least : int
        Columns that it has to have.

    Raises
    ------
    DataError
        If rows are of different lengths, too many, or none, or columns too few; the text names the
        row.
    """
    if not rows:
        raise DataError(f"{path} is empty; it needs feature columns and a label column")
    rows = _without_last_separators(rows)
    headed = _is_header(rows, named)
    if headed:
        if all(number(cell) is not None for cell in rows[0][1]):
            told = f"the first row, {short(', '.join(rows[0][1]))}, is taken for the header"
            notes = (*notes, f"{path.name}: {told}")
        names, rows = rows[0][1], rows[1:]
        if not rows:
            raise DataError(f"{path} has a header but no rows of data")
    known = headed or names is not None
    names = names or [f"x{i + 1}" for i in range(len(rows[0][1]))]
    # R writes a name for every column but that of the names of rows.
    row_names = headed and all(len(cells) == len(names) + 1 for _, cells in rows)
    names = ["", *names] if row_names else names
    _check_shape(path, rows, names, least)
    lines = [line for line, _ in rows]
    columns = tuple(map(Column, names, zip(*(cells for _, cells in rows), strict=True)))

    def where(row: int, column: int) -> str:
        return f"{path}, row {lines[row]}, column {short(columns[column].name)}"

    return Table(path, columns, where, known, row_names=row_names, notes=notes)


def _check_shape(path: Path, rows: Rows, names: list[str], least: int) -> None:
    require_columns(path, len(names), least)  # else the separator was another one
    if len(rows) * len(names) > MAX_CELLS:
        raise DataError(f"{path} has {len(rows):,} rows; at most {MAX_CELLS:,} cells are read")
    for line, cells in rows:
        if len(cells) != len(names):
            raise DataError(
                f"{path}, row {line}: it has {len(cells)} cells instead of {len(names)}; "
                "give every row as many as the first"
            )


def require_columns(path: Path, found: int, least: int = PLANE) -> None:
    """Check that there are columns enough: features of a plane and a label, or what else is needed.

    Raises
    ------
    DataError
        If there are fewer.
    """
    if found >= least:
        return
    separate = "separate columns by commas, semicolons or tabs, or name what does with --sep"
    if least < PLANE:
        raise DataError(f"{path} needs at least {least} columns, but has {found}; {separate}")
    raise DataError(
        f"{path} needs at least 2 feature columns beside the label column, to draw a plane, "
        f"but has {max(found - 1, 0)}; {separate}"
    )


def _without_last_separators(rows: Rows) -> Rows:
    """Take separators away that end rows and have no column behind them."""
    data = [cells for _, cells in (rows[1:] or rows)]
    width = max(map(len, data))
    # Columns at the end that have neither a name nor a value in any row.
    last = max(max((i for i, cell in enumerate(c) if cell), default=0) for c in data) + 1
    last = max([last, *(i + 1 for i, name in enumerate(rows[0][1]) if name)])
    if last >= max(width, len(rows[0][1])):
        return rows
    return [(line, cells[:last] if len(cells) > last else cells) for line, cells in rows]


def _is_header(rows: Rows, named: Sequence[str]) -> bool:
    first = rows[0][1]
    others = [cells for _, cells in rows[1:SEEN] if len(cells) == len(first)]
    lowered = [cell.lower() for cell in first]
    # "y" in a first row of data may be a class of its own, for yes.
    if set(lowered) & (set(LABEL_NAMES) - {"y"}):
        return True
    if any(name.lower() in lowered and number(name) is None for name in named):
        return True
    words = [at for at, cell in enumerate(first) if number(cell) is None and not is_missing(cell)]
    if not others:
        longer = any(len(cells) == len(first) + 1 for _, cells in rows[1:SEEN])
        return any(at < len(first) - 1 for at in words) or (longer and bool(words))
    for at, cell in enumerate(first):
        numbers = sum(number(cells[at]) is not None for cells in others)
        there = sum(not is_missing(cells[at]) for cells in others)
        if at in words and there and 2 * numbers >= there:
            return True
        if number(cell) is not None and not is_missing(cell) and there > 1 and not numbers:
            return True  # a number over a column of words
    return not words and _counts_columns(first, others)


def _counts_columns(first: list[str], others: list[list[str]]) -> bool:
    """Whether a first row counts the columns: from 0 or 1, as pandas writes them, or in years."""
    counted = [number(cell) for cell in (first if first[0] else first[1:])]
    values = [value for value in counted if value is not None and value % 1 == 0]
    steps = {after - before for before, after in pairwise(values)}
    if not values or len(values) < len(counted) or len(steps) != 1 or steps == {0}:
        return False
    ranks = steps == {1} and values[0] in (0, 1)
    if ranks and not first[0]:
        return True  # nothing over the numbers of rows
    if ranks and any("." in cell for cells in others for cell in cells):
        return True
    labels = {number(cells[-1]) for cells in others}
    grouped = len(values) >= 3 and 2 * len(labels) <= len(others)
    return values[-1] not in labels and (ranks or grouped)
