"""Read Parquet files, whose columns have names and types."""

from __future__ import annotations

from pathlib import Path
from reprlib import repr as short
from typing import Any

import numpy as np

from engine.data.header_row import MAX_CELLS
from engine.data.optional_package import optional_package
from engine.data.table import EXACT, Column, Table
from engine.errors import DataError


def read_parquet(path: Path) -> Table:
    """Read the table that a Parquet file holds.

    Parameters
    ----------
    path : Path

    Raises
    ------
    UsageError
        If the package that reads Parquet is not installed.
    DataError
        If the file is damaged, empty or too large.
    """
    polars = optional_package("polars", "Parquet files")
    try:
        shape = polars.scan_parquet(path).select(polars.len()).collect().item()
        width = len(polars.scan_parquet(path).collect_schema())
    except OSError:
        raise
    except polars.exceptions.PolarsError as error:
        raise DataError(f"{path} is no Parquet file that can be read; write it anew") from error
    if not shape or not width:
        raise DataError(f"{path} is empty; it needs feature columns and a label column")
    if shape * width > MAX_CELLS:
        raise DataError(f"{path} has {shape:,} rows; at most {MAX_CELLS:,} cells are read")
    try:
        frame = polars.read_parquet(path)
    except polars.exceptions.PolarsError as error:
        raise DataError(f"{path} is no Parquet file that can be read; write it anew") from error
    columns = tuple(_column(polars, series) for series in frame.get_columns())

    def where(row: int, column: int) -> str:
        return f"{path}, row {row + 1}, column {short(columns[column].name)}"

    return Table(path, columns, where)


def _column(polars: Any, series: Any) -> Column:
    if series.dtype.is_numeric():
        values = series.cast(polars.Float64, strict=False).fill_null(np.nan).to_numpy()
        if series.dtype.is_float() and series.null_count():
            cells = ["" if value is None else str(value) for value in series.to_list()]
            return Column(series.name, cells, values)
        large = (np.abs(values) >= EXACT).any() and not series.dtype.is_float()
        if not large and not series.null_count():
            return Column(series.name, values=values)
        texts = series.cast(polars.String).fill_null("").to_list()
        return Column(series.name, texts, values)
    if series.dtype.is_nested() or series.dtype == polars.Object:
        return Column(series.name, [short(value) for value in series.to_list()])
    texts = series.cast(polars.String, strict=False).fill_null("").to_list()
    return Column(series.name, [text.strip() for text in texts])
