"""Values that are read as they stand, but by which some mean that there is none."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from reprlib import repr as short

import numpy as np

from engine.data.cells import exact_number, may_be_missing, number
from engine.data.label_column import Label, class_names
from engine.data.table import Table

FAR = 3.0
"""How often a value lies farther out than all others reach, if it is no measurement."""
VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Signs that choose how the sign before them is drawn, as of emoji."""
ADVICE = "remove such rows if it says that there is none"


def doubtful(table: Table, features: Sequence[int], label: Label) -> list[str]:
    """Return a sentence for each column with values such as -999, and for labels such as "-".

    Parameters
    ----------
    table : Table
    features : sequence of int
        Columns that are read as features.
    label : Label
    """
    notes = []
    for at in features:
        values = table.columns[at].values
        largest = float(values[np.abs(values).argmax()])
        if may_be_missing(f"{largest:g}") and _is_far(values, largest):
            count = _times(int((values == largest).sum()))
            told = f"the column {short(table.names[at])} has the value {largest:g} {count}"
            notes.append(table.note(f"{told}; {ADVICE}"))
    cells = list(label.cells)
    classes = set(cells)
    for name in sorted(filter(may_be_missing, classes)):
        others = classes - {name}
        # As + goes with -, and * with **, which says how significant something is.
        is_sign = any(
            not any(sign.isalnum() for sign in each) and (each == "+" or each[0] == name[0])
            for each in others
            if each and not any(sign.isalnum() for sign in name)
        )
        is_number = number(name) is not None and all(_near(name, each) for each in others)
        if not is_sign and not is_number:
            told = f"the label {short(name)}, {_times(cells.count(name))}, is read as a class"
            notes.append(table.note(f"{told}; {ADVICE}"))
    return notes + [table.note(told) for told in _alike(classes)]


def _alike(classes: set[str]) -> list[str]:
    """Return a sentence if labels differ only in what is hardly seen, or are one number."""
    if all(number(name) is not None for name in classes):
        return _same_number(classes)
    groups: dict[str, list[str]] = {}
    for name in sorted(classes):
        groups.setdefault(_seen(name), []).append(name)
    alike = [names for names in groups.values() if len(names) > 1]
    if not alike:
        return []
    shown = [short(name) for name in alike[0]]
    looks = {unicodedata.normalize("NFC", name) for name in shown}
    *but_last, last = shown if len(looks) == len(shown) else map(ascii, alike[0])
    more = f", as do those of {len(alike) - 1} more such groups" if len(alike) > 1 else ""
    differ = "differ only in capitals, spacing or invisible signs and are read as classes apart"
    return [f"the labels {', '.join(but_last)} and {last} {differ}{more}; write them alike if not"]


def _same_number(labels: set[str]) -> list[str]:
    """Return a sentence if a number is written in several ways as a label."""
    called = class_names(sorted(labels))
    groups: dict[Decimal, list[str]] = {}
    for name in called:
        value = exact_number(name)
        if value is not None:
            groups.setdefault(value, []).append(name)
    alike = next((names for names in groups.values() if len(names) > 1), None)
    if alike is None:
        return []
    *but_last, last = map(short, alike)
    told = f"the labels {', '.join(but_last)} and {last} are the same number and are read as "
    if len({called[name] for name in alike}) == 1:
        return [f"{told}one class; write a letter before them if not"]
    return [f"{told}classes apart; write them alike if not"]


def _seen(label: str) -> str:
    """Return a label without capitals, spaces, and signs that are not seen."""
    plain = unicodedata.normalize("NFC", label).lower()
    return "".join(
        sign
        for sign in unicodedata.normalize("NFC", plain)
        if not (sign.isspace() or sign in VARIANTS or unicodedata.category(sign) in ("Cf", "Cc"))
    )


def _is_far(values: np.ndarray, value: float) -> bool:
    others = np.abs(values[values != value])
    return others.size > 0 and abs(value) > FAR * others.max()


def _near(name: str, other: str) -> bool:
    """Whether two labels are numbers of about the same size."""
    value, beside = number(name), number(other)
    return value is not None and beside is not None and abs(value) <= FAR * abs(beside)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
