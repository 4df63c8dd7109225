"""Make rows a table: which row is the header, which columns are but a separator too many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import isclose, isfinite
from pathlib import Path
from reprlib import repr as short

from engine.data.cells import is_missing, may_be_missing, number
from engine.data.delimited_text import Rows
from engine.data.table import Column, Table
from engine.data.workbooks import WORKBOOKS
from engine.errors import DataError

LABEL_NAMES = ("label", "class", "target", "y")
PLANE = 3
"""Columns that it takes to draw a plane: two features and a label."""
MAX_CELLS = 20_000_000
LONGEST_NAME = 200
SEEN = 1000
"""Rows by which a header is told from them."""
MEASURED = re.compile(r"[<>~≈±+-]?\s*[.,]?\d")
"""How a word begins that may be a measurement: "5cm", "<0.1 mg"."""
FIRST_YEAR = 1000


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
    _refuse_title(path, rows)
    headed = _is_header(rows, named)
    if headed:
        if _is_doubtful(rows[0][1]):
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


def _is_doubtful(header: list[str]) -> bool:
    """Whether a header might be a point as well: numbers, and at most one word beside them."""
    words = [cell.lower() for cell in header if number(cell) is None]
    return len(words) < min(2, len(header)) and not set(words) & {"", *LABEL_NAMES}


def _refuse_title(path: Path, rows: Rows) -> None:
    """Refuse lines above the table that are shorter than its rows, such as a title."""
    widths = [len(cells) for _, cells in rows]
    width, count = Counter(widths[:SEEN]).most_common(1)[0]
    start = next(
        (at for at, (_, cells) in enumerate(rows) if len(cells) == width and _filled(cells) > 1), 0
    )
    if not 0 < start < 1 + len(rows) // 2 or count < 2 or 2 * count < len(widths[:SEEN]):
        return
    first = [cells for _, cells in rows[:start]]
    if any(len(cells) == width and any(number(c) is not None for c in cells) for cells in first):
        return
    header = all(map(_is_name, rows[start][1])) and not all(map(_is_name, rows[-1][1]))
    # R writes a name for every column but that of the names of rows.
    if all(_filled(cells) < width - (0 if header else 1) for cells in first):
        line, above = rows[start][0], short(", ".join(filter(None, first[0])))
        raise DataError(
            f"{path}: the table begins in row {line}, but {above} stands above it; "
            "remove what stands there"
        )


def _filled(cells: list[str]) -> int:
    return sum(map(bool, cells))


def _check_shape(path: Path, rows: Rows, names: list[str], least: int) -> None:
    require_columns(path, len(names), least)  # else the separator was another one
    if len(rows) * len(names) > MAX_CELLS:
        raise DataError(f"{path} has {len(rows):,} rows; at most {MAX_CELLS:,} cells are read")
    for line, cells in rows:
        if len(cells) != len(names) and any("\n" in cell for cell in cells):
            raise DataError(
                f"{path}, row {line}: a quote that closes here is opened above; close it in its row"
            )
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
    if path.suffix.lower() in (".npz", ".parquet", *WORKBOOKS):
        separate = "give it more columns of numbers"
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
    if any(name.lower() in lowered and number(name) is None for name in named):
        return True
    names = {at for at, cell in enumerate(first) if _is_name(cell)}
    # "y" in a first row of data may be a class of its own, for yes.
    labels = {at for at in names if lowered[at] in LABEL_NAMES and lowered[at] != "y"}
    numbers = {at for at, cell in enumerate(first) if number(cell) is not None} - _missing(first)
    if not others:
        longer = any(len(cells) == len(first) + 1 for _, cells in rows[1:SEEN])
        sure = any(at < len(first) - 1 for at in names) and not any(map(_is_decimal, first))
        return bool(labels) or sure or (longer and bool(names))
    columns = [[c for c in column if not is_missing(c)] for column in zip(*others, strict=True)]
    found = [sum(number(cell) is not None for cell in column) for column in columns]
    numeric = {at for at, column in enumerate(columns) if column and 2 * found[at] >= len(column)}
    again = {at for at in names - numeric if first[at] in columns[at]}
    new = names - numeric - again
    fresh = {at for at in new if 2 * len(set(columns[at])) <= len(columns[at])}
    decimals = {at for at in numbers & numeric if _is_decimal(first[at])}
    over_numbers = names & numeric
    if labels and (over_numbers or not labels <= again):
        return True
    if over_numbers:
        # Beside numbers, or if it begins as one, a word may be a measurement that went wrong.
        odd = numbers & numeric or all(MEASURED.match(first[at]) for at in over_numbers)
        known = _is_known_label(first, columns, numbers & numeric)
        point = (known or (decimals and not fresh)) and not _count(first, names)
        return not (odd and (again or point))
    if again:
        return False
    if fresh and not numbers and not _missing(first) and not any(map(may_be_missing, first)):
        return True  # "10%", "50%" and "species"
    if new:
        return bool(fresh) and _count(first, new)
    if len(numbers) >= len(first) - (not first[0]) and _counts_columns(first, others):
        return True
    # A number over a column of words.
    return not decimals and any(len(columns[at]) > 1 and not found[at] for at in numbers)


def _is_known_label(first: list[str], columns: list[list[str]], numbers: set[int]) -> bool:
    """Whether a first row ends in a number that the few in the last column have, too."""
    last = columns[-1]
    few = len(first) - 1 in numbers and 2 * len(set(last)) <= len(last)
    return few and number(first[-1]) in map(number, last)


def _is_name(cell: str) -> bool:
    """Whether a cell may be the name of a column: a word that does not say that there is none."""
    word = number(cell) is None and any(sign.isalpha() for sign in cell)
    return word and not is_missing(cell) and not may_be_missing(cell)


def _is_decimal(cell: str) -> bool:
    value = number(cell)
    return value is not None and ("." in cell or value % 1 != 0)


def _missing(cells: list[str]) -> set[int]:
    return {at for at, cell in enumerate(cells) if is_missing(cell)}


def _count(first: list[str], words: set[int]) -> bool:
    """Whether a first row, but for words over words, counts: from 0 or 1, in years or in steps."""
    counted = [number(cell) for at, cell in enumerate(first) if at not in words and (at or cell)]
    values = [value for value in counted if value is not None and isfinite(value)]
    if len(values) < max(len(counted), 2):
        return False
    step = values[1] - values[0]
    if not step or any(not isclose(b - a, step, rel_tol=1e-6) for a, b in pairwise(values)):
        return False
    return len(values) > 2 or (step == 1 and (values[0] in (0, 1) or values[0] >= FIRST_YEAR))


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
