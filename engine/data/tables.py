"""Read labelled points from a CSV or NPZ file."""

import io
import math
import os
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from reprlib import repr as short
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.cells import LARGEST, UNUSABLE, is_missing, number
from engine.data.csv_tables import LONGEST_NAME, Columns, Where, read_csv, require_plane
from engine.data.dataset import Dataset, Labels, measured_dataset
from engine.errors import DataError, reason

MAX_CLASSES = 50
MAX_BYTES = 500_000_000
RECIPE = "save it with numpy.savez(path, X=features, y=labels)"
DAMAGE = (ValueError, EOFError, RuntimeError, MemoryError, zipfile.BadZipFile, zlib.error)


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
        The label column (or array), in any case, or the column's number from 1. Otherwise it is
        the one called label, class, target or y, or else the only one of text, or else the last;
        beside a column x, y is a coordinate and no label.

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
    """
    path = Path(path)
    read = _read_npz if path.suffix.lower() == ".npz" else read_csv
    try:
        if not path.exists():
            raise DataError(f"there is no file {path}")
        if not path.is_file():
            raise DataError(f"{path} is a folder or device; name a CSV or NPZ file")
        if path.stat().st_size > MAX_BYTES:
            raise DataError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB; give fewer rows")
        table = read(path, label)
    except OSError as error:
        raise DataError(f"cannot read {path}: {reason(error)}") from error
    class_names, codes = _encode(path, table.labels, table.where)
    data = measured_dataset(
        path.stem, table.raw, codes, class_names, tuple(table.names), standardise
    )
    return replace(data, notes=table.notes)


def _read_npz(path: Path, label: str | None) -> Columns:
    if not zipfile.is_zipfile(path):
        raise DataError(f"{path} is not an NPZ file; {RECIPE}")
    try:
        with zipfile.ZipFile(path) as archive:
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
    require_plane(path, x.shape[1])
    raw = x.astype(np.float64)
    for row, column in np.argwhere(~(np.abs(raw) <= LARGEST))[:1]:
        raise DataError(f"{path}, X[{row}, {column}]: {raw[row, column]} {UNUSABLE}; remove it")
    words = (v.decode(errors="replace") if isinstance(v, bytes) else str(v) for v in y.tolist())
    labels = [word.strip() for word in words]
    names = [f"x{i + 1}" for i in range(x.shape[1])]
    return Columns(raw, labels, names, lambda row: f"{path}, y[{row}]")


def _member(path: Path, archive: zipfile.ZipFile, *names: str) -> NDArray[Any]:
    arrays = {entry.filename.removesuffix(".npy"): entry for entry in archive.infolist()}
    entry = next((arrays[name] for name in names if name in arrays), None)
    if entry is None:
        wanted, found = " or ".join(names), short(list(arrays))
        raise DataError(f"{path} holds no array {wanted}, only {found}; {RECIPE}")
    if entry.file_size > MAX_BYTES:
        raise DataError(f"{path} unpacks to more than {MAX_BYTES // 1_000_000} MB; give fewer rows")
    with archive.open(entry) as member:
        content = io.BytesIO(member.read(MAX_BYTES))
    # The header may announce more than there is, and would have it allocated.
    major, _ = np.lib.format.read_magic(content)
    header_of = {1: np.lib.format.read_array_header_1_0, 2: np.lib.format.read_array_header_2_0}
    if major not in header_of:
        raise ValueError("unknown format")
    shape, _, dtype = header_of[major](content)
    if dtype.hasobject:
        raise ValueError("Object arrays")
    if math.prod(shape) * dtype.itemsize > entry.file_size:
        raise ValueError("announces more than it holds")
    content.seek(0)
    return np.asarray(np.lib.format.read_array(content, allow_pickle=False))


def _encode(path: Path, labels: Sequence[str], where: Where) -> tuple[tuple[str, ...], Labels]:
    # As numbers, for "1" and "1.0" are the same class and 10 comes after 9.
    for row, cell in enumerate(labels):
        if is_missing(cell):
            raise DataError(f"{where(row)}: the label is missing; fill it or remove the row")
        if len(cell) > LONGEST_NAME:
            raise DataError(f"{where(row)}: the label is longer than {LONGEST_NAME} signs")
    numbers = list(map(number, labels))
    numeric = None not in numbers
    keys: Sequence[Any] = numbers if numeric else labels
    for row, key in enumerate(keys):
        if numeric and not math.isfinite(key):
            raise DataError(f"{where(row)}: the label is missing; fill it or remove the row")
    classes = sorted(set(keys))
    names = tuple(np.format_float_positional(k, trim="-") if numeric else k for k in classes)
    if len(classes) == 1:
        raise DataError(f"{path} has only one class, {short(names[0])}; give at least two")
    if len(classes) > min(MAX_CLASSES, len(labels) / 2):
        many = f"{len(classes)} values in {len(labels)} rows, which looks continuous"
        advice = f"give at most {MAX_CLASSES} classes of two rows or more, in a column called label"
        raise DataError(f"{path}: its labels take {many}; {advice}")
    code = {key: index for index, key in enumerate(classes)}
    return names, np.array([code[key] for key in keys])
