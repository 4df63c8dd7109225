"""Read decimals that are written with a comma, and thousands that points separate."""

from __future__ import annotations

import re
from itertools import zip_longest
from reprlib import repr as short

from engine.data.cells import SIGN, is_missing, may_be_missing, number, without_percent
from engine.data.delimited_text import Rows

DECIMAL = re.compile(rf"{SIGN}\d*,\d+([eE]{SIGN}\d+)?(\s?%)?")
THOUSANDS = re.compile(SIGN + r"[1-9]\d{0,2}(,\d{3})+")
"""What may be thousands, too: 1,234."""
PLAIN = re.compile(rf"{SIGN}(\d+|\d*,\d+)")
POINTED = re.compile(SIGN + r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
"""What has points between its thousands, where commas are decimal: 1.234 and 1.234,5."""
BELOW_THOUSAND = re.compile(SIGN + r"(0|[1-9]\d{0,2})")


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


def without_thousands(rows: Rows) -> tuple[Rows, list[str]]:
    """Return rows without the points that separate thousands, and a sentence for each such column.

    Where neither commas nor other decimals say what a point is, the numbers of a column do: all
    have three digits behind each point, or are below a thousand and have none. Two points in a
    number separate thousands for sure. Of one, decimals of which only some are rounded would
    differ in their digits, and decimals to three places would have a point each: where zeros are
    kept, as in 3.280 beside 849, thousands are meant. Otherwise points are decimal, and a sentence
    says so if some numbers have none, as these would be a thousand times too large.

    Parameters
    ----------
    rows : list of (int, list of str)
        As `with_points` takes them.
    """
    columns = list(zip_longest(*(row for _, row in rows), fillvalue=""))
    if any(_tells_decimals(cell) for column in columns for cell in _values(column)):
        return rows, []
    read = [_points_in({*_values(column)}) for column in columns]
    found = [at for at, (are_thousands, _) in enumerate(read) if are_thousands]
    told = [
        f"points within numbers of the column {_named(columns[at][0], at)} {sentence}"
        for at, (_, sentence) in enumerate(read)
        if sentence
    ]

    def plain(at: int, cell: str) -> str:
        return cell.replace(".", "") if at in found and POINTED.fullmatch(cell) else cell

    plain_rows = [(line, [plain(at, cell) for at, cell in enumerate(row)]) for line, row in rows]
    return (plain_rows if found else rows), told


def _points_in(cells: set[str]) -> tuple[bool, str]:
    """Return whether points in a column's numbers separate thousands, and what is said of them."""
    values = {cell for cell in cells if not is_missing(cell)}
    pointed = {cell for cell in values if POINTED.fullmatch(cell)}
    below = values - pointed
    if not pointed or not all(map(BELOW_THOUSAND.fullmatch, below)):
        return False, ""
    if any(cell.count(".") > 1 for cell in pointed):
        return True, "separate thousands"
    hundreds = any(abs(number(c) or 0) >= 100 and not may_be_missing(c) for c in below)
    if hundreds and any(cell.endswith("0") for cell in pointed):
        advice = "write each number with as many decimals if they are decimal points"
        return True, f"are taken to separate thousands; {advice}"
    if any(map(number, below)):
        advice = "leave them out if they separate thousands"
        return False, f"are taken for decimal points; {advice}"
    return False, ""


def _tells_decimals(cell: str) -> bool:
    """Whether a number cannot stand beside points that separate thousands."""
    if "," in cell:
        return DECIMAL.fullmatch(cell) is not None or THOUSANDS.fullmatch(cell) is not None
    is_number = number(without_percent(cell)) is not None
    return "." in cell and is_number and not POINTED.fullmatch(cell)


def _is_number(cell: str) -> bool:
    return any([number(cell) is not None, POINTED.fullmatch(cell), DECIMAL.fullmatch(cell)])


def _values(column: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a column but for the first if it is no number, and may be a name."""
    return column if _is_number(column[0]) else column[1:]


def _named(first: str, at: int) -> str:
    return f"x{at + 1}" if _is_number(first) or is_missing(first) else short(first)


def _thousands(columns: list[tuple[str, ...]]) -> list[int]:
    """Return the columns of which each number is whole, or decimal, or grouped, and one is."""
    found = []
    for at, column in enumerate(columns):
        told = [cell for cell in _values(column) if not is_missing(cell)]
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
    return any(commas) and all(
        "." not in cell and number(without_percent(cell)) is not None for cell in others
    )
