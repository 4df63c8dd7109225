"""Read Excel and OpenDocument workbooks: the rows of the first sheet that holds any."""

from __future__ import annotations

import datetime
import posixpath
import re
import zipfile
from pathlib import Path
from reprlib import repr as short
from typing import Any
from xml.etree import ElementTree

from engine.data.delimited_text import Rows
from engine.data.optional_package import optional_package
from engine.errors import DataError

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""How the names of workbooks end."""
ERROR = re.compile(rb"""\bt=["']e["']""")
"""How a cell begins that holds an error."""
LINK = re.compile(r"\{.*/relationships\}id")
"""Attribute by which a workbook links its sheets, in either form of the standard."""


def read_workbook(path: Path, most: int) -> tuple[Rows, str]:
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
    told : str
        Which sheet was read, and how to have another read, if there are several; else empty.

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
        return [], ""
    name, sheet = filled[0]
    rows = [(number, list(map(_text, cells))) for number, cells in enumerate(sheet, 1)]
    has_gaps = any("" in cells for _, cells in rows)
    for (row, column), shown in (_errors(path, name) if has_gaps else {}).items():
        if row < len(rows) and column < len(rows[row][1]):
            rows[row][1][column] = shown
    kept = [row for row in rows if any(row[1])]
    if len(filled) == 1:
        return kept, ""
    move = "move another to the front to have it read instead"
    return kept, f"of {len(filled)} sheets {short(name)} is read; {move}"


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))  # a workbook knows no whole numbers
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell).strip()


def _errors(path: Path, name: str) -> dict[tuple[int, int], str]:
    """Return the errors that cells of a sheet hold, by row and column from 0.

    The package that reads workbooks gives nothing for them, as for empty cells. They are found in
    the format of .xlsx alone.
    """
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part(archive, name)
            if part is None or not ERROR.search(archive.read(part)):
                return {}
            with archive.open(part) as file:
                return errors_in(file)
    except (KeyError, ValueError, ElementTree.ParseError, zipfile.BadZipFile):
        return {}  # they are told as empty cells then


def _part(archive: zipfile.ZipFile, name: str) -> str | None:
    """Return where a workbook keeps a sheet, or None if it is of another format."""
    if "xl/workbook.xml" not in archive.namelist():
        return None
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        if sheet.get("name") == name:
            link = next((value for key, value in sheet.items() if LINK.fullmatch(key)), None)
            return posixpath.normpath(posixpath.join("/xl", targets[link])).lstrip("/")
    return None


def errors_in(file: Any) -> dict[tuple[int, int], str]:
    """Return the errors in the XML of a sheet, whose rows and cells may tell their places."""
    found: dict[tuple[int, int], str] = {}
    row = column = -1
    for event, element in ElementTree.iterparse(file, ("start", "end")):
        kind = element.tag.rpartition("}")[2]
        if event == "start" and kind == "row":
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif event == "start" and kind == "c":
            place = element.get("r")
            column = column + 1 if place is None else _column(place)
        elif event == "end" and kind == "c":
            if element.get("t") == "e":
                found[row, column] = element.findtext("{*}v") or ""
        elif event == "end" and kind == "row":
            element.clear()
    return found


def _column(place: str) -> int:
    """Return the column of a place such as "AB12", from 0."""
    column = 0
    for letter in place.rstrip("0123456789"):
        column = 26 * column + int(letter, 36) - 9
    return column - 1
