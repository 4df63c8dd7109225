"""Two columns of numbers are read from any table; what cannot be a curve is refused."""

from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from engine.errors import DataError, UsageError
from engine.experiments.curve_fit.curve_table import load_curve

ROWS = [(i / 2 + 4, 3 * i + 1) for i in range(9)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "curve.csv"


@pytest.mark.parametrize(
    ("header", "row", "names"),
    [
        ("hour,load", "{x},{y}", ("hour", "load")),
        ("", "{x},{y}", ("x1", "x2")),
        ("id;hour;load", "{i};{x};{y}", ("hour", "load")),
        ("hour\tnote\tload", "{x}\ta\t{y}", ("hour", "load")),
    ],
)
def test_the_only_two_columns_of_numbers_are_input_and_output(
    path: Path, header: str, row: str, names: tuple[str, str]
) -> None:
    rows = [row.format(i=7 * i, x=x, y=y) for i, (x, y) in enumerate(ROWS)]
    path.write_text("\n".join([*filter(None, [header]), *rows]))
    points, found, notes = load_curve(path)
    np.testing.assert_array_equal(points, ROWS)
    assert found == names
    assert len(notes) == max(header.count(";"), header.count("\t")) // 2
    assert all("is left out" in note for note in notes)


def test_arrays_are_read(tmp_path: Path) -> None:
    x, y = np.array(ROWS).T
    np.savez(tmp_path / "curve.npz", X=x, y=y)
    np.testing.assert_array_equal(load_curve(tmp_path / "curve.npz")[0], ROWS)


def test_columns_may_be_named_in_any_order(path: Path) -> None:
    path.write_text("a,b,c\n" + "".join(f"{i},{x},{y}\n" for i, (x, y) in enumerate(ROWS)))
    points, names, _ = load_curve(path, columns=("C", "2"))
    np.testing.assert_array_equal(points, np.array(ROWS)[:, ::-1])
    assert names == ("c", "b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b,c\n" + "1.5,2,3\n2.5,1,2\n" * 9, "has 3 columns of numbers.*--columns"),
        ("a,b\n" + "x,2\ny,1\n" * 9, "has 1 columns? of numbers"),
        ("a\n" + "1\n2\n" * 9, "needs at least 2 columns, but has 1"),
        ("a,b\n1,2\n", "has 1 rows; a curve is learned from 8"),
        ("a,b\n" + "1,2\n1,3\n" * 9, "all values of 'a' are the same"),
        ("a,b\n" + "1,2\n2,2\n" * 9, "all values of 'b' are the same"),
        ("a,b\n" + "1700000001,2\n1700000002,3\n" * 9, "'a' differ by less than a ten-thous"),
        ("a,b\n" + "1,2\n,3\n" * 9, "row 3, column 'a'"),
        ("a,b\n" + "1,2\n2,inf\n" * 9, "row 3, column 'b'"),
    ],
)
def test_what_is_no_curve_is_refused(path: Path, text: str, message: str) -> None:
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        load_curve(path)


def test_of_several_sheets_it_is_told_which_was_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "curve.xlsx") as book:
        for name in ("notes", "points"):
            book.add_worksheet(name).write_row(0, 0, ["x", "y"])
            book.get_worksheet_by_name(name).write_row(1, 0, [1, 2])
    with pytest.raises(DataError, match=r"has 1 rows; .* \(of 2 sheets 'notes' is read; move"):
        load_curve(tmp_path / "curve.xlsx")


def test_too_many_rows_are_refused(path: Path) -> None:
    path.write_text("a,b\n" + "1,2\n2,3\n" * 5_001)
    with pytest.raises(DataError, match="has 10,002 rows; a curve is learned from 8 to 10,000"):
        load_curve(path)


def test_one_column_or_three_are_no_input_and_output(path: Path) -> None:
    path.write_text("a,b,c\n" + "1,2,3\n2,1,2\n" * 9)
    for columns in (("a",), ("a", "b", "c")):
        with pytest.raises(UsageError, match="name two columns"):
            load_curve(path, columns=columns)
    with pytest.raises(DataError, match="no column 'd'"):
        load_curve(path, columns=("a", "d"))
