"""Read labelled points from a table in a file."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from reprlib import repr as short

import numpy as np

from engine.data.cells import SHEET_ERROR, SHEET_ERRORS, is_missing, number
from engine.data.dataset import Dataset, Labels, measured_dataset
from engine.data.decimal_commas import told_thousands, with_points, without_thousands
from engine.data.delimited_text import read_text
from engine.data.doubtful_values import doubtful
from engine.data.feature_columns import choose_features, columns_called, numbers_in
from engine.data.header_row import LONGEST_NAME, PLANE, require_columns, table_of_rows
from engine.data.label_column import MAX_CLASSES, Label, class_names, find_label, has_classes
from engine.data.npz_arrays import read_npz
from engine.data.parquet import read_parquet
from engine.data.table import Table, telling_sheet
from engine.data.workbooks import WORKBOOKS, read_workbook
from engine.errors import DataError, UsageError, reason

MAX_BYTES = 500_000_000
TEXT = (".csv", ".tsv", ".tab", ".txt", ".dat", ".data")
SUFFIXES = (*TEXT, *(f"{suffix}.gz" for suffix in TEXT), ".npz", ".parquet", *WORKBOOKS)
"""How the names of files of labelled points end."""


def load_table(
    path: str | os.PathLike[str],
    *,
    standardise: bool = True,
    label: str | None = None,
    columns: Sequence[str] | None = None,
    sep: str | None = None,
) -> Dataset:
    """Read a user's points from a file.

    Text in UTF-8, as it is or compressed by gzip, has numeric columns and one label column of text
    or numbers, separated by commas, semicolons or tabs, with or without a header. A workbook
    (.xlsx, .xls, .ods) has the same in a sheet, a Parquet file in typed columns. An NPZ file holds
    the arrays ``X`` (or ``features``), shape (samples, dims), and ``y`` (or ``labels``), shape
    (samples,).

    Parameters
    ----------
    path : path-like
        The file; one of no known suffix is read as text.
    standardise : bool
        Whether to bring each column to mean 0 and standard deviation 1.
    label : str, optional
        The label column (or array), in any case, or the column's number from 1. Otherwise it is
        found (`engine.data.label_column.find_label`); beside a column x, y is a coordinate and no
        label.
    columns : sequence of str, optional
        The features, by name or by number from 1, in this order. Otherwise all other columns of
        numbers are, but those that number the rows, say the label again, or say nothing.
    sep : str, optional
        What separates the columns of text.

    Returns
    -------
    Dataset
        At least two features and two classes, in the order of the file; classes are sorted,
        by value if every label is a number. Its notes tell what the file did not say, such as
        which column is the label, and which columns were left out.

    Raises
    ------
    DataError
        If the file is missing, unreadable or unfit; the text names the row and column.
    UsageError
        If an option does not apply to the file, or a package that reads it is not installed; or if
        different values would become equal because they are not standardised.
    """
    path = Path(path)
    table = read_table(path, label=label, columns=columns, sep=sep)
    with telling_sheet(table.sheet):
        return _dataset(table, label, columns, standardise)


def _dataset(
    table: Table, label: str | None, columns: Sequence[str] | None, standardise: bool
) -> Dataset:
    path = table.path
    wanted = None if columns is None else columns_called(table, columns)
    found = find_label(table, label, wanted or ())
    if wanted is None:
        features, notes = choose_features(table, found)
    else:
        features, notes = wanted, []
        if set(wanted) & set(found.columns):
            raise UsageError(
                f"--columns names the label {short(table.names[found.columns[0]])}; "
                "leave it out, or name another --label"
            )
        require_columns(path, len(features) + 1)
    raw = numbers_in(table, features)
    class_names, codes = _encode(table, found)
    names = tuple(table.names[i] for i in features)
    data = measured_dataset(_name(path), raw, codes, class_names, names, standardise)
    notes += doubtful(table, features, found)
    told = (*table.notes, *([found.note] if found.note else []), *notes)
    return replace(data, notes=told)


def read_table(
    path: Path,
    *,
    label: str | None = None,
    columns: Sequence[str] | None = None,
    sep: str | None = None,
    least: int = PLANE,
) -> Table:
    """Read the table in a file, as `load_table` does before it tells the label from features.

    Parameters
    ----------
    path, label, columns, sep
        As of `load_table`.
    least : int
        Columns that it has to have.

    Raises
    ------
    DataError
        If the file is missing, unreadable or unfit; the text names the row and column.
    UsageError
        If an option does not apply to the file, or a package that reads it is not installed.
    """
    try:
        if not path.exists():
            raise DataError(f"there is no file {path}")
        if not path.is_file():
            raise DataError(f"{path} is a folder or device; name a file of points, such as a CSV")
        if path.stat().st_size > MAX_BYTES:
            raise DataError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB; give fewer rows")
        table = _read(path, label, columns, sep, least)
    except OSError as error:
        raise DataError(f"cannot read {path}: {reason(error)}") from error
    for name in table.names:
        if len(name) > LONGEST_NAME:
            raise DataError(f"{path}: the name {short(name)} is longer than {LONGEST_NAME} signs")
    return table


def _read(
    path: Path, label: str | None, columns: Sequence[str] | None, sep: str | None, least: int
) -> Table:
    suffix = path.suffix.lower()
    named = [*([label] if label else []), *(columns or [])]
    notes: tuple[str, ...] = ()
    if sep is not None and suffix in (".npz", ".parquet", *WORKBOOKS):
        raise UsageError(f"--sep {sep}: it does not apply to {path.name}, which is no text")
    if suffix == ".npz":
        return read_npz(path, label, MAX_BYTES, least=least)
    if suffix == ".parquet":
        return read_parquet(path)
    if suffix in WORKBOOKS:
        rows, sheet = read_workbook(path, MAX_BYTES)
        notes = (f"{path.name}: {sheet}",) if sheet else ()
        with telling_sheet(sheet):
            table = table_of_rows(path, rows, named=named, notes=notes, least=least)
        return replace(table, sheet=sheet)
    rows, names = read_text(path, sep, MAX_BYTES)
    pointed = with_points(rows)
    if pointed is not None:
        told = ["commas within numbers are decimal commas", *told_thousands(rows)]
        rows = pointed
    else:
        rows, told = without_thousands(rows)
    notes = tuple(f"{path.name}: {sentence}" for sentence in told)
    return table_of_rows(path, rows, named=named, names=names, notes=notes, least=least)


def _name(path: Path) -> str:
    stem = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return stem.stem


def _encode(table: Table, label: Label) -> tuple[tuple[str, ...], Labels]:
    path, labels, at = table.path, label.cells, label.columns[0]
    for cell in dict.fromkeys(labels):
        value = number(cell)
        where = table.where(labels.index(cell), at)
        if cell.lower() in SHEET_ERRORS:
            raise DataError(f"{where}: the label is {cell}, {SHEET_ERROR}")
        if is_missing(cell):
            raise DataError(f"{where}: the label is missing; fill it or remove the row")
        if len(cell) > LONGEST_NAME:
            quoted = "; close the quote that opens it" if "\n" in cell else ""
            raise DataError(f"{where}: the label is longer than {LONGEST_NAME} signs{quoted}")
        if value is not None and not math.isfinite(value):
            raise DataError(f"{where}: the label is {cell}; correct it or remove the row")
    called = class_names(labels)
    names = tuple(dict.fromkeys(called.values()))
    column = f"column {short(table.names[at])}"
    if len(names) == 1:
        raise DataError(
            f"{path} has only one class, {short(names[0])}, in the {column}; give at least two"
        )
    if len(names) > min(MAX_CLASSES, len(labels) / 2):
        are_numbers = all(number(name) is not None for name in names)
        what = "which looks continuous" if are_numbers else "too many for classes"
        fit = [i for i in range(len(table.columns)) if has_classes(table, i)]
        such = " or ".join(short(table.names[i]) for i in fit[:3])
        raise DataError(
            f"{path}: the {column}, taken for the label, has {len(names)} values in {len(labels)} "
            f"rows, {what}; name a column of at most {MAX_CLASSES} classes of two rows or more "
            f"with --label" + (f", such as {such}" if fit and table.label is None else "")
        )
    code = {cell: names.index(name) for cell, name in called.items()}
    return names, np.array([code[cell] for cell in labels])
