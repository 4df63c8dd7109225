"""The first row is a header or a point, and separators too many are no columns."""

from pathlib import Path

import pytest

from engine.data.header_row import table_of_rows
from engine.data.tables import load_table
from engine.errors import DataError
from tests.support.written_tables import assert_twelve_points, rows_of, table

BODY = rows_of("{x},{y},{label}")
KINDS = {
    "none": BODY,
    "names": ["x1,x2,label", *BODY],
    "names beside which stands y": ["x,y,sort", *BODY],
    "a number over words": ["2019,2020,2021", *BODY],
    "numbers of columns": ["0,1,2", *BODY],
    "a trailing comma": ["x1,x2,label,", *rows_of("{x},{y},{label},")],
    "a trailing comma but in the header": ["x1,x2,label", *rows_of("{x},{y},{label},")],
    "a trailing comma in the header alone": ["x1,x2,label,", *BODY],
    "trailing commas": ["x1,x2,label,,", *rows_of("{x},{y},{label},,")],
    "trailing commas without a header": rows_of("{x},{y},{label},,"),
    "names of rows, as R writes them": ["x1,x2,label", *rows_of("r{row},{x},{y},{label}")],
    "numbers of rows, as R writes them": ["x1,x2,label", *rows_of("{row},{x},{y},{label}")],
    "an index without a name": [",x1,x2,label", *rows_of("{row},{x},{y},{label}")],
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_points_are_read_under_every_header(tmp_path: Path, kind: str) -> None:
    assert_twelve_points(table(tmp_path, KINDS[kind]))


@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("index", ["", ","])
def test_a_header_of_column_numbers_is_no_point(tmp_path: Path, start: int, index: str) -> None:
    header = index + ",".join(map(str, range(start, start + 3)))
    rows = rows_of("{row},{x},{y},{code}" if index else "{x},{y},{code}")
    data = assert_twelve_points(table(tmp_path, [header, *rows]))
    assert data.feature_names == (str(start), str(start + 1))


@pytest.mark.parametrize("header", ["2019,2020,2021", "0.0,1.0,2.0", "1.0,2.0,3.0", "400,410,420"])
def test_a_header_that_counts_in_years_or_decimals_is_no_point(tmp_path: Path, header: str) -> None:
    data = assert_twelve_points(table(tmp_path, [header, *rows_of("{x},{y},{code}")]))
    assert data.feature_names == tuple(header.split(",")[:2])
    assert f"the first row, '{header.replace(',', ', ')}', is taken for the header" in data.notes[0]


def test_a_first_row_of_numbers_whose_label_comes_again_is_a_point(tmp_path: Path) -> None:
    rows = ["2,3,4", *(f"{row % 5},{row % 3},{4 + row % 2}" for row in range(12))]
    assert load_table(table(tmp_path, rows)).samples == 13


def test_a_first_row_that_misses_a_value_is_a_point(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="row 1, column 'x1': NA says"):
        load_table(table(tmp_path, ["NA,0.5,A", *BODY]))


def test_a_row_of_names_that_were_asked_for_is_a_header(tmp_path: Path) -> None:
    rows = ["a,b,c", "1,2,u", "3,4,v", "5,6,u", "7,8,v"]
    assert load_table(table(tmp_path, rows), label="C").feature_names == ("a", "b")


def test_rows_know_their_lines() -> None:
    rows = [(3, ["a", "b", "c"]), (5, ["1", "2", "u"]), (9, ["3", "4", "v"])]
    made = table_of_rows(Path("x.csv"), rows)
    assert made.names == ["a", "b", "c"]
    assert made.where(1, 2) == "x.csv, row 9, column 'c'"


def test_rows_of_different_lengths_are_refused() -> None:
    rows = [(1, ["1", "2", "u"]), (2, ["3", "4"])]
    with pytest.raises(DataError, match="row 2: it has 2 cells instead of 3"):
        table_of_rows(Path("x.csv"), rows)


ODD = ["-", "--", "none", "unknown", "*", "<0.1", '"1,5"', "12%", "n.d.", "nil", "(null)", "\\N"]


@pytest.mark.parametrize("odd", [*ODD, "5cm", "below LOD", "??", ">100"])
@pytest.mark.parametrize(("rest", "pattern"), [("0.126,A", "{label}"), ("0.126,1", "{code}")])
def test_a_first_row_with_an_odd_value_is_a_point(
    tmp_path: Path, odd: str, rest: str, pattern: str
) -> None:
    rows = [f"{odd},{rest}", *rows_of("{x},{y}," + pattern)]
    with pytest.raises(DataError, match=r"row 1, column 'x1': .* is not a number"):
        load_table(table(tmp_path, rows))


@pytest.mark.parametrize("odd", ["n/m", "-", "5cm"])
def test_a_whole_number_beside_an_odd_value_is_one_too(tmp_path: Path, odd: str) -> None:
    with pytest.raises(DataError, match="row 1, column 'x1'"):
        load_table(table(tmp_path, [f"{odd},3,A", *BODY]))


def test_a_first_row_without_a_usual_label_is_a_point(tmp_path: Path) -> None:
    assert load_table(table(tmp_path, ["0.5,0.126,-", *BODY])).class_names == ("-", "A", "B")


@pytest.mark.parametrize(
    "header", ["0,1,species", "1,2,kind", "0.0,1.0,kind", "2019,2020,region", ",0,1,sort"]
)
def test_numbers_of_columns_beside_a_word_are_a_header(tmp_path: Path, header: str) -> None:
    index = "{row}," if header.startswith(",") else ""
    data = assert_twelve_points(table(tmp_path, [header, *rows_of(index + "{x},{y},{label}")]))
    assert data.feature_names == tuple(header.strip(",").split(",")[:2])
    assert any("is taken for the header" in note for note in data.notes) == (not index)


@pytest.mark.parametrize("header", ["0,1,species", "0.0,1.0,kind", "400.5,401.5,402.5,kind"])
def test_they_are_one_over_labels_of_numbers_too(tmp_path: Path, header: str) -> None:
    rows = rows_of("{x},{y},{code}" if header.startswith("0") else "{x},{y},0.{row},{code}")
    assert load_table(table(tmp_path, [header, *rows])).samples == 12


@pytest.mark.parametrize("header", ["time,0.5,kind", "10%,50%,kind"])
def test_names_that_hold_numbers_are_a_header(tmp_path: Path, header: str) -> None:
    data = assert_twelve_points(table(tmp_path, [header, *BODY]))
    assert data.feature_names == tuple(header.split(",")[:2])


@pytest.mark.parametrize("first", ["0,1,A", "0.5,0.5,rare"])
def test_numbers_beside_a_label_are_a_point(tmp_path: Path, first: str) -> None:
    assert load_table(table(tmp_path, [first, *BODY])).samples == 13


@pytest.mark.parametrize("classes", [("target", "background"), ("class", "other"), ("Label", "x")])
@pytest.mark.parametrize("pattern", ["{x},{y},{label}", "{label},{x},{y}"])
def test_a_class_that_is_called_as_labels_are_is_none_the_less_one(
    tmp_path: Path, classes: tuple[str, str], pattern: str
) -> None:
    rows = rows_of(pattern, [classes[0]] * 6 + [classes[1]] * 6)
    assert load_table(table(tmp_path, rows)).samples == 12
    header = pattern.replace("{label}", "label").translate(str.maketrans("", "", "{}"))
    assert load_table(table(tmp_path, [header, *rows])).samples == 12


@pytest.mark.parametrize(
    "title", ["Results", "Results, 2024", "Results of 2024,,", "Results\n\nby hand"]
)
@pytest.mark.parametrize("sign", [",", ";"])
def test_a_title_above_the_table_is_told(tmp_path: Path, title: str, sign: str) -> None:
    rows = [row.replace(",", sign) for row in ["u,v,label", *BODY]]
    line = title.count("\n") + 2
    with pytest.raises(DataError, match=f"begins in row {line}, but 'Results.* remove what stands"):
        load_table(table(tmp_path, [title, *rows]))
