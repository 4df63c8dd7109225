"""Read a CSV file: which row is the header, which column the label, which columns are features."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from reprlib import repr as short

import numpy as np

from engine.data.cells import LARGEST, fault, is_missing, number
from engine.data.dataset import Floats
from engine.errors import DataError

Where = Callable[[int], str]

LABEL_NAMES = ("label", "class", "target", "y")
ID_NAMES = ("id", "index", "idx", "row", "row_id", "rownames", "unnamed: 0", "#", "")
"""Names, in lower case, of columns that number the rows."""
MAX_CELLS = 20_000_000
LONGEST_NAME = 200


@dataclass(frozen=True)
class Columns:
    """What a table holds, before labels are made classes.

    Attributes
    ----------
    raw : ndarray of float64, shape (samples, dims)
        The features.
    labels : sequence of str
        The label of each row.
    names : sequence of str
        Names of the features.
    where : callable
        Returns where the label of a row stands, for an error message.
    notes : tuple of str
        One sentence for each thing that the file did not say.
    """

    raw: Floats
    labels: Sequence[str]
    names: Sequence[str]
    where: Where
    notes: tuple[str, ...] = ()


def require_plane(path: Path, features: int) -> None:
    """Check that there are features enough for a plane.

    Raises
    ------
    DataError
        If there are fewer than two.
    """
    if features < 2:
        raise DataError(
            f"{path} needs at least 2 feature columns beside the label column, to draw a plane, "
            f"but has {features}; separate columns by commas, semicolons or tabs"
        )


def read_csv(path: Path, label: str | None) -> Columns:
    """Read a CSV file of numbers and a label column.

    Parameters
    ----------
    path : Path
    label : str, optional
        The label column: its name in any case, or its number from 1.

    Raises
    ------
    DataError
        If it is no table of numbers and labels; the text names the row and column.
    """
    try:
        rows = _rows(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} is not a table in UTF-8 text; save it as a UTF-8 CSV") from error
    if not rows:
        raise DataError(f"{path} is empty; it needs feature columns and a label column")
    headed = _is_header(rows, label)
    names = rows[0][1] if headed else [f"x{i + 1}" for i in range(len(rows[0][1]))]
    rows = rows[headed:]
    require_plane(path, len(names) - 1)
    if not rows:
        raise DataError(f"{path} has a header but no rows of data")
    if len(rows) * len(names) > MAX_CELLS:
        raise DataError(f"{path} has {len(rows):,} rows; at most {MAX_CELLS:,} cells are read")
    for name in names:
        if len(name) > LONGEST_NAME:
            raise DataError(f"{path}: the name {short(name)} is longer than {LONGEST_NAME} signs")
    for line, cells in rows:
        if len(cells) != len(names):
            raise DataError(
                f"{path}, row {line}: it has {len(cells)} cells instead of {len(names)}; "
                "give every row as many as the first"
            )
    return _Table(path, names, rows, headed).columns(label)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that are neither blank nor comments, each with its line in the file."""
    lines = text.splitlines(keepends=True)
    first = 0
    while first < len(lines) and (not lines[first].strip() or lines[first].startswith("#")):
        first += 1
    told = lines[first].strip() if first < len(lines) else ""
    # On a tie the comma loses: it may be a decimal comma.
    delimiter = max("\t;,", key=told.count)
    if told.lower().startswith("sep=") and len(told) == 5:  # as Excel writes it
        delimiter, first = told[4], first + 1
    body = io.StringIO("".join(lines[first:]))
    reader = csv.reader(body, delimiter=delimiter, skipinitialspace=True)
    numbered = ((first + reader.line_num, [cell.strip() for cell in cells]) for cells in reader)
    rows = [(line, cells) for line, cells in numbered if any(cells)]
    # A comma at the end of every row (or of every row but the header) is no column.
    ends = [cells for _, cells in rows[1:] or rows]
    if rows and all(len(cells) > 1 and not cells[-1] for cells in ends):
        width = len(ends[0])
        if len(rows[0][1]) < width or not rows[0][1][-1]:
            rows = [(n, cells[: width - 1] if len(cells) == width else cells) for n, cells in rows]
    return rows


def _is_header(rows: list[tuple[int, list[str]]], label: str | None) -> bool:
    # "y" in a first row of data may be a class of its own, for yes.
    first = rows[0][1]
    others = [cells for _, cells in rows[1:] if len(cells) == len(first)]
    known = set(LABEL_NAMES) - {"y"} if label is None else {label.lower()} - set("0123456789")
    if any(cell.lower() in known for cell in first):
        return True
    words = [at for at, cell in enumerate(first) if number(cell) is None and not is_missing(cell)]
    if not others:
        return any(at < len(first) - 1 for at in words)
    if any(2 * sum(number(c[at]) is not None for c in others) >= len(others) for at in words):
        return True
    return not words and _counts_columns(first, others)


def _counts_columns(first: list[str], others: list[list[str]]) -> bool:
    """Whether a first row numbers the columns, as pandas writes columns without names."""
    ranks = [list(map(str, range(start, start + len(first)))) for start in (0, 1)]
    if first not in ranks:
        return False
    fractions = any("." in cell for cells in others for cell in cells)
    return fractions or first[-1] not in {cells[-1] for cells in others}


class _Table:
    """The cells of a file, of which the header is known."""

    def __init__(
        self, path: Path, names: list[str], rows: list[tuple[int, list[str]]], headed: bool
    ) -> None:
        self.path, self.names, self.rows, self.headed = path, names, rows, headed
        self.notes: list[str] = []

    def columns(self, label: str | None) -> Columns:
        """Return features and labels, with a note on whatever had to be guessed."""
        at, named = self.label_column(label)
        group = [] if named else self.one_hot(at)
        features = [i for i in range(len(self.names)) if i != at and i not in group]
        features = self.without_ids(features)
        require_plane(self.path, len(features))
        raw = self.numbers(features)
        labels = self.column(at)
        if group:
            hot = [next(i for i in group if number(cells[i]) == 1) for _, cells in self.rows]
            labels = [self.names[i] if self.headed else str(i - group[0]) for i in hot]
            self.notes.append(
                f"{self.path.name}: the last {len(group)} columns are read as one label, one "
                "column a class; --label NAME names another"
            )
        elif not named and self.is_number(at):
            self.notes.append(
                f"{self.path.name}: the last column, {short(self.names[at])}, is taken for the "
                "label; --label NAME or --label NUMBER names another"
            )
        features, raw = self.without_copies(features, raw, labels)
        names = [self.names[i] for i in features]

        def where(row: int) -> str:
            return self.where(row, at)

        return Columns(raw, labels, names, where, tuple(self.notes))

    def where(self, row: int, column: int) -> str:
        return f"{self.path}, row {self.rows[row][0]}, column {short(self.names[column])}"

    def column(self, at: int) -> list[str]:
        return [cells[at] for _, cells in self.rows]

    def is_number(self, at: int) -> bool:
        """Whether at least half of a column's cells are numbers."""
        return 2 * sum(number(cell) is not None for cell in self.column(at)) >= len(self.rows)

    def label_column(self, label: str | None) -> tuple[int, bool]:
        """Return the label's column, and whether its name says so."""
        lowered = [name.lower() for name in self.names]
        if label is not None:
            if label.lower() in lowered:
                return lowered.index(label.lower()), True
            if label.isdecimal() and len(label) < 9 and 1 <= int(label) <= len(lowered):
                return int(label) - 1, True
            raise DataError(
                f"{self.path} has no column {label!r}; choose one of {short(self.names)} "
                f"or a number from 1 to {len(lowered)}"
            )
        known = [name for name in LABEL_NAMES if name != "y" or "x" not in lowered]
        for name in known:
            if name in lowered:
                return lowered.index(name), True
        words = [i for i in range(len(self.names)) if not self.is_number(i)]
        return (words[0] if len(words) == 1 else len(self.names) - 1), False

    def one_hot(self, last: int) -> list[int]:
        """Return the columns at the end of which each row has a 1 in one and 0 in the others."""
        for first in range(2, last):
            group = list(range(first, last + 1))
            cells = np.array([[number(c[i]) for i in group] for _, c in self.rows], dtype=float)
            if np.isin(cells, (0, 1)).all() and (cells.sum(axis=1) == 1).all():
                return group if cells.any(axis=0).all() else []
        return []

    def without_ids(self, features: list[int]) -> list[int]:
        """Leave out columns that number the rows."""
        kept = [i for i in features if not self.numbers_rows(i, len(features))]
        self.notes += [
            f"{self.path.name}: the column {short(self.names[i])} numbers the rows and is left out"
            for i in features
            if i not in kept
        ]
        return kept

    def numbers_rows(self, at: int, features: int) -> bool:
        values = [number(cell) for cell in self.column(at)]
        if None in values or len(set(values)) < len(values) or len(values) < 3:
            return False
        if self.headed:
            whole = all(value is not None and value % 1 == 0 for value in values)
            return whole and self.names[at].lower() in ID_NAMES
        steps = np.diff(np.array(values, dtype=float))
        return at == 0 and features > 2 and values[0] in (0, 1) and bool((steps == 1).all())

    def numbers(self, features: list[int]) -> Floats:
        raw = np.empty((len(self.rows), len(features)))
        for row, (_, cells) in enumerate(self.rows):
            for place, column in enumerate(features):
                value = number(cells[column])
                if value is None or not abs(value) <= LARGEST:
                    where = self.where(row, column)
                    raise DataError(f"{where}: {fault(cells[column], value)}")
                raw[row, place] = value
        return raw

    def without_copies(
        self, features: list[int], raw: Floats, labels: Sequence[str]
    ) -> tuple[list[int], Floats]:
        """Leave out columns that say the label once more, if two others remain."""
        codes = np.unique(np.array(labels), return_inverse=True)[1]
        copies = [place for place in range(len(features)) if _same_parts(raw[:, place], codes)]
        keep = [place for place in range(len(features)) if place not in copies]
        told = "is a copy of the label and is left out"
        if len(keep) < 2:
            keep, told = list(range(len(features))), "alone tells the label"
        self.notes += [
            f"{self.path.name}: the column {short(self.names[features[place]])} {told}; "
            "--label NAME names another label"
            for place in copies
        ]
        return [features[place] for place in keep], raw[:, keep]


def _same_parts(values: Floats, codes: np.ndarray) -> bool:
    """Whether a column has one value in each class, and in no two classes the same."""
    classes = int(codes.max()) + 1
    pairs = np.unique(np.stack([values, codes], axis=1), axis=0)
    return len(pairs) == classes == len(np.unique(values))
