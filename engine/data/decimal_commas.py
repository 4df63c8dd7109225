"""Read decimals that are written with a comma, where cells are separated by another sign."""

from __future__ import annotations

import re
from itertools import zip_longest

from engine.data.cells import is_missing, number
from engine.data.delimited_text import Rows

DECIMAL = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
"""What may be thousands, too: 1,234."""


def with_points(rows: Rows) -> Rows | None:
    """Return rows with points for decimal commas, or None if no number is surely written so.

    A column is taken for one of decimals if all of its values are numbers, none of them with a
    point, below a header that may be anything. Where each comma in the table might separate
    thousands, none is taken for a decimal comma.

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
    return [
        (
            line,
            [
                cell.replace(",", ".") if i in found and DECIMAL.fullmatch(cell) else cell
                for i, cell in enumerate(row)
            ],
        )
        for line, row in rows
    ]


def _are_decimals(values: tuple[str, ...]) -> bool:
    told = [cell for cell in values if not is_missing(cell)]
    commas = [DECIMAL.fullmatch(cell) is not None for cell in told]
    others = (cell for cell, comma in zip(told, commas, strict=True) if not comma)
    return any(commas) and all("." not in cell and number(cell) is not None for cell in others)
