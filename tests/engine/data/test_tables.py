"""A user's file becomes a data set, or one sentence says what is wrong with it and where."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

from engine.data import tables
from engine.data.tables import load_table
from engine.errors import DataError, UsageError
from tests.support.written_tables import rows_of, table

Write = Callable[..., Path]

POINTS = [(0.0, 1.0), (2.0, 1.5), (4.0, -3.0), (7.0, 0.25)]


def refusal(path: str | Path, **options: Any) -> str:
    with pytest.raises(DataError) as caught:
        load_table(path, **options)
    message = str(caught.value)
    assert Path(path).name[:20] in message
    assert "\n" not in message
    assert len(message.replace(str(path), "")) < 400
    return message


def test_columns_are_standardised_as_scikit_learn_does(csv: Write) -> None:
    raw = np.random.default_rng(0).normal([5, -300, 1e6], [0.1, 20, 1e4], (50, 3))
    rows = [f"{a!r},{b!r},{c!r},{i % 2}" for i, (a, b, c) in enumerate(raw.tolist())]
    data = load_table(csv("\n".join(["a,b,c,kind", *rows])))
    scaler = StandardScaler().fit(raw)
    assert data.features == pytest.approx(scaler.transform(raw), abs=1e-5)
    assert data.centre == pytest.approx(scaler.mean_)
    assert data.scale == pytest.approx(scaler.scale_)
    assert data.features * data.scale + data.centre == pytest.approx(raw, rel=1e-6)
    assert data.name == "points"
    assert data.feature_names == ("a", "b", "c")
    assert not data.nested


def test_a_constant_column_keeps_scale_one(csv: Write) -> None:
    data = load_table(csv("x,y,label\n" + "\n".join(f"0.1,{i},{i % 2}" for i in range(9))))
    assert data.scale[0] == 1
    assert data.features[:, 0] == pytest.approx(np.zeros(9), abs=1e-12)


def test_columns_can_be_left_as_they_are(csv: Write) -> None:
    data = load_table(csv("x,y,label\n1,2,a\n3,4,b\n5,6,a\n7,8,b\n"), standardise=False)
    assert data.features.tolist() == [[1, 2], [3, 4], [5, 6], [7, 8]]
    assert data.centre.tolist() == [0, 0]
    assert data.scale.tolist() == [1, 1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", ", "])
@pytest.mark.parametrize("header", ["x,y,label", ""])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n"])
def test_every_dialect_reads_the_same(
    csv: Write, delimiter: str, header: str, mark: bytes, newline: str
) -> None:
    rows = [header] * bool(header) + ["0,1,red", "2,1.5,blue", "4,-3e0,red", " 7,+0.25,blue"]
    text = "".join(row.replace(",", delimiter) + newline for row in rows)
    data = load_table(csv(mark + text.encode()), standardise=False)
    assert data.features.tolist() == [list(point) for point in POINTS]
    assert data.class_names == ("blue", "red")
    assert data.labels.tolist() == [1, 0, 1, 0]
    assert data.feature_names == (("x", "y") if header else ("x1", "x2"))


@pytest.mark.parametrize("name", ["label", "Class", "TARGET", "y"])
def test_the_label_column_is_found_by_its_name(csv: Write, name: str) -> None:
    data = load_table(csv(f"{name},height,width\n1,5,6\n2,7,8\n1,9,6\n2,7,7\n"))
    assert data.feature_names == ("height", "width")
    assert data.labels.tolist() == [0, 1, 0, 1]


def test_beside_x_the_column_y_is_a_coordinate(csv: Write) -> None:
    data = load_table(csv("x,y,colour\n1,2,red\n3,4,blue\n5,6,red\n7,8,blue\n"))
    assert data.feature_names == ("x", "y")
    assert data.class_names == ("blue", "red")


def test_the_label_column_can_be_named(csv: Write) -> None:
    path = csv("kind,a,label\n1,5,6\n2,7,8\n1,9,6\n2,7,7\n")
    assert load_table(path, label="Kind").feature_names == ("a", "label")
    assert "no column 'sort'; choose one of ['kind', 'a', 'label']" in refusal(path, label="sort")


def test_a_header_of_numbers_is_known_by_its_label(csv: Write) -> None:
    data = load_table(csv("0,1,label\n5,6,a\n7,8,b\n5,7,a\n8,8,b\n"))
    assert data.feature_names == ("0", "1")
    assert data.samples == 4


def test_a_first_row_labelled_y_for_yes_is_data(csv: Write) -> None:
    assert load_table(csv("5,6,y\n7,8,n\n5,7,y\n8,8,n\n")).samples == 4


def test_numeric_labels_are_sorted_by_value_and_equal_however_written(csv: Write) -> None:
    labels = ["10", "9", "1.0", "1", "-2", "1e+1", "9", "-2.0"]
    data = load_table(csv("\n".join(f"{i},{i},{label}" for i, label in enumerate(labels))))
    assert data.class_names == ("-2", "1", "9", "10")
    assert data.labels.tolist() == [3, 2, 1, 1, 0, 3, 2, 0]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_decimal_commas_are_read_where_another_sign_separates(csv: Write, sign: str) -> None:
    text = "Höhe (m);Umfang;Art\n11,125;2,5;Fichte\n-0,5;3;Kiefer\n7,25;4,125;Fichte\n8;1;Kiefer\n"
    data = load_table(csv(text.replace(";", sign)), standardise=False)
    assert data.features.tolist() == [[11.125, 2.5], [-0.5, 3], [7.25, 4.125], [8, 1]]
    assert any("decimal commas" in note for note in data.notes)


@pytest.mark.parametrize("sign", [";", ","])
def test_points_between_thousands_are_read_and_told(csv: Write, sign: str) -> None:
    sales = [849, 3282, 43920, 98975, 1760, 516, 7037, 85781]
    written = [f"{sale:,}".replace(",", ".") for sale in sales]
    rows = [f"{sale};{20 + 7 * i % 5};{'ab'[i % 2]}" for i, sale in enumerate(written)]
    path = csv("\n".join(["sales;age;kind", *rows]).replace(";", sign))
    data = load_table(path, standardise=False)
    assert data.features[:, 0].tolist() == sales
    (note,) = data.notes
    assert "the column 'sales' are taken to separate thousands" in note


def test_quoted_cells_may_hold_the_delimiter(csv: Write) -> None:
    data = load_table(csv('x,y,label\n1,2,"red, dark"\n3,4,blue\n1,2,"red, dark"\n3,4,blue'))
    assert data.class_names == ("blue", "red, dark")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("x,y,label\n", "a header but no rows"),
        ("x,y,label\n1,2,a\n3,abc,b\n", "row 3, column 'y': 'abc' is not a number"),
        ("1,2,a\n\n3,abc,b\n", "row 3, column 'x2': 'abc' is not a number"),
        ("x;y;label\n1,500;2,500;a\n", "row 2, column 'x': '1,500' is not a number; write"),
        ("x,y,label\n1,2,a\n1_0,2,b\n", "row 3, column 'x': '1_0' is not a number"),
        ("x,y,label\n1,,a\n3,4,b\n", "row 2, column 'y': the cell is empty"),
        ("1,,a\n3,4,b\n", "row 1, column 'x2': the cell is empty"),
        ("x,y,label\n1,2,a\nNaN,4,b\n", "row 3, column 'x': NaN is not a finite number"),
        ("x,y,label\n1,2,a\n3,-inf,b\n", "row 3, column 'y': -inf is not a finite number"),
        ("x,y,label\n1,2,a\n3,1e40,b\n", "row 3, column 'y': 1e40 is not a finite number within"),
        ("x,y,label\n1,2,a\n3,4\n", "row 3: it has 2 cells instead of 3"),
        ("x,y,label\n1,2,a\n3,4,b,5\n", "row 3: it has 4 cells instead of 3"),
        ("x,y,label\n1,2,a\n3,4,\n", "row 3, column 'label': the label is missing"),
        ("x,y,label\n1,2,1\n3,4,nan\n", "row 3, column 'label': the label is missing"),
        ("x,y,label\n1,2,a\n3,4,a\n", "only one class, 'a', in the column 'label'"),
        (
            "label\na\nb\n",
            "needs at least 2 feature columns beside the label column, to draw a plane, but has 0",
        ),
        ("1 2 a\n3 4 b\n", "separate columns by commas, semicolons or tabs"),
        ("x,label\n1,a\n2,b\n", "to draw a plane, but has 1;"),
        ('x,y,label\n1,"a\nb",a\n', r"column 'y': 'a\nb' is not a number"),
        ("x,y,label\n1," + 500 * "z" + ",a\n", "is not a number"),
        (b"x,y,label\n1,2,caf\xe9\n", "not a table in UTF-8 text"),
        ("x,y,label\n1,2,a\n".encode("utf-16"), "not a table in UTF-8 text"),
        ('x,y,label\n1,2,"' + 140_000 * "a", "row 2: a cell is longer than 131,072 signs"),
        ('x,y,label\n1,2,"' + 20_000 * "a word\n", "close the quote that opens in row 2"),
    ],
)
def test_a_bad_table_is_refused_with_its_place(csv: Write, content: str, told: str) -> None:
    assert told in refusal(csv(content))


@pytest.mark.parametrize("rows", [20, 300])
def test_a_continuous_label_is_told_as_such(csv: Write, rows: int) -> None:
    count = min(rows, 51)
    path = csv("\n".join(f"{i},{i},{i % count / 7}" for i in range(rows)))
    told = f"the column 'x3', taken for the label, has {count} values in {rows} rows, which looks"
    assert told in refusal(path)


def test_fifty_classes_are_not_too_many(csv: Write) -> None:
    assert load_table(csv("\n".join(f"{i},{i},{i % 50}" for i in range(100)))).classes == 50


@pytest.mark.parametrize("suffix", ["csv", "npz"])
def test_a_missing_file_is_told(tmp_path: Path, suffix: str) -> None:
    assert refusal(tmp_path / f"points.{suffix}").startswith("there is no file ")


@pytest.mark.parametrize("suffix", ["csv", "npz"])
def test_a_folder_is_no_file(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"folder.{suffix}").mkdir()
    assert "is a folder" in refusal(tmp_path / f"folder.{suffix}")


def test_a_forbidden_file_is_told(csv: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", forbid)
    assert refusal(csv("1,2,a")).endswith("points.csv: permission denied")


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    assert "file name too long" in refusal(tmp_path / (300 * "n" + ".csv"))


# Whatever stands in a file


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataError, match="device"):
        load_table(tmp_path / "pipe.csv")


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_BYTES", 1_000_000)
    np.savez_compressed(tmp_path / "bomb.npz", X=np.zeros((200_000, 2)), y=np.zeros(200_000))
    with pytest.raises(DataError, match="unpacks to more than 1 MB"):
        load_table(tmp_path / "bomb.npz")
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(1_000_001)
    with pytest.raises(DataError, match="larger than 1 MB"):
        load_table(tmp_path / "large.csv")


def test_a_name_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="longer than 200"):
        load_table(table(tmp_path, ["x" * 300 + ",y,label", *rows_of("{x},{y},{label}")]))
    with pytest.raises(DataError, match="longer than 200"):
        load_table(table(tmp_path, rows_of("{x},{y},{label}", ["A" * 300] * 6 + ["B"] * 6)))


words = ["", "NA", "0", "1", "1e400", "-inf", '"', "a", "#", "# a", "label", "id", "sep=;", "True"]
words += ["1.230", "849", "1.234.567", "5%", "−1", "'1'"]
cells = st.one_of(st.sampled_from(words), st.integers(-9, 9).map(str), st.text(max_size=5))


@settings(max_examples=200, deadline=None)
@given(
    text=st.lists(st.lists(cells, max_size=5).map(",".join), max_size=12).map("\n".join),
    options=st.fixed_dictionaries(
        {},
        optional={
            "label": st.sampled_from(["1", "3", "a", "label", ""]),
            "columns": st.lists(st.sampled_from(["1", "2", "4", "a", "id"]), max_size=3),
            "sep": st.sampled_from([";", "space", "tab", "|"]),
        },
    ),
)
def test_any_text_is_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, text: str, options: dict[str, Any]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    data, told = None, ""
    try:
        data = load_table(path, **options)
    except (DataError, UsageError) as error:
        told = str(error)
    assert "\n" not in told
    assert (data is None) == bool(told)
    if data is not None:
        assert data.dims >= 2
        assert np.isfinite(data.features).all()
        assert set(data.labels) == set(range(data.classes))
        assert all(note.startswith("any.csv: ") and "\n" not in note for note in data.notes)


@settings(max_examples=60, deadline=None)
@given(
    numbers=st.lists(
        st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=3, max_size=3),
        min_size=12,
        max_size=30,
        unique_by=tuple(lambda row, k=k: row[k] for k in range(3)),
    ),
    sign=st.sampled_from([",", ";", "\t", "|"]),
    place=st.integers(0, 3),
    packed=st.booleans(),
)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    numbers: list[list[float]],
    sign: str,
    place: int,
    packed: bool,
) -> None:
    path = tmp_path_factory.getbasetemp() / ("written.csv.gz" if packed else "written.csv")
    rows = [list(map(repr, row)) for row in numbers]
    for number, row in enumerate(rows):
        row.insert(place, "second" if number % 2 else "first")
    head = ["u", "v", "w"]
    head.insert(place, "kind")
    text = "\n".join(sign.join(row) for row in [head, *rows]).encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    data = load_table(path, standardise=False, sep=sign, columns=("w", "u", "v"), label="kind")
    wanted = np.array(numbers)[:, [2, 0, 1]].astype(np.float32)
    assert data.features.tolist() == wanted.tolist()
    assert data.labels.tolist() == [number % 2 for number in range(len(numbers))]
