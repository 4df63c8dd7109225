"""Choose the features among the columns of a table, and say what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from reprlib import repr as short

import numpy as np

from engine.data.cells import LARGEST, fault
from engine.data.dataset import Floats, Labels
from engine.data.header_row import require_columns
from engine.data.label_column import Label, class_names, column_called
from engine.data.rounding import is_fine
from engine.data.table import EXACT, Table
from engine.errors import DataError, UsageError

NUMBERS_OF_ROWS = frozenset(
    ["id", "index", "idx", "row", "rownames", "rowid", "no", "no.", "nr", "number", "#", ""]
)
"""Names, in lower case, of columns that number or name the rows."""
PANDAS_INDEX = re.compile(r"Unnamed: \d+(\.\d+)?|__index_level_\d+__|level_0")
IDENTIFIER = re.compile(r"(.*[\s_.-])?(?i:id|idx|uuid|guid)|.*[a-z0-9](Id|ID)")
"""Names of columns that identify rows if nearly all values differ, and kinds of rows otherwise."""
NEARLY_ALL = 0.9
SUBJECT = (
    "s|sl|sr|ser|serial|sequence|seq|lfd|running|id|index|row|record|case|entry|item|line|obs"
    "|observation|sample|specimen|patient|subject|participant|respondent|proband|passenger|person"
    "|customer|client|user|member|employee|student|pupil|roll|order|invoice|account|image|file"
    "|instance|example|object|animal|plant|measurement|run|trial|unit"
)
ROW_NUMBER = re.compile(
    rf"({SUBJECT})(no|nr|num|number|nbr|nummer|id|idx|index)|(no|nr|num|number|idx?)of({SUBJECT})"
    r"|sn|serial|record|observation|obs|seq|case|sample|specimen|subject|patient|participant"
    r"|respondent|rownames?|[prsu]id|mrn|nummer|numero|número|numéro|№|n[°º]|lfd"
)
"""Names, in lower case and by their letters alone, of columns that do so if all values differ."""
COUNTED = 10
"""Rows from which whole numbers without gaps, in any order, are known to number them."""
ONE_VALUE = "has a single value in each class"
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
    codes, classes = _codes(label)
    same = same_in_each_class(table, able, codes)
    copies = [i for i in same if table.columns[i].distinct == len(classes)]
    parts = [i for i in same if i not in copies]
    parts = parts if _tell_all(table, parts, codes) else []
    for reason, odd, if_kept in (
        ("is constant", [i for i in able if table.columns[i].distinct == 1], ""),
        ("numbers the rows", [i for i in able if _counts_rows(table, i)], "numbers the rows"),
        ("is a copy of the label", copies, "alone tells the label"),
        ("is part of a copy of the label", parts, ""),
    ):
        rest = [i for i in able if i not in odd]
        if len(rest) >= 2:
            able = rest
            notes += [_left_out(table, i, reason) for i in odd]
        elif if_kept:
            notes += [_told(table, i, if_kept) for i in odd]
    for at in able:
        if table.headed and table.columns[at].is_whole and IDENTIFIER.fullmatch(table.names[at]):
            what = "does not number the rows, as its values recur, and is read as a feature"
            notes.append(_told(table, at, what))
        elif _rises(table, at) and not _counts_rows(table, at):
            notes.append(_told(table, at, "rises from row to row and is read as a feature"))
    for at in [i for i in same if i in able and i not in copies]:
        told = _class_told(table, at, codes)
        what = f"alone tells the class {short(classes[told])}" if told is not None else ONE_VALUE
        notes.append(_told(table, at, what))
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
    for at in features:
        _require_digits(table, at)
    return raw


def _require_digits(table: Table, at: int) -> None:
    """Refuse a column of numbers with so many digits that different ones become equal."""
    column, values = table.columns[at], table.columns[at].values
    largest = float(np.abs(values).max())
    if largest < EXACT or is_fine(float(np.spacing(largest)), values):
        return
    there, kept = column.distinct, len(np.unique(values))
    if kept < there:
        raise DataError(
            f"{table.path}: the column {short(column.name)} has {there:,} different values, of "
            f"which {kept:,} remain in double precision; subtract a constant from the column, or "
            f"choose others with --columns"
        )


def same_in_each_class(table: Table, features: Sequence[int], codes: Labels) -> list[int]:
    """Return the columns that take one value in all rows of a class, and not the same in all.

    Copies of the label are such columns, whatever they call the classes, and so are those of which
    each tells one class, or half of them.
    """
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    found = []
    for at in features:
        values = table.columns[at].values[order]
        least = np.minimum.reduceat(values, starts)
        if (least == np.maximum.reduceat(values, starts)).all() and (least != least[0]).any():
            found.append(at)
    return found


def _codes(label: Label) -> tuple[Labels, list[str]]:
    """Return the number of each row's class, and the classes, whatever is wrong with them."""
    names = class_names(label.cells)
    classes = list(dict.fromkeys(names.values()))
    number_of = {name: code for code, name in enumerate(classes)}
    return np.array([number_of[names[cell]] for cell in label.cells]), classes


def _tell_all(table: Table, features: Sequence[int], codes: Labels) -> bool:
    """Whether columns that are the same in each class tell all classes from each other."""
    _, rows = np.unique(codes, return_index=True)
    seen = {tuple(table.columns[i].values[row] for i in features) for row in rows}
    return len(seen) == len(rows)


def _class_told(table: Table, at: int, codes: Labels) -> int | None:
    """Return the class in which alone a column, the same in each class, takes its value."""
    _, rows = np.unique(codes, return_index=True)
    values = table.columns[at].values[rows].tolist()
    if len(set(values)) != 2:
        return None
    return next((code for code, value in enumerate(values) if values.count(value) == 1), None)


def _is_worth_a_word(table: Table, at: int, reason: str) -> bool:
    return reason != "is empty" or (table.headed and bool(table.names[at]))


def _empty(table: Table, able: Sequence[int]) -> list[int]:
    return [i for i in able if table.columns[i].is_empty]


def _text(table: Table, able: Sequence[int]) -> list[int]:
    """Return the columns of text, unless too few others would remain, or decimals are meant."""
    text = [i for i in able if table.columns[i].is_text]
    if len(able) - len(text) < 2 or any(table.columns[i].is_written_otherwise for i in text):
        return []
    return text


def is_identifier(table: Table, at: int) -> bool:
    """Return whether a column's name says that it numbers or names the rows, and it may do so."""
    name, column = table.names[at], table.columns[at]
    if not table.headed or not (column.is_text or column.is_whole):
        return False
    if PANDAS_INDEX.fullmatch(name):
        return True
    if IDENTIFIER.fullmatch(name):
        return column.distinct >= NEARLY_ALL * table.rows
    letters = re.sub(r"[\s\W_]", "", name.lower()) if name.isascii() else name.lower()
    known = name.lower() in NUMBERS_OF_ROWS or ROW_NUMBER.fullmatch(letters)
    return bool(known) and column.distinct == table.rows >= 3


def _counts_rows(table: Table, at: int) -> bool:
    column, values = table.columns[at], table.columns[at].values
    if len(values) < 3 or not column.is_whole:
        return False
    steps = np.diff(values)
    if not table.headed and at == 0 and values[0] in (0, 1) and (steps == 1).all():
        return True
    if len(values) < COUNTED:
        return False
    if (np.abs(values) >= EXACT).all() and column.distinct == len(values):
        return all(cell.isdecimal() for cell in column.cells)
    return bool((np.diff(np.sort(values)) == 1).all())


def _rises(table: Table, at: int) -> bool:
    """Whether whole numbers only rise, as those of chosen rows do, and what rows are sorted by."""
    column = table.columns[at]
    return column.is_whole and table.rows >= COUNTED and bool((np.diff(column.values) > 0).all())


def _told(table: Table, at: int, what: str) -> str:
    return table.note(f"the column {short(table.names[at])} {what}; {CHOOSE} others")


def _left_out(table: Table, at: int, reason: str) -> str:
    told = f"the column {short(table.names[at])} {reason} and is left out"
    other = f"{CHOOSE} what is read"
    other = f"--label NAME names another label, {other}" if "label" in reason else other
    return table.note(f"{told}; {other}")
