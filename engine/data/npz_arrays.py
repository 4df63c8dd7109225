"""Read labelled points from the arrays of an NPZ file."""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from pathlib import Path
from reprlib import repr as short
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.header_row import PLANE, require_columns
from engine.data.table import Column, Table
from engine.errors import DataError

RECIPE = "save it with numpy.savez(path, X=features, y=labels)"
DAMAGE = (ValueError, EOFError, RuntimeError, MemoryError, zipfile.BadZipFile, zlib.error)


def read_npz(path: Path, label: str | None, most: int, *, least: int = PLANE) -> Table:
    """Read the arrays ``X`` (or ``features``) and ``y`` (or ``labels``).

    Parameters
    ----------
    path : Path
    label : str or None
        Name of the array of labels, if it is another.
    most : int
        Bytes that an array may take.
    least : int
        Columns that there have to be, the labels' included.

    Raises
    ------
    DataError
        If they are not there, unsafe to load, or of other shapes and types than points and labels.
    """
    if not zipfile.is_zipfile(path):
        raise DataError(f"{path} is not an NPZ file; {RECIPE}")
    try:
        with zipfile.ZipFile(path) as archive:
            x = _member(path, archive, most, "X", "features")
            y = _member(path, archive, most, *((label,) if label else ("y", "labels")))
    except DAMAGE as error:
        problem = "pickled objects, unsafe to load" if "Object" in str(error) else "damaged arrays"
        raise DataError(f"{path} holds {problem}; {RECIPE} from plain arrays") from error
    if x.ndim == 1 and least < PLANE:
        x = x[:, None]
    if x.ndim != 2 or y.shape != x.shape[:1] or not x.size:
        shapes = f"shape {x.shape} and y of shape {y.shape}"
        raise DataError(f"{path} holds X of {shapes}; make them (samples, dims) and (samples,)")
    if x.dtype.kind not in "fiub" or y.dtype.kind not in "fiubUS":
        types = f"X of type {x.dtype} and y of type {y.dtype}"
        raise DataError(f"{path} holds {types}; give real numbers, and labels of numbers or text")
    require_columns(path, x.shape[1] + 1, least)
    words = (v.decode(errors="replace") if isinstance(v, bytes) else str(v) for v in y.tolist())
    columns = [Column(f"x{i + 1}", values=x[:, i]) for i in range(x.shape[1])]
    columns.append(Column("y", [word.strip() for word in words]))

    def where(row: int, column: int) -> str:
        return f"{path}, " + (f"X[{row}, {column}]" if column < x.shape[1] else f"y[{row}]")

    return Table(path, tuple(columns), where, headed=False, label=x.shape[1])


def _member(path: Path, archive: zipfile.ZipFile, most: int, *names: str) -> NDArray[Any]:
    arrays = {entry.filename.removesuffix(".npy"): entry for entry in archive.infolist()}
    entry = next((arrays[name] for name in names if name in arrays), None)
    if entry is None:
        wanted, found = " or ".join(names), short(list(arrays))
        raise DataError(f"{path} holds no array {wanted}, only {found}; {RECIPE}")
    if entry.file_size > most:
        raise DataError(f"{path} unpacks to more than {most // 1_000_000} MB; give fewer rows")
    with archive.open(entry) as member:
        content = io.BytesIO(member.read(most))
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
