"""Cells of a table: numbers, and what stands for a value that is not there."""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation
from reprlib import repr as short

SHEET_ERRORS = frozenset(
    ["#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#spill!", "#calc!"]
)
"""What a spreadsheet shows, in any case, where a formula has no value."""
MISSING = SHEET_ERRORS | frozenset(
    ["", "na", "n/a", "nan", "-nan", "nat", "null", "?", "<na>", "#na", "#n/a n/a"]
    + ["1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan", ".", "n.a."]
)
"""What stands, in any case, for a value that is not there."""
OFTEN_MISSING = frozenset(
    ["none", "nil", "missing", "unknown", "undefined", "unspecified", "blank", "empty", "no data"]
    + ["not available", "not applicable", "not known", "not determined", "not recorded"]
    + ["n.d.", "n.d", "n/d", "n.k.", "n.r.", "tbd", "tba", "tbc", "t.b.d.", "nodata", "no value"]
    + ["to be determined", "undetermined", "unassigned", "not assigned", "unclassified"]
    + ["unlabeled", "unlabelled", "no label", "n.a", "n. a.", "n. d.", "k.a.", "k. a."]
    + ["keine angabe", "unbekannt", r"\n"]
)
"""What some write, in any case, for a value that is not there, and others mean."""
BRACKETS = "()[]<>{}\"' "
ONLY_SIGNS = re.compile(r"[-‐‑‒–—―−*?.…·•:_/~∅]+|\(\s*\)|\[\s*\]|\{\s*\}")
SENTINEL = re.compile(r"-?9{3,}(\.0*)?|-99(\.0*)?")
LONGEST_SHOWN = 40
"""Signs of a number that a sentence quotes in whole."""
LARGEST = 1e30  # float32 ends at 3e38, and training needs room above the data
UNUSABLE = f"is not a finite number within {LARGEST:g}"
SHEET_ERROR = "an error of the spreadsheet; correct it or remove the row"
MINUS = dict.fromkeys(map(ord, "−–‐‑﹣"), "-")
"""Signs that are written for a minus, by word processors among others."""
SIGN = rf"[+{''.join(map(chr, MINUS))}-]?"
DECIMAL_COMMA = re.compile(rf"{SIGN}\d+,\d+")
GROUPED = re.compile(
    SIGN + r"[1-9]\d{0,2}((,\d{3})+(\.\d+)?|(\.\d{3})+(,\d+)?"
    r"|([ '’_\u00a0\u2009\u202f]\d{3})+([.,]\d+)?)"
)
"""A number whose thousands are separated."""


def number(cell: str) -> float | None:
    """Return the number that a cell holds, or None if it holds none."""
    try:
        return None if "_" in cell else float(_with_minus(cell))
    except ValueError:
        return None


def _with_minus(cell: str) -> str:
    return cell if cell.isascii() else cell.translate(MINUS)


def without_percent(cell: str) -> str:
    """Return a cell without the percent sign at its end."""
    return cell[:-1].rstrip() if cell.endswith("%") else cell


def is_percentage(cell: str) -> bool:
    """Whether a cell holds a number with a percent sign."""
    return cell.endswith("%") and number(without_percent(cell)) is not None


def exact_number(cell: str) -> Decimal | None:
    """Return the finite number that a cell holds with all of its digits, or None."""
    value = number(cell)
    if value is None or not math.isfinite(value):
        return None
    try:
        return Decimal(_with_minus(cell))
    except InvalidOperation:  # an exponent without end
        return Decimal(value)


def is_missing(cell: str) -> bool:
    """Whether a cell holds no value."""
    return cell == "None" or cell.lower() in MISSING


def may_be_missing(cell: str) -> bool:
    """Whether a cell holds what some write for a value that is not there, and others mean."""
    if is_missing(cell):
        return False
    bare = cell.lower().strip(BRACKETS).replace("_", " ")
    if bare in OFTEN_MISSING or ONLY_SIGNS.fullmatch(cell) or SENTINEL.fullmatch(cell):
        return True
    return bare != "" and bare != cell.lower() and is_missing(bare)


def is_written_otherwise(cell: str) -> bool:
    """Whether a cell holds a number with a decimal comma, separated thousands or a percent sign."""
    if is_percentage(cell):
        return True
    return bool(DECIMAL_COMMA.fullmatch(cell) or GROUPED.fullmatch(cell)) and number(cell) is None


def fault(cell: str) -> str:
    """Return what is wrong with a cell that holds no usable number, and what to do."""
    if not cell:
        return "the cell is empty; fill it or remove the row"
    if cell.lower() in SHEET_ERRORS:
        return f"the cell holds {cell}, {SHEET_ERROR}"
    if is_missing(cell) and cell.lower() != "nan":
        return f"{cell} says that the value is missing; fill it or remove the row"
    if number(cell) is not None:
        shown = cell if len(cell) <= LONGEST_SHOWN else short(cell)
        return f"{shown} {UNUSABLE}; correct it or remove the row"
    advice = "close the quote that opens it" if "\n" in cell else "correct it"
    if is_percentage(cell):
        advice = "write a percent sign in every row of the column, or in none"
    elif is_written_otherwise(cell):
        is_decimal = cell.count(",") == 1 and cell.rfind(",") > cell.rfind(".")
        advice = " and ".join(
            ["write decimals with a point"] * is_decimal
            + ["leave separators of thousands out"] * bool(GROUPED.fullmatch(cell))
        )
    return f"{short(cell)} is not a number; {advice}, or choose other columns with --columns"
