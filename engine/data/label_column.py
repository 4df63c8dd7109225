"""Find the label among the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from itertools import pairwise
from reprlib import repr as short

import numpy as np

from engine.data.cells import exact_number
from engine.data.header_row import LABEL_NAMES
from engine.data.table import Table
from engine.errors import DataError

OFTEN = ("labels", "classes", "species", "category", "diagnosis", "outcome", "survived")
"""Names that labels often have beside those that say it."""
MAX_CLASSES = 50
LONGEST_NUMBER = 40
"""Digits beyond which the name of a class has an exponent."""
PLAIN_NUMBER = re.compile(r"[+-]?(?!0\d)(\d+|\d*\.\d*(e\d+)?|\d*\.?\d*e[+-]\d+)", re.IGNORECASE)
"""A number as people and programs write it; 007 and 1E2 are rather codes."""
NAMES_ANOTHER = "--label NAME or --label NUMBER names another"


@dataclass(frozen=True)
class Label:
    """The label of a table.

    Attributes
    ----------
    cells : sequence of str
        The label of each row.
    columns : tuple of int
        Where it stands: one column, or a group of one column a class.
    note : str
        What was guessed, in a sentence; empty if nothing was.
    """

    cells: Sequence[str]
    columns: tuple[int, ...]
    note: str = ""


def find_label(table: Table, label: str | None, features: Sequence[int] = ()) -> Label:
    """Return the label of a table.

    Parameters
    ----------
    table : Table
    label : str, optional
        Its column: the name, in any case if need be, or the number from 1. Otherwise it is the one
        that is called so, or the only one of text, or a group of columns with a single 1 in each
        row, or the last, or else the only one that has few whole numbers.
    features : sequence of int
        Columns that were asked for as features: none of them is guessed to be the label.

    Raises
    ------
    DataError
        If there is no such column.
    """
    if table.label is not None:
        return _column(table, table.label)
    if label is not None:
        return _column(table, column_called(table, label))
    able = [i for i, c in enumerate(table.columns) if i not in features and not c.is_empty]
    lowered = [name.lower() for name in table.names]
    for name in [name for name in LABEL_NAMES if name != "y" or "x" not in lowered]:
        if name in lowered:
            return _column(table, lowered.index(name))
    if not able:
        raise DataError(f"{table.path} has no column left for the label; --label names one")
    words = [i for i in able if table.columns[i].is_text and has_classes(table, i)]
    often = [lowered.index(name) for name in OFTEN if name in lowered]
    fit = [i for i in often if i in able and has_classes(table, i)]
    if len(words) == 1 and fit in ([], words):
        return _column(table, words[0])
    if fit:
        return _guessed(table, fit[0])
    if words:
        return _guessed(table, able[-1] if able[-1] in words else words[0])
    return _among_numbers(table, able)


def column_called(table: Table, name: str, flag: str = "") -> int:
    """Return the column of a name, or of a number from 1.

    Raises
    ------
    DataError
        If there is none; the text begins with the file.
    """
    names, lowered = table.names, [each.lower() for each in table.names]
    if name in names:
        return names.index(name)
    if name.lower() in lowered:
        return lowered.index(name.lower())
    if name.isdecimal() and len(name) < 9 and 1 <= int(name) <= len(names):
        return int(name) - 1
    asked = f" ({flag})" if flag else ""
    raise DataError(
        f"{table.path} has no column {name!r}{asked}; choose one of {short(names)} or a number "
        f"from 1 to {len(names)}"
    )


def has_classes(table: Table, at: int) -> bool:
    """Whether a column has so few values, each in two rows or so, that they may be classes."""
    column = table.columns[at]
    count = column.distinct
    if count == 1 and not column.is_text:  # 0.1 and 0.10000000000000001 are two
        count = len({exact_number(cell) for cell in set(column.cells)} - {None})
    return 2 <= count <= min(MAX_CLASSES, table.rows / 2)


def class_names(cells: Sequence[str]) -> dict[str, str]:
    """Return the class of each label, in the order of classes: by value if all are numbers.

    Classes are called as they are written. Where all labels are numbers plainly written, "1" and
    "1.0" are the same class; elsewhere, as of 007 and 7, each way of writing is one. 10 comes
    after 9, and no digit is lost. No label may be missing.
    """
    spelled = dict.fromkeys(cells)
    numbers = {cell: value for cell in spelled if (value := exact_number(cell)) is not None}
    if len(numbers) < len(spelled):
        return {cell: cell for cell in sorted(spelled)}
    ordered = sorted(numbers, key=lambda cell: (numbers[cell], cell))
    if not all(map(PLAIN_NUMBER.fullmatch, ordered)):
        return {cell: cell for cell in ordered}
    plain = {value: _plain(value) for value in numbers.values()}
    are_whole = all(value == value.to_integral_value() for value in numbers.values())
    for value, written in _spellings(numbers).items():
        if len(written) == 1 and _is_a_name(written[0], are_whole=are_whole):
            plain[value] = written[0]
    return {cell: plain[numbers[cell]] for cell in ordered}


def _spellings(numbers: dict[str, Decimal]) -> dict[Decimal, list[str]]:
    """Return how each value is written."""
    found: dict[Decimal, list[str]] = {}
    for cell, value in numbers.items():
        found.setdefault(value, []).append(cell)
    return found


def _is_a_name(number: str, *, are_whole: bool) -> bool:
    """Whether a number is written as a name: by few digits, of whole ones without a point."""
    signs = "e." if are_whole else "e"
    return len(number) <= LONGEST_NUMBER and not any(sign in number.lower() for sign in signs)


def _plain(value: Decimal) -> str:
    """Return a number as it is commonly written."""
    digits = Context(prec=len(value.as_tuple().digits), Emax=MAX_EMAX, Emin=MIN_EMIN)
    shortest = value.normalize(digits) if value else Decimal(0)
    return f"{shortest:f}" if abs(shortest.adjusted()) <= LONGEST_NUMBER else f"{shortest:e}"


def one_hot_groups(table: Table) -> list[tuple[int, ...]]:
    """Return the groups of neighbouring columns of which a single one is hot in each row.

    A column is hot where it is 1, and is 0, or in another way of writing -1, elsewhere.
    """
    hot = [
        c.distinct == 2
        and not c.is_text
        and any(bool(np.isin(c.values, (cold, 1)).all()) for cold in (0, -1))
        for c in table.columns
    ]
    ends = [0, *(i for i in range(1, len(hot) + 1) if i == len(hot) or hot[i] != hot[i - 1])]
    return [
        group for start, end in pairwise(ends) if hot[start] for group in _groups(table, start, end)
    ]


def _groups(table: Table, start: int, end: int) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    first = start
    while first < end:
        total, last = np.zeros(table.rows), first
        while last < end and total.max() <= 1 and not (total == 1).all():
            total, last = total + (table.columns[last].values == 1), last + 1
        if (total == 1).all():
            found.append(tuple(range(first, last)))
            first = last
        else:
            first += 1
    return found


def _among_numbers(table: Table, able: Sequence[int]) -> Label:
    """Return the label where all columns hold numbers and none has a telling name."""
    last = able[-1]
    groups = [g for g in one_hot_groups(table) if set(g) <= set(able) and len(g) < len(able) - 1]
    for group in groups:
        if last in group:
            return _one_hot(table, group)
    if has_classes(table, last):
        return _guessed(table, last)
    if len(groups) == 1:
        return _one_hot(table, groups[0])
    whole = [i for i in able if table.columns[i].is_whole and has_classes(table, i)]
    return _guessed(table, whole[0] if len(whole) == 1 else last)


def _column(table: Table, at: int) -> Label:
    return Label(table.columns[at].cells, (at,))


def _guessed(table: Table, at: int) -> Label:
    place = "last column" if at == len(table.columns) - 1 else "column"
    name = short(table.names[at])
    told = f"the {place}, {name}," if place == "last column" else f"the column {name}"
    note = table.note(f"{told} is taken for the label; {NAMES_ANOTHER}")
    return Label(table.columns[at].cells, (at,), note)


def _one_hot(table: Table, group: tuple[int, ...]) -> Label:
    hot = np.argmax([table.columns[i].values for i in group], axis=0)
    names = [table.names[i] if table.headed else str(i - group[0]) for i in group]
    place = f"the last {len(group)} columns" if group[-1] == len(table.columns) - 1 else "columns"
    named = "" if place != "columns" else f" {short(table.names[group[0]])} to "
    named += short(table.names[group[-1]]) if named else ""
    note = table.note(f"{place}{named} are read as one label, one column a class; {NAMES_ANOTHER}")
    return Label([names[i] for i in hot], group, note)
