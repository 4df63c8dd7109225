"""Read delimited text: the rows of a CSV, TSV or TXT file, compressed by gzip or not."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from pathlib import Path

from engine.data.cells import is_missing, number
from engine.errors import DataError, UsageError

COMMENTS = ("#", "%", "//")
"""How a line begins that is no row, above the first row."""
SEEN = 4000
"""Signs by which the encoding is told."""
SPACE = " "
QUOTED = re.compile(r"'([^']*)'")
JSON = re.compile(r'\s*(\{\s*("|\})|\[\s*["{\[])')
"""How JSON begins, whole or line by line."""
SIGNS = "\t;,"
"""What is known to separate cells; on a tie the comma loses: it may be a decimal comma."""
SEPARATORS = {"tab": "\t", "\\t": "\t", "space": SPACE, "comma": ",", "semicolon": ";", "pipe": "|"}
"""Names of separators; any other is given as itself."""

Rows = list[tuple[int, list[str]]]
"""The cells of each row, with the number of its line in the file, from 1."""


def separator(sep: str) -> str:
    """Return the sign that `sep` means.

    Raises
    ------
    UsageError
        If it is no separator.
    """
    sign = SEPARATORS.get(sep.lower(), sep)
    if len(sign) != 1 or sign.isalnum() or sign in '"\n\r':
        names = ", ".join(name for name in SEPARATORS if name.isalpha())
        raise UsageError(f"--sep {sep}: give one sign, or {names}")
    return sign


def read_text(path: Path, sep: str | None, most: int) -> tuple[Rows, list[str] | None]:
    """Read the rows of a text file that are neither blank nor comments.

    Parameters
    ----------
    path : Path
    sep : str or None
        What separates cells, as `separator` has it; found by itself otherwise.
    most : int
        Bytes that a compressed file may unpack to.

    Returns
    -------
    rows : list of (int, list of str)
        The line of each, and its cells.
    names : list of str, or None
        The names of columns, if a comment above the first row holds as many as there are cells.

    Raises
    ------
    DataError
        If it is no text in UTF-8, or too large.
    """
    try:
        text = _text(path, most)
        _refuse_nulls(path, text)
        _refuse_json(path, text)
        return _rows(path, text, None if sep is None else separator(sep))
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            f"{path} is not a table in UTF-8 text; save it as a UTF-8 CSV (Excel: CSV UTF-8)"
        ) from error


def _text(path: Path, most: int) -> str:
    with path.open("rb") as file:
        compressed = file.read(2) == b"\x1f\x8b"
    if not compressed:
        return path.read_text(encoding="utf-8-sig")
    try:
        with gzip.open(path) as file:
            content = file.read(most + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"{path} is damaged or cut off; compress it again with gzip") from error
    if len(content) > most:
        raise DataError(f"{path} unpacks to more than {most // 1_000_000} MB; give fewer rows")
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig").read()


def _refuse_nulls(path: Path, text: str) -> None:
    """Refuse a text with signs of number 0, which every other byte is in UTF-16."""
    at = text.find("\0")
    if at < 0:
        return
    if text.count("\0", 0, SEEN) * 4 > len(text[:SEEN]):
        what = "is UTF-16 or the like, not a table in UTF-8 text"
        raise DataError(f"{path} {what}; save it as a UTF-8 CSV (Excel: CSV UTF-8)")
    raise DataError(
        f"{path}, row {text.count(chr(10), 0, at) + 1}: it holds a sign that is no text (NUL), "
        "as of a damaged file or no table; remove it, or save the table anew"
    )


def _refuse_json(path: Path, text: str) -> None:
    if JSON.match(text):
        raise DataError(
            f"{path} is JSON, not delimited text; save it as a CSV, "
            "for instance by read_json and to_csv of pandas"
        )


def _rows(path: Path, text: str, sign: str | None) -> tuple[Rows, list[str] | None]:
    lines = io.StringIO(text).readlines()
    first, comment = 0, ""
    while first < len(lines) and (not lines[first].strip() or _is_comment(lines[first])):
        comment = lines[first].strip() or comment
        first += 1
    told = lines[first].rstrip("\n") if first < len(lines) else ""
    if told.lower().startswith("sep=") and len(told) == 5:  # as Excel writes it
        sign, first = sign or told[4], first + 1
    sign = sign or _sign(told, lines[first + 1 : first + 20])
    _refuse_open_quote(path, lines, first, sign)
    rows = [(line, cells) for line, cells in _cells(path, lines, sign, first) if any(cells)]
    if not rows:
        return [], None
    rows = _without_comments(rows)
    return rows, _named_in(path, comment, sign, len(rows[0][1]))


def _sign(told: str, below: list[str]) -> str:
    """Return what separates the cells of a first line, or of those below if it is a title."""
    below = [line for line in below if line.strip()]
    if not any(each in told for each in SIGNS):
        told = next((line for line in below if any(each in line for each in SIGNS)), "")
    sign = max(SIGNS, key=told.count)
    if all(line.count(sign) != told.count(sign) for line in below):
        for each in SIGNS:
            if len(below) > 1 and len({line.count(each) for line in below} - {0}) == 1:
                return each if all(each in line for line in below) else sign
    return sign


def _refuse_open_quote(path: Path, lines: list[str], first: int, sign: str) -> None:
    """Refuse a text in which a quote is opened and closed rows later, or not at all."""
    if sign == SPACE or not any('"' in line for line in lines):
        return
    reader = csv.reader(lines[first:], delimiter=sign, skipinitialspace=True)
    begin, end = first, first
    width, closed = 0, True
    try:
        for cells in reader:
            begin, end = end, first + reader.line_num
            width = width or len(cells)
            closed = end < len(lines) or _closes(lines[begin:], sign)
            if closed and any(_holds_row(cell, sign, width) for cell in cells):
                raise DataError(
                    f"{path}, row {begin + 1}: a quote is opened that closes only in row {end}; "
                    "close it in its row, or remove it"
                )
    except csv.Error:  # a cell without end, if not in its line
        begin, closed = end, first + reader.line_num == end + 1
    if not closed:
        raise DataError(
            f"{path} is not a table in UTF-8 text with all quotes closed: "
            f"close the quote that opens in row {begin + 1}, or remove it"
        )


def _closes(lines: list[str], sign: str) -> bool:
    """Whether the last quote that is opened in lines is closed."""
    try:
        list(csv.reader(lines, delimiter=sign, skipinitialspace=True, strict=True))
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def _holds_row(cell: str, sign: str, width: int) -> bool:
    """Whether a line of a cell is a row by itself, as wide as others and mostly of numbers."""
    rows = [line.split(sign) for line in cell.split("\n")[1:]]
    return any(
        len(row) == width and 2 * sum(number(each) is not None for each in row) >= width
        for row in rows
    )


def _is_comment(line: str) -> bool:
    # A header may call the numbers of rows "#".
    return line.startswith(COMMENTS) and line[1:2] not in ("\t", ";", ",")


def _cells(path: Path, lines: list[str], sign: str, first: int) -> Rows:
    if sign == SPACE:
        return [
            (n, list(map(_bare, line.split()))) for n, line in enumerate(lines[first:], first + 1)
        ]
    reader = csv.reader(lines[first:], delimiter=sign, skipinitialspace=True)
    try:
        return [(reader.line_num + first, list(map(_bare, row))) for row in reader]
    except csv.Error as error:
        if "field larger" not in str(error):
            raise
        raise DataError(
            f"{path}, row {reader.line_num + first}: a cell is longer than "
            f"{csv.field_size_limit():,} signs; shorten it or remove the row"
        ) from error


def _bare(cell: str) -> str:
    """Return a cell without spaces and simple quotes around it."""
    bare = cell.strip()
    quoted = QUOTED.fullmatch(bare) if bare.startswith("'") else None
    return quoted[1].strip() if quoted else bare


def _without_comments(rows: Rows) -> Rows:
    """Leave out comments between rows; where # begins a value, such as a colour, it is none."""
    marked = [cells[0].startswith("#") and not is_missing(cells[0]) for _, cells in rows[1:]]
    if not any(marked):
        return rows
    width = len(rows[0][1])
    others = [cells for (_, cells), mark in zip(rows[1:], marked, strict=True) if not mark]
    numbers = 2 * sum(number(cells[0]) is not None for cells in others) > len(others)
    kept = [
        row
        for row, mark in zip(rows[1:], marked, strict=True)
        if not (mark and (numbers or len(row[1]) != width))
    ]
    return [rows[0], *kept]


def _named_in(path: Path, comment: str, sign: str, width: int) -> list[str] | None:
    """Return the names that a comment gives to columns, as NumPy's savetxt writes them."""
    text = comment.lstrip("".join(COMMENTS)).strip()
    known = 0 < len(text) <= csv.field_size_limit()
    names = _cells(path, [text], sign, 0)[0][1] if known else []
    words = all(name and number(name) is None for name in names)
    return names if len(names) == width >= 3 and words else None
