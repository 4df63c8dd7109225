"""Read decimals that are written with a comma, where cells are separated by another sign."""

from __future__ import annotations

import re
from itertools import zip_longest
from reprlib import repr as short

from engine.data.cells import is_missing, number
from engine.data.delimited_text import Rows

DECIMAL = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
"""What may be thousands, too: 1,234."""
PLAIN = re.compile(r"[+-]?\d+|[+-]?\d*,\d+")
POINTED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
"""What has points between its thousands, where commas are decimal: 1.234 and 1.234,5."""


def with_points(rows: Rows) -> Rows | None:
    """Return rows with points for decimal commas, or None if no number is surely written so.

    A column is taken for one of decimals if all of its values are numbers, none of them with a
    point, below a header that may be anything. Where each comma in the table might separate
    thousands, none is taken for a decimal comma. Where commas are decimal, points separate
    thousands in a column whose numbers are grouped by them in threes, or whole.

    Parameters
    ----------
    rows : list of (int, list of str)
        The line of each, and its cells.
    """
    cells = [row for _, row in rows]
    if not any("," in cell for row in cells[1:] for cell in row):
        return None
    columns = list(zip_longest(*cells, fillvalue=""))
    found = [i for i, column in enumerate(columns) if _are_decimals(column[1:])]
    decimals = [c for i in found for c in columns[i] if DECIMAL.fullmatch(c)]
    if all(THOUSANDS.fullmatch(cell) for cell in decimals):
        return None
    pointed = _thousands(columns)

    def plain(at: int, cell: str) -> str:
        if at in pointed and POINTED.fullmatch(cell):
            cell = cell.replace(".", "")
        known = at in found or at in pointed
        return cell.replace(",", ".") if known and DECIMAL.fullmatch(cell) else cell

    return [(line, [plain(at, cell) for at, cell in enumerate(row)]) for line, row in rows]


def told_thousands(rows: Rows) -> list[str]:
    """Return a sentence for each column whose points separate thousands, if commas are decimal.

    Parameters
    ----------
    rows : list of (int, list of str)
        As `with_points` takes them.
    """
    columns = list(zip_longest(*(row for _, row in rows), fillvalue=""))
    return [
        f"points within numbers of the column {_named(columns[at][0], at)} separate thousands"
        for at in _thousands(columns)
    ]


def _named(first: str, at: int) -> str:
    is_number = number(first) is not None or POINTED.fullmatch(first) or DECIMAL.fullmatch(first)
    return f"x{at + 1}" if is_number or is_missing(first) else short(first)


def _thousands(columns: list[tuple[str, ...]]) -> list[int]:
    """Return the columns of which each number is whole, or decimal, or grouped, and one is."""
    found = []
    for at, column in enumerate(columns):
        told = [c for c in column[number(column[0]) is None :] if not is_missing(c)]
        pointed = [POINTED.fullmatch(cell) is not None for cell in told]
        if any(pointed) and all(
            grouped or PLAIN.fullmatch(cell) for cell, grouped in zip(told, pointed, strict=True)
        ):
            found.append(at)
    return found


def _are_decimals(values: tuple[str, ...]) -> bool:
    told = [cell for cell in values if not is_missing(cell)]
    commas = [DECIMAL.fullmatch(cell) is not None for cell in told]
    others = (cell for cell, comma in zip(told, commas, strict=True) if not comma)
    return any(commas) and all("." not in cell and number(cell) is not None for cell in others)
