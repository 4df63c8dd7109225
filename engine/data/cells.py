"""Cells of a table: numbers, and what stands for a value that is not there."""

from __future__ import annotations

import re
from reprlib import repr as short

MISSING = frozenset(
    ["", "na", "n/a", "nan", "-nan", "nat", "null", "?", "<na>", "#n/a", "#na", "#n/a n/a"]
    + ["1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan", ".", "n.a.", "#div/0!", "#value!", "#ref!"]
    + ["#name?", "#num!", "#null!"]
)
"""What stands, in any case, for a value that is not there."""
OFTEN_MISSING = frozenset(["-", "--", "none", "missing", "unknown", "undefined", "not available"])
SENTINEL = re.compile(r"-?9{3,}(\.0*)?|-99(\.0*)?")
LARGEST = 1e30  # float32 ends at 3e38, and training needs room above the data
UNUSABLE = f"is not a finite number within {LARGEST:g}"
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


def number(cell: str) -> float | None:
    """Return the number that a cell holds, or None if it holds none."""
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def is_missing(cell: str) -> bool:
    """Whether a cell holds no value."""
    return cell == "None" or cell.lower() in MISSING


def may_be_missing(cell: str) -> bool:
    """Whether a cell holds what some write for a value that is not there, and others mean."""
    return cell.lower() in OFTEN_MISSING or SENTINEL.fullmatch(cell) is not None


def fault(cell: str) -> str:
    """Return what is wrong with a cell that holds no usable number, and what to do."""
    if not cell:
        return "the cell is empty; fill it or remove the row"
    if is_missing(cell) and cell.lower() != "nan":
        return f"{cell} says that the value is missing; fill it or remove the row"
    if number(cell) is not None:
        return f"{cell} {UNUSABLE}; correct it or remove the row"
    advice = "write decimals with a point" if DECIMAL_COMMA.fullmatch(cell) else "correct it"
    return f"{short(cell)} is not a number; {advice}, or choose other columns with --columns"
