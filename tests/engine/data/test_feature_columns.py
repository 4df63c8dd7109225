"""Features are the columns that tell something of a point; what is left out is said."""

from pathlib import Path

import numpy as np
import pytest

from engine.data.make_dataset import make_dataset
from engine.data.tables import load_table
from engine.errors import DataError, UsageError
from tests.support.written_tables import CLASSES, assert_twelve_points, rows_of, table

HOT = {"A": "1,0,0", "B": "0,1,0", "C": "0,0,1"}
LEFT_OUT = {
    "row numbers": (
        ["Id,x1,x2,Species", *rows_of("{row},{x},{y},{label}")],
        "'Id' numbers the rows and is left out; --columns",
    ),
    "row numbers without a header": (
        rows_of("{row},{x},{y},{label}"),
        "'x1' numbers the rows and is left out; --columns",
    ),
    "row numbers under another name": (
        ["sample,x1,x2,label", *rows_of("{row},{x},{y},{label}")],
        "'sample' numbers the rows and is left out",
    ),
    "numbers that only rise": (
        ["subject,x1,x2,label", *rows_of("{row}7,{x},{y},{label}")],
        "'subject' numbers the rows and is left out",
    ),
    "the index of pandas": (
        ["Unnamed: 0,x1,x2,label", *rows_of("{code}{row},{x},{y},{label}")],
        "'Unnamed: 0' numbers the rows and is left out",
    ),
    "numbers of patients": (
        ["x1,patient_id,x2,label", *rows_of("{x},90{row},{y},{label}")],
        "'patient_id' numbers the rows and is left out",
    ),
    "numbers in camel case": (
        ["PassengerId,x1,x2,label", *rows_of("7{row},{x},{y},{label}")],
        "'PassengerId' numbers the rows and is left out",
    ),
    "names of patients": (
        ["id,x1,x2,label", *rows_of("P-{row},{x},{y},{label}")],
        "'id' numbers the rows and is left out",
    ),
    "a copy of the label": (
        ["x1,x2,code,label", *rows_of("{x},{y},{code},{label}")],
        "'code' is a copy of the label and is left out; --label",
    ),
    "a constant": (
        ["x1,unit,x2,label", *rows_of("{x},7,{y},{label}")],
        "'unit' is constant and is left out",
    ),
    "an empty column": (
        ["x1,remark,x2,label", *rows_of("{x},NA,{y},{label}")],
        "'remark' is empty and is left out",
    ),
    "text": (
        ["x1,x2,town,label", *rows_of("{x},{y},town {row},{label}")],
        "'town' holds text and is left out; --columns NAMES chooses",
    ),
}


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_what_is_left_out_is_said(tmp_path: Path, kind: str) -> None:
    rows, told = LEFT_OUT[kind]
    (note,) = assert_twelve_points(table(tmp_path, rows)).notes
    assert note.startswith("points.csv: the column ")
    assert told in note


def test_an_empty_column_without_a_name_is_not_worth_a_word(tmp_path: Path) -> None:
    rows = ["x1,,x2,label", *rows_of("{x},,{y},{label}")]
    assert assert_twelve_points(table(tmp_path, rows)).notes == ()


def test_one_hot_columns_that_say_the_label_again_are_left_out(tmp_path: Path) -> None:
    classes = (CLASSES[:4] + ["C"] * 8)[::-1]
    classes[:3] = "B" * 3
    rows = [f"{row},{HOT[c]},{c}" for row, c in zip(rows_of("{x},{y}"), classes, strict=True)]
    data = load_table(table(tmp_path, ["x1,x2,is_a,is_b,is_c,label", *rows]))
    assert data.feature_names == ("x1", "x2")
    assert [name in " ".join(data.notes) for name in HOT] == [False] * 3 or len(data.notes) == 3


def test_one_hot_columns_of_something_else_are_features(tmp_path: Path) -> None:
    rows = [
        f"{row},{HOT['ABC'[i % 3]]},{c}"
        for i, (row, c) in enumerate(zip(rows_of("{x},{y}"), CLASSES, strict=True))
    ]
    data = load_table(table(tmp_path, ["x1,x2,red,green,blue,label", *rows]))
    assert data.feature_names == ("x1", "x2", "red", "green", "blue")
    assert data.notes == ()


@pytest.mark.parametrize("name", ["body_mass_index", "fluid", "acid", "number of legs", "width"])
def test_a_name_that_only_looks_like_one_is_no_number_of_rows(tmp_path: Path, name: str) -> None:
    rows = [f"{i * 7 % 30},{i * 11 % 30},{i % 2}" for i in range(30)]
    data = load_table(table(tmp_path, [f"{name},x2,label", *rows]))
    assert data.feature_names == (name, "x2")


def test_what_would_be_left_out_stays_if_too_little_remained(tmp_path: Path) -> None:
    rows = ["x1,code,label", *rows_of("{x},{code},{label}")]
    data = load_table(table(tmp_path, rows))
    assert data.feature_names == ("x1", "code")
    assert "'code' alone tells the label" in data.notes[0]


@pytest.mark.parametrize("columns", [("x2", "Id"), ("3", "1"), ("X2", "1")])
def test_columns_that_are_asked_for_are_read_as_asked(
    tmp_path: Path, columns: tuple[str, str]
) -> None:
    path = table(tmp_path, ["Id,x1,x2,label", *rows_of("{row},{x},{y},{label}")])
    data = make_dataset(str(path), columns=columns)
    assert data.feature_names == ("x2", "Id")
    assert data.features[:, 1] * data.scale[1] + data.centre[1] == pytest.approx(range(1, 13))
    assert data.notes == ()


def test_a_column_that_is_asked_for_is_not_taken_for_the_label(tmp_path: Path) -> None:
    path = table(tmp_path, ["kind,x1,x2", *rows_of("{code},{x},{y}")])
    assert load_table(path, columns=("x1", "x2")).class_names == ("0", "1")


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (("x1", "x3"), "has no column 'x3' .--columns.; choose one of"),
        (("x1", "1"), "--columns names the column 'x1' twice"),
        (("x1", "label"), "--columns names the label 'label'"),
        (("x1", "town"), "row 2, column 'town': 'town 1' is not a number"),
    ],
)
def test_columns_that_cannot_be_read_are_refused(
    tmp_path: Path, columns: tuple[str, str], told: str
) -> None:
    path = table(tmp_path, ["x1,x2,town,label", *rows_of("{x},{y},town {row},{label}")])
    with pytest.raises((DataError, UsageError), match=told):
        load_table(path, columns=columns)


def test_a_copy_is_known_by_its_parts_whatever_its_values(tmp_path: Path) -> None:
    codes = np.arange(30) % 3
    rows = [f"{i % 7},{i % 5},{[9, -4, 2.5][c]},{c}" for i, c in enumerate(codes)]
    data = load_table(table(tmp_path, ["x1,x2,z,label", *rows]))
    assert data.feature_names == ("x1", "x2")
    rows[0] = rows[0].replace("9,0", "-4,0")
    assert load_table(table(tmp_path, ["x1,x2,z,label", *rows])).dims == 3


CODES = {
    "but the first": ("is_b,is_c", {"A": "0,0", "B": "1,0", "C": "0,1"}),
    "in plus and minus one": ("a,b,c", {"A": "1,-1,-1", "B": "-1,1,-1", "C": "-1,-1,1"}),
    "in truth values": ("b,c", {"A": "False,False", "B": "True,False", "C": "False,True"}),
    "in steps": ("from_b,from_c", {"A": "0,0", "B": "1,0", "C": "1,1"}),
}


@pytest.mark.parametrize("kind", CODES)
def test_columns_that_say_the_label_together_are_left_out(tmp_path: Path, kind: str) -> None:
    names, codes = CODES[kind]
    classes = ["A"] * 4 + ["B"] * 4 + ["C"] * 4
    rows = [f"{codes[c]},{row}" for c, row in zip(classes, rows_of("{x},{y}"), strict=True)]
    head = f"{names},u,v,label"
    data = load_table(table(tmp_path, [head, *map(",".join, zip(rows, classes, strict=True))]))
    assert data.feature_names == ("u", "v")
    assert len(data.notes) == len(names.split(","))
    assert all("copy of the label" in note and "--columns" in note for note in data.notes)


def test_one_hot_columns_need_not_be_neighbours(tmp_path: Path) -> None:
    classes = ["A"] * 4 + ["B"] * 4 + ["C"] * 4
    rows = rows_of("{label},{x},{y}", classes)
    hot = [
        f"{int(c == 'A')},{row[2:]},{int(c == 'B')},{int(c == 'C')}"
        for c, row in zip(classes, rows, strict=True)
    ]
    rows = [f"{row},{c}" for row, c in zip(hot, classes, strict=True)]
    data = load_table(table(tmp_path, ["a,u,v,b,c,label", *rows]))
    assert data.feature_names == ("u", "v")


def test_a_column_that_tells_one_class_is_told(tmp_path: Path) -> None:
    classes = ["A"] * 4 + ["B"] * 4 + ["C"] * 4
    rows = [f"{row},{'72'[row[0] == 'B']}" for row in rows_of("{label},{x},{y}", classes)]
    data = load_table(table(tmp_path, ["label,u,v,w", *rows]))
    assert data.feature_names == ("u", "v", "w")
    assert data.notes == (
        "points.csv: the column 'w' alone tells the class 'B'; --columns NAMES chooses others",
    )


def test_a_copy_is_one_however_the_label_is_written(tmp_path: Path) -> None:
    classes = ["1", "1.0", "1.00"] * 2 + ["2"] * 6
    rows = ["x1,x2,code,label", *rows_of("{x},{y},{code},{label}", classes)]
    assert "'code' is a copy" in assert_twelve_points(table(tmp_path, rows)).notes[0]


@pytest.mark.parametrize("order", ["shuffled", "falling"])
@pytest.mark.parametrize("start", [0, 1, 1001])
def test_numbers_of_rows_in_any_order_are_left_out(tmp_path: Path, order: str, start: int) -> None:
    numbers = [(12 - 1 - k if order == "falling" else 5 * k % 12) + start for k in range(12)]
    rows = [f"{row},{k}" for row, k in zip(rows_of("{label},{x},{y}"), numbers, strict=True)]
    data = load_table(table(tmp_path, ["label,u,v,thing", *rows]))
    assert data.feature_names == ("u", "v")
    assert "'thing' numbers the rows and is left out" in data.notes[0]


@pytest.mark.parametrize("head", ["age,u,v,label", None])
def test_what_rows_are_sorted_by_is_a_feature(tmp_path: Path, head: str | None) -> None:
    ages = [18, 20, 21, 22, 23, 27, 30, 34, 41, 56, 61, 89]
    rows = [f"{n},{row}" for n, row in zip(ages, rows_of("{x},{y},{label}"), strict=True)]
    data = load_table(table(tmp_path, [head] * (head is not None) + rows), standardise=False)
    assert data.dims == 3
    assert data.features[:, 0].tolist() == ages
    (note,) = data.notes
    assert f"the column {'age' if head else 'x1'!r} rises from row to row and is read as" in note


@pytest.mark.parametrize(
    "name",
    ["passengerid", "SampleNo", "S.No", "serial", "row_number", "record", "id_number", "sr_no"]
    + ["Sl. No.", "patient number", "Serial-No", "NUMBER", "Customer Nr."],
)
def test_numbers_of_rows_have_many_names(tmp_path: Path, name: str) -> None:
    numbers = [7 * k % 13 * 9 for k in range(12)]
    rows = [f"{row},{k}" for row, k in zip(rows_of("{label},{x},{y}"), numbers, strict=True)]
    path = table(tmp_path, [f"label,u,v,{name}", *rows])
    assert load_table(path).feature_names == ("u", "v")
    again = [f"{row},{k % 5}" for k, row in enumerate(rows_of("{label},{x},{y}"))]
    path = table(tmp_path, [f"label,u,v,{name}", *again])
    assert load_table(path).feature_names == ("u", "v", name)


@pytest.mark.parametrize(("name", "kinds"), [("sex_id", 2), ("region_id", 5), ("TownId", 8)])
def test_a_column_that_identifies_no_rows_is_a_feature(
    tmp_path: Path, name: str, kinds: int
) -> None:
    numbers = [7 * k % kinds for k in range(24)]
    rows = [f"{k * 5 % 24},{k * 7 % 24},{n},{'uv'[k % 2]}" for k, n in enumerate(numbers)]
    rows[0] = rows[0].replace("u", "v")
    data = load_table(table(tmp_path, [f"a,b,{name},label", *rows]), standardise=False)
    assert data.feature_names == ("a", "b", name)
    assert data.features[:, 2].tolist() == numbers
    (note,) = [note for note in data.notes if name in note]
    assert "does not number the rows, as its values recur, and is read as a feature" in note


def test_a_number_of_rows_may_recur_now_and_then(tmp_path: Path) -> None:
    numbers = [*range(100, 138), 100, 105]
    rows = [f"{k * 7 % 40},{k * 11 % 40},{n},{k % 2}" for k, n in enumerate(numbers)]
    data = load_table(table(tmp_path, ["a,b,case_id,label", *rows]))
    assert data.feature_names == ("a", "b")
    assert "'case_id' numbers the rows and is left out" in data.notes[0]


def test_a_copy_of_the_label_is_not_said_to_number_the_rows(tmp_path: Path) -> None:
    rows = ["x1,x2,label_id,label", *rows_of("{x},{y},{code},{label}")]
    (note,) = assert_twelve_points(table(tmp_path, rows)).notes
    assert "'label_id' is a copy of the label and is left out" in note


def test_the_index_of_joined_tables_numbers_their_rows(tmp_path: Path) -> None:
    rows = [f"{k % 20},{k * 7 % 40},{k * 11 % 40},{k % 2}" for k in range(40)]
    assert load_table(table(tmp_path, ["Unnamed: 0,a,b,label", *rows])).feature_names == ("a", "b")


@pytest.mark.parametrize("name", ["atomic_number", "refractive_index", "house no", "casein"])
def test_other_numbers_are_features(tmp_path: Path, name: str) -> None:
    numbers = [7 * k % 13 * 9 for k in range(12)]
    rows = [f"{row},{k}" for row, k in zip(rows_of("{label},{x},{y}"), numbers, strict=True)]
    data = load_table(table(tmp_path, [f"label,u,v,{name}", *rows]))
    assert data.feature_names == ("u", "v", name)


def test_text_of_numbers_is_refused_and_not_left_out(tmp_path: Path) -> None:
    rows = rows_of('{label},{x},{y},"1,{row:03d},000"')
    with pytest.raises(DataError, match="'1,001,000' is not a number; leave separators"):
        load_table(table(tmp_path, ["label,u,v,w", *rows]))


@pytest.mark.parametrize("head", ["u,v,share,label", None])
def test_a_column_in_percent_is_a_feature(tmp_path: Path, head: str | None) -> None:
    shares = [7 * k % 12 - 2.5 for k in range(12)]
    rows = [
        row.replace(",S,", f",{n}%,")
        for row, n in zip(rows_of("{x},{y},S,{label}"), shares, strict=True)
    ]
    data = load_table(table(tmp_path, [head] * (head is not None) + rows), standardise=False)
    assert data.features[:, 2].tolist() == shares
    assert data.notes == ()
    rows[3] = rows[3].replace("%", "")
    with pytest.raises(DataError, match=r"'-2\.5%' is not a number; write a percent sign in every"):
        load_table(table(tmp_path, [head] * (head is not None) + rows))


def test_a_label_in_percent_is_called_as_it_is_written(tmp_path: Path) -> None:
    rows = rows_of("{x},{y},{label}", ["10%"] * 6 + ["50%"] * 6)
    assert assert_twelve_points(table(tmp_path, ["u,v,label", *rows])).class_names == ("10%", "50%")
