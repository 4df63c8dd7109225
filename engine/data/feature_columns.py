"""Choose the features among the columns of a table, and say what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from reprlib import repr as short

import numpy as np

from engine.data.cells import LARGEST, fault
from engine.data.dataset import Floats
from engine.data.header_row import require_columns
from engine.data.label_column import Label, column_called, one_hot_groups
from engine.data.table import Table
from engine.errors import DataError, UsageError

NUMBERS_OF_ROWS = frozenset(
    ["id", "index", "idx", "row", "rownames", "rowid", "no", "no.", "nr", "number", "#", ""]
)
"""Names, in lower case, of columns that number or name the rows."""
IDENTIFIER = re.compile(
    r"(.*[\s_.-])?(?i:id|idx|uuid|guid)|.*[a-z0-9](Id|ID)"
    r"|Unnamed: \d+(\.\d+)?|__index_level_\d+__|level_0"  # as pandas calls its index
)
COUNTED = 10
"""Rows from which whole numbers that only rise are known to number them."""
CHOOSE = "--columns NAMES chooses"


def columns_called(table: Table, names: Sequence[str]) -> list[int]:
    """Return the columns that were asked for as features, in the order asked for.

    Raises
    ------
    DataError
        If one of them is not there.
    UsageError
        If one is named twice.
    """
    wanted = [column_called(table, name.strip(), "--columns") for name in names]
    for place, at in enumerate(wanted):
        if at in wanted[:place]:
            raise UsageError(f"--columns names the column {short(table.names[at])} twice")
    return wanted


def choose_features(table: Table, label: Label) -> tuple[list[int], list[str]]:
    """Return the columns that are features, and a sentence for each that is left out.

    Empty columns, text and names of rows are none; constant columns, numbers of rows and copies of
    the label are left out if two others remain, and said to be there otherwise.

    Parameters
    ----------
    table : Table
    label : Label

    Raises
    ------
    DataError
        If fewer than two remain.
    """
    notes: list[str] = []
    able = [i for i in range(len(table.columns)) if i not in label.columns]
    for reason, odd in (
        ("is empty", _empty(table, able)),
        ("names the rows", [0] if table.row_names else []),
        ("numbers the rows", [i for i in able if is_identifier(table, i)]),
        ("holds text", _text(table, able)),
    ):
        gone = [i for i in able if i in odd]
        able = [i for i in able if i not in gone]
        notes += [_left_out(table, i, reason) for i in gone if _is_worth_a_word(table, i, reason)]
    require_columns(table.path, len(able) + 1)
    for reason, odd, if_kept in (
        ("is constant", [i for i in able if table.columns[i].distinct == 1], ""),
        ("numbers the rows", [i for i in able if _counts_rows(table, i)], "numbers the rows"),
        ("is a copy of the label", copies_of(table, able, label), "alone tells the label"),
    ):
        rest = [i for i in able if i not in odd]
        if len(rest) >= 2:
            able = rest
            notes += [_left_out(table, i, reason) for i in odd]
        elif if_kept:
            notes += [_told(table, i, if_kept) for i in odd]
    return able, notes


def numbers_in(table: Table, features: Sequence[int]) -> Floats:
    """Return the numbers in some columns, float64 array (rows, columns).

    Raises
    ------
    DataError
        If a cell holds none that can be used; the text names its row and column.
    """
    raw = np.stack([table.columns[i].values for i in features], axis=1)
    with np.errstate(invalid="ignore"):
        wrong = ~(np.abs(raw) <= LARGEST)
    if wrong.any():
        row = int(wrong.any(axis=1).argmax())
        column = features[int(wrong[row].argmax())]
        where = table.where(row, column)
        raise DataError(f"{where}: {fault(table.columns[column].cells[row])}")
    return raw


def copies_of(table: Table, features: Sequence[int], label: Label) -> list[int]:
    """Return the columns, and groups of columns, that say the label once more."""
    codes = np.unique(np.array(label.cells), return_inverse=True)[1]
    copies = [i for i in features if _same_parts(table.columns[i].values, codes)]
    for group in one_hot_groups(table):
        if set(group) <= set(features):
            hot = np.argmax([table.columns[i].values for i in group], axis=0)
            copies += group if _same_parts(hot, codes) else ()
    return sorted(set(copies))


def _same_parts(values: np.ndarray, codes: np.ndarray) -> bool:
    """Whether there is one value in each class, and in no two classes the same."""
    classes = int(codes.max()) + 1
    found = np.unique(values)
    if len(found) != classes:
        return False
    pairs = np.unique(np.searchsorted(found, values) * classes + codes)
    return len(pairs) == classes


def _is_worth_a_word(table: Table, at: int, reason: str) -> bool:
    return reason != "is empty" or (table.headed and bool(table.names[at]))


def _empty(table: Table, able: Sequence[int]) -> list[int]:
    return [i for i in able if table.columns[i].is_empty]


def _text(table: Table, able: Sequence[int]) -> list[int]:
    """Return the columns of text, unless too few others would remain, or decimals are meant."""
    text = [i for i in able if table.columns[i].is_text]
    if len(able) - len(text) < 2 or any(table.columns[i].has_decimal_commas for i in text):
        return []
    return text


def is_identifier(table: Table, at: int) -> bool:
    """Return whether a column's name says that it numbers or names the rows."""
    name, column = table.names[at], table.columns[at]
    if not table.headed or not (column.is_text or column.is_whole):
        return False
    if IDENTIFIER.fullmatch(name):
        return True
    return name.lower() in NUMBERS_OF_ROWS and column.distinct == table.rows >= 3


def _counts_rows(table: Table, at: int) -> bool:
    column, values = table.columns[at], table.columns[at].values
    if len(values) < 3 or not column.is_whole:
        return False
    steps = np.diff(values)
    if not table.headed and at == 0 and values[0] in (0, 1) and (steps == 1).all():
        return True
    return len(values) >= COUNTED and bool((steps > 0).all())


def _told(table: Table, at: int, what: str) -> str:
    return table.note(f"the column {short(table.names[at])} {what}; {CHOOSE} others")


def _left_out(table: Table, at: int, reason: str) -> str:
    told = f"the column {short(table.names[at])} {reason} and is left out"
    other = "--label NAME names another label" if "label" in reason else f"{CHOOSE} what is read"
    return table.note(f"{told}; {other}")
