"""Read labelled points from a CSV or NPZ file."""

import csv
import io
import math
import os
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from reprlib import repr as short
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Floats, Labels, measured_dataset
from engine.errors import DataError, reason

Where = Callable[[int], str]
Columns = tuple[Floats, list[str], Sequence[str], Where]

LABEL_NAMES = ("label", "class", "target", "y")
MAX_CLASSES = 50
LARGEST = 1e30  # float32 ends at 3e38, and training needs room above the data
RECIPE = "save it with numpy.savez(path, X=features, y=labels)"
DAMAGE = (ValueError, EOFError, RuntimeError, MemoryError, zipfile.BadZipFile, zlib.error)
UNUSABLE = f"is not a finite number within {LARGEST:g}"


def load_table(
    path: str | os.PathLike[str], *, standardise: bool = True, label: str | None = None
) -> Dataset:
    """Read a user's points from a CSV or NPZ file.

    A CSV file is UTF-8 text of numeric columns and one label column of text or numbers,
    separated by commas, semicolons or tabs, with or without a header. An NPZ file holds the
    arrays ``X`` (or ``features``), shape (samples, dims), and ``y`` (or ``labels``), shape
    (samples,).

    Parameters
    ----------
    path : path-like
        The file; whatever does not end in .npz is read as CSV.
    standardise : bool
        Whether to bring each column to mean 0 and standard deviation 1.
    label : str, optional
        The label column (or array), in any case. Otherwise it is the one called label, class,
        target or y, or else the last; beside a column x, y is a coordinate and no label.

    Returns
    -------
    Dataset
        At least two features and two classes, in the order of the file; classes are sorted,
        by value if every label is a number.

    Raises
    ------
    DataError
        If the file is missing, unreadable or unfit; the text names the row and column.
    """
    path = Path(path)
    read = _read_npz if path.suffix.lower() == ".npz" else _read_csv
    try:
        if not path.exists():
            raise DataError(f"there is no file {path}")
        if not path.is_file():
            raise DataError(f"{path} is a folder or device; name a CSV or NPZ file")
        raw, labels, names, where = read(path, label)
    except OSError as error:
        raise DataError(f"cannot read {path}: {reason(error)}") from error
    class_names, codes = _encode(path, labels, where)
    return measured_dataset(path.stem, raw, codes, class_names, tuple(names), standardise)


def _read_csv(path: Path, label: str | None) -> Columns:
    try:
        rows = _rows(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} is not a table in UTF-8 text; save it as a UTF-8 CSV") from error
    if not rows:
        raise DataError(f"{path} is empty; it needs feature columns and a label column")
    names = rows[0][1]
    rows, names = (rows[1:], names) if _is_header(names, label) else (rows, _numbered(len(names)))
    _require_plane(path, len(names) - 1)
    if not rows:
        raise DataError(f"{path} has a header but no rows of data")
    at = _label_column(path, names, label)
    for line, cells in rows:
        if len(cells) != len(names):
            raise DataError(
                f"{path}, row {line}: it has {len(cells)} cells instead of {len(names)}; "
                "give every row as many as the first"
            )
    features = [column for column in range(len(names)) if column != at]

    def where(row: int, column: int = at) -> str:
        return f"{path}, row {rows[row][0]}, column {short(names[column])}"

    raw = np.empty((len(rows), len(features)))
    for row, (_, cells) in enumerate(rows):
        for place, column in enumerate(features):
            value = _number(cells[column])
            if value is None or not abs(value) <= LARGEST:
                raise DataError(f"{where(row, column)}: {_fault(cells[column], value)}")
            raw[row, place] = value
    return raw, [cells[at] for _, cells in rows], [names[column] for column in features], where


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that are not blank, each with its line number in the file."""
    # On a tie the comma loses: it may be a decimal comma.
    delimiter = max("\t;,", key=text.lstrip().partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    rows = ((reader.line_num, [cell.strip() for cell in cells]) for cells in reader)
    return [(line, cells) for line, cells in rows if any(cells)]


def _is_header(cells: list[str], label: str | None) -> bool:
    # A first row of data may hold text too, but only as its label, which comes last; and "y"
    # there may be a class of its own, for yes.
    known = set(LABEL_NAMES) - {"y"} if label is None else {label.lower()}
    named = any(cell.lower() in known for cell in cells)
    return named or any(cell and _number(cell) is None for cell in cells[:-1])


def _numbered(count: int) -> list[str]:
    return [f"x{column}" for column in range(1, count + 1)]


def _label_column(path: Path, names: list[str], label: str | None) -> int:
    lowered = [name.lower() for name in names]
    if label is not None:
        if label.lower() not in lowered:
            raise DataError(f"{path} has no column {label!r}; choose one of {short(names)}")
        return lowered.index(label.lower())
    known = [name for name in LABEL_NAMES if name != "y" or "x" not in lowered]
    return next((lowered.index(name) for name in known if name in lowered), len(names) - 1)


def _number(cell: str) -> float | None:
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def _fault(cell: str, value: float | None) -> str:
    if not cell:
        return "the cell is empty; fill it or remove the row"
    if value is not None:
        return f"{cell} {UNUSABLE}; correct it or remove the row"
    advice = "write decimals with a point and keep text to the label column"
    return f"{short(cell)} is not a number; {advice}"


def _require_plane(path: Path, features: int) -> None:
    if features < 2:
        raise DataError(
            f"{path} needs at least 2 feature columns beside the label column, to draw a plane, "
            f"but has {features}; separate columns by commas, semicolons or tabs"
        )


def _read_npz(path: Path, label: str | None) -> Columns:
    if not zipfile.is_zipfile(path):
        raise DataError(f"{path} is not an NPZ file; {RECIPE}")
    try:
        with np.load(path, allow_pickle=False) as archive:
            x = _member(path, archive, "X", "features")
            y = _member(path, archive, *((label,) if label else ("y", "labels")))
    except DAMAGE as error:
        problem = "pickled objects, unsafe to load" if "Object" in str(error) else "damaged arrays"
        raise DataError(f"{path} holds {problem}; {RECIPE} from plain arrays") from error
    if x.ndim != 2 or y.shape != x.shape[:1] or not x.size:
        shapes = f"shape {x.shape} and y of shape {y.shape}"
        raise DataError(f"{path} holds X of {shapes}; make them (samples, dims) and (samples,)")
    if x.dtype.kind not in "fiub" or y.dtype.kind not in "fiubUS":
        types = f"X of type {x.dtype} and y of type {y.dtype}"
        raise DataError(f"{path} holds {types}; give real numbers, and labels of numbers or text")
    _require_plane(path, x.shape[1])
    raw = x.astype(np.float64)
    for row, column in np.argwhere(~(np.abs(raw) <= LARGEST))[:1]:
        raise DataError(f"{path}, X[{row}, {column}]: {raw[row, column]} {UNUSABLE}; remove it")
    words = (v.decode(errors="replace") if isinstance(v, bytes) else str(v) for v in y.tolist())
    labels = [word.strip() for word in words]
    return raw, labels, _numbered(x.shape[1]), lambda row: f"{path}, y[{row}]"


def _member(path: Path, archive: Mapping[str, Any], *names: str) -> NDArray[Any]:
    for name in names:
        if name in archive:
            return np.asarray(archive[name])
    wanted, found = " or ".join(names), short(list(archive))
    raise DataError(f"{path} holds no array {wanted}, only {found}; {RECIPE}")


def _encode(path: Path, labels: list[str], where: Where) -> tuple[tuple[str, ...], Labels]:
    # As numbers, for "1" and "1.0" are the same class and 10 comes after 9.
    numbers = list(map(_number, labels))
    numeric = None not in numbers
    keys: Sequence[Any] = numbers if numeric else labels
    for row, key in enumerate(keys):
        if key == "" or (numeric and not math.isfinite(key)):
            raise DataError(f"{where(row)}: the label is missing; fill it or remove the row")
    classes = sorted(set(keys))
    names = tuple(np.format_float_positional(k, trim="-") if numeric else k for k in classes)
    if len(classes) == 1:
        raise DataError(f"{path} has only one class, {short(names[0])}; give at least two")
    if len(classes) > min(MAX_CLASSES, len(labels) / 2):
        many = f"{len(classes)} values in {len(labels)} rows, which looks continuous"
        advice = f"give at most {MAX_CLASSES} classes of two rows or more, in a column called label"
        raise DataError(f"{path}: its labels take {many}; {advice}")
    code = {key: number for number, key in enumerate(classes)}
    return names, np.array([code[key] for key in keys])
