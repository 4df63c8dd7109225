"""A user's file becomes a data set, or one sentence says what is wrong with it and where."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from engine.data.tables import load_table
from engine.errors import DataError

Write = Callable[..., Path]

POINTS = [(0.0, 1.0), (2.0, 1.5), (4.0, -3.0), (7.0, 0.25)]


@pytest.fixture
def csv(tmp_path: Path) -> Write:
    def write(content: str | bytes, name: str = "points.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def npz(tmp_path: Path) -> Write:
    def write(**arrays: Any) -> Path:
        np.savez(tmp_path / "points.npz", **arrays)
        return tmp_path / "points.npz"

    return write


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
    labels = ["10", "9", "1.0", "1", "-2", "1e1", "9", "-2.0"]
    data = load_table(csv("\n".join(f"{i},{i},{label}" for i, label in enumerate(labels))))
    assert data.class_names == ("-2", "1", "9", "10")
    assert data.labels.tolist() == [3, 2, 1, 1, 0, 3, 2, 0]


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
        ("x;y;label\n1,5;2,5;a\n", "row 2, column 'x': '1,5' is not a number; write decimals"),
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
        ("x,y,label\n1,2,a\n3,4,a\n", "only one class, 'a'"),
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
        ('x,y,label\n1,2,"' + 140_000 * "a", "not a table in UTF-8 text"),
    ],
)
def test_a_bad_table_is_refused_with_its_place(csv: Write, content: str, told: str) -> None:
    assert told in refusal(csv(content))


@pytest.mark.parametrize("rows", [20, 300])
def test_a_continuous_label_is_told_as_such(csv: Write, rows: int) -> None:
    count = min(rows, 51)
    path = csv("\n".join(f"{i},{i},{i % count / 7}" for i in range(rows)))
    assert f"its labels take {count} values in {rows} rows, which looks continuous" in refusal(path)


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


# NPZ


@pytest.mark.parametrize(("x", "y"), [("X", "y"), ("features", "labels")])
@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (np.array([3, 1, 3, 1]), ("1", "3")),
        (np.array([2.0, 1.0, 2.0, 1.0]), ("1", "2")),
        (np.array(["red", "blue", "red", "blue"]), ("blue", "red")),
        (np.array([b"red", b"blue", b"red", b"blue"]), ("blue", "red")),
        (np.array([True, False, True, False]), ("False", "True")),
    ],
)
def test_arrays_are_read(
    npz: Write, x: str, y: str, labels: np.ndarray, names: tuple[str, ...]
) -> None:
    data = load_table(npz(**{x: np.array(POINTS), y: labels}), standardise=False)
    assert data.features.tolist() == [list(point) for point in POINTS]
    assert data.labels.tolist() == [1, 0, 1, 0]
    assert data.class_names == names
    assert data.feature_names == ("x1", "x2")


def test_another_array_of_labels_can_be_named(npz: Write) -> None:
    path = npz(X=np.array(POINTS), y=np.arange(4), kind=np.array([0, 1, 1, 0]))
    assert load_table(path, label="kind").labels.tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("arrays", "told"),
    [
        ({"a": [1]}, "holds no array X or features, only ['a']; save it with numpy.savez"),
        ({"X": POINTS}, "holds no array y or labels, only ['X']"),
        ({"X": [1, 2], "y": [0, 1]}, "X of shape (2,) and y of shape (2,); make them (samples"),
        ({"X": np.zeros((2, 8, 8)), "y": [0, 1]}, "X of shape (2, 8, 8)"),
        ({"X": POINTS, "y": np.eye(4)}, "y of shape (4, 4)"),
        ({"X": POINTS, "y": [0, 1, 0]}, "y of shape (3,)"),
        ({"X": np.zeros((0, 2)), "y": []}, "X of shape (0, 2)"),
        ({"X": np.zeros((4, 2), complex), "y": [0, 1, 0, 1]}, "X of type complex128"),
        ({"X": [["a", "b"]] * 4, "y": [0, 1, 0, 1]}, "X of type <U1"),
        ({"X": np.zeros((4, 1)), "y": [0, 1, 0, 1]}, "to draw a plane, but has 1;"),
        ({"X": [(0, 1), (2, np.nan)], "y": [0, 1]}, "X[1, 1]: nan is not a finite number"),
        ({"X": [(0, 1), (np.inf, 1)], "y": [0, 1]}, "X[1, 0]: inf is not a finite number"),
        ({"X": POINTS, "y": [0, np.nan, 0, 1]}, "y[1]: the label is missing"),
        ({"X": POINTS, "y": [1, 1, 1, 1]}, "only one class, '1'"),
        ({"X": POINTS, "y": [0.1, 0.2, 0.3, 0.4]}, "looks continuous"),
        ({"X": np.array(POINTS, object), "y": [0, 1, 0, 1]}, "holds pickled objects"),
        ({"X": POINTS, "y": np.array(["a", 1, "a", 1], object)}, "holds pickled objects"),
    ],
)
def test_bad_arrays_are_refused(npz: Write, arrays: dict[str, Any], told: str) -> None:
    assert told in refusal(npz(**arrays))


@pytest.mark.parametrize("content", [b"", b"x,y,label\n1,2,a\n", b"\x80\x04K\x01."])
def test_what_is_no_zip_is_no_npz(csv: Write, content: bytes) -> None:
    assert "is not an NPZ file; save it with numpy.savez" in refusal(csv(content, "points.npz"))


def test_a_damaged_npz_is_told(npz: Write) -> None:
    path = npz(X=np.arange(2000.0).reshape(1000, 2), y=np.arange(1000) % 2)
    content = bytearray(path.read_bytes())
    content[3000:3100] = bytes(100)
    path.write_bytes(content)
    assert "holds damaged arrays" in refusal(path)


def test_a_zip_of_something_else_is_told(csv: Write) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("X.npy", "not an array")
        file.writestr("y.npy", "not one either")
    assert "points.npz" in refusal(csv(archive.getvalue(), "points.npz"))
