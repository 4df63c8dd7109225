"""Read Excel and OpenDocument workbooks: the rows of the first sheet that holds any."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from reprlib import repr as short

from engine.data.delimited_text import Rows
from engine.data.optional_package import optional_package
from engine.errors import DataError


def read_workbook(path: Path, most: int) -> tuple[Rows, tuple[str, ...]]:
    """Read the rows of a workbook's first sheet that holds any.

    Parameters
    ----------
    path : Path
    most : int
        Bytes that it may unpack to.

    Returns
    -------
    rows : list of (int, list of str)
        The number of each row in the sheet, from 1, and its cells as text.
    notes : tuple of str
        Which sheet was read, if there are several.

    Raises
    ------
    UsageError
        If the package that reads workbooks is not installed.
    DataError
        If the file is no workbook, or too large.
    """
    calamine = optional_package("python_calamine", "Excel workbooks")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > most:
                size = f"{most // 1_000_000} MB"
                raise DataError(f"{path} unpacks to more than {size}; give fewer rows")
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
            filled = [
                (name, sheet.to_python(skip_empty_area=False))
                for name, sheet in sheets
                if sheet.height
            ]
    except OSError:
        raise
    except Exception as error:  # whatever a damaged file makes the package raise
        raise DataError(f"{path} is no workbook that can be read; save it as a CSV") from error
    if not filled:
        return [], ()
    name, sheet = filled[0]
    rows = ((number, list(map(_text, cells))) for number, cells in enumerate(sheet, 1))
    kept = [row for row in rows if any(row[1])]
    if len(filled) == 1:
        return kept, ()
    return kept, (f"{path.name}: of {len(filled)} sheets {short(name)} is read",)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))  # a workbook knows no whole numbers
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell).strip()
