"""The arrays of an NPZ file become a data set, or one sentence says what is wrong with them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.tables import load_table
from engine.errors import DataError

Write = Callable[..., Path]

POINTS = [(0.0, 1.0), (2.0, 1.5), (4.0, -3.0), (7.0, 0.25)]


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
        ({"X": np.zeros((4, 1)), "y": [0, 1, 0, 1]}, "but has 1; give it more columns of numbers"),
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


@pytest.mark.parametrize("first", [2**53, 2**64 - 3])
def test_labels_of_many_digits_are_kept_apart(npz: Write, first: int) -> None:
    labels = np.array([first + 1, first, first + 1, first], np.uint64)
    data = load_table(npz(X=np.array(POINTS), y=labels))
    assert data.class_names == (str(first), str(first + 1))
