"""The first sheet of a workbook is read as a text would be."""

import datetime
import io
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from engine.data import tables
from engine.data.tables import load_table
from engine.data.workbooks import errors_in
from engine.errors import DataError, UsageError
from tests.support.written_tables import CLASSES, POINTS, assert_twelve_points

HEAD = ["Id", "x1", "x2", "kind", "day"]


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def rows() -> list[list[Any]]:
    day = datetime.date(2024, 2, 1)
    pairs = enumerate(zip(POINTS, CLASSES, strict=True), 1)
    return [[i, *point, label, day + datetime.timedelta(i)] for i, (point, label) in pairs]


def test_numbers_text_and_dates_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "points.xlsx", {"one": [HEAD, *rows()]})
    data = assert_twelve_points(path)
    assert (data.feature_names, data.class_names) == (("x1", "x2"), ("A", "B"))
    assert "'Id' numbers the rows" in data.notes[0]
    assert "'day' holds text" in data.notes[1]


def test_whole_numbers_are_classes_as_in_text(tmp_path: Path) -> None:
    body = [[*point, int(label == "B")] for point, label in zip(POINTS, CLASSES, strict=True)]
    path = workbook(tmp_path / "points.xlsx", {"one": [["x1", "x2", "label"], *body]})
    assert assert_twelve_points(path).class_names == ("0", "1")


def test_blank_rows_and_sheets_are_passed_and_several_sheets_are_said(tmp_path: Path) -> None:
    sheets = {"notes": [], "points": [[], [], HEAD, *rows()], "more": [["x"]]}
    data = assert_twelve_points(workbook(tmp_path / "points.xlsx", sheets))
    told = "of 2 sheets 'points' is read; move another to the front to have it read instead"
    assert data.notes[0] == f"points.xlsx: {told}"


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ([["made in spring"]], "beside the label column, to draw a plane, but has 0; give it more"),
        ([["a", "b", "kind"], ["u", "v", "A"], ["w", "v", "B"]], "row 2, column 'a': 'u' is not"),
        ([["x1", "x2", "label"], [1, 2, "A"], [3, 4, "A"]], "has only one class"),
    ],
)
def test_an_error_tells_which_of_several_sheets_was_read(
    tmp_path: Path, first: list[list[Any]], told: str
) -> None:
    path = workbook(tmp_path / "points.xlsx", {"read me": first, "points": [HEAD, *rows()]})
    with pytest.raises(DataError) as caught:
        load_table(path)
    assert told in str(caught.value)
    assert str(caught.value).endswith(
        "(of 2 sheets 'read me' is read; move another to the front to have it read instead)"
    )
    assert "separate columns by" not in str(caught.value)


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!"])
@pytest.mark.parametrize(
    ("column", "told"), [(1, "column 'x1': the cell holds"), (3, "column 'kind': the label is")]
)
def test_an_error_in_a_cell_is_no_empty_cell(
    tmp_path: Path, error: str, column: int, told: str
) -> None:
    path = tmp_path / "points.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.add_worksheet("blank")
        sheet = book.add_worksheet("points & more")
        for number, row in enumerate([[], HEAD, *rows()]):
            sheet.write_row(number, 0, row)
        sheet.write_formula(4, column, "=1/0", None, error)
        sheet.write_blank(5, 1, None)
    where = f"row 5, {told} {re.escape(error)}, an error of the spreadsheet; correct it"
    with pytest.raises(DataError, match=where):
        load_table(path)


def test_errors_are_found_where_cells_do_not_tell_their_places() -> None:
    xml = b"""<s:worksheet xmlns:s="any"><s:sheetData><s:row><s:c><s:v>1</s:v></s:c></s:row>
    <s:row><s:c/><s:c t="e"><s:v>#REF!</s:v></s:c></s:row><s:row r="5"><s:c r="AB5" t="e">
    <s:v>#N/A</s:v></s:c></s:row></s:sheetData></s:worksheet>"""
    assert errors_in(io.BytesIO(xml)) == {(1, 1): "#REF!", (4, 27): "#N/A"}


def test_a_hole_is_told_with_its_row(tmp_path: Path) -> None:
    body = rows()
    body[2][1] = None
    path = workbook(tmp_path / "points.xlsx", {"one": [HEAD, *body]})
    with pytest.raises(DataError, match="row 4, column 'x1': the cell is empty"):
        load_table(path)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "points.xlsx"
    path.write_text("x1,x2,label\n")
    with pytest.raises(DataError, match="is no workbook that can be read"):
        load_table(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_BYTES", 100_000)
    path = workbook(tmp_path / "points.xlsx", {"one": [[1.5] * 40] * 500})
    assert path.stat().st_size < 100_000
    with pytest.raises(DataError, match="unpacks to more than"):
        load_table(path)


def test_a_workbook_without_cells_is_empty(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is empty"):
        load_table(workbook(tmp_path / "points.xlsx", {"one": []}))


def test_without_the_package_it_is_said_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    path = workbook(tmp_path / "points.xlsx", {"one": [HEAD, *rows()]})
    with pytest.raises(UsageError, match=r"Excel workbooks are .*warpreel\[tables\]"):
        load_table(path)


def test_a_separator_means_nothing_to_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "points.xlsx", {"one": [HEAD, *rows()]})
    with pytest.raises(UsageError, match=r"--sep ;: it does not apply to points.xlsx"):
        load_table(path, sep=";")
