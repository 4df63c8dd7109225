"""The columns of a Parquet file are read by their types."""

import datetime
import sys
from pathlib import Path
from typing import Any

import polars
import pytest

from engine.data import parquet
from engine.data.tables import load_table
from engine.errors import DataError, UsageError
from tests.support.written_tables import CLASSES, POINTS, assert_twelve_points


def frame(tmp_path: Path, **columns: Any) -> Path:
    first, second = zip(*POINTS, strict=True)
    path = tmp_path / "points.parquet"
    polars.DataFrame({"x1": first, "x2": second, "label": CLASSES} | columns).write_parquet(path)
    return path


def test_numbers_and_text_are_read(tmp_path: Path) -> None:
    data = assert_twelve_points(frame(tmp_path))
    assert (data.feature_names, data.class_names) == (("x1", "x2"), ("A", "B"))
    assert data.notes == ()


@pytest.mark.parametrize(
    ("label", "names"),
    [
        (polars.Series(CLASSES, dtype=polars.Categorical), ("A", "B")),
        (polars.Series([0] * 6 + [1] * 6, dtype=polars.UInt8), ("0", "1")),
        (polars.Series([0.0] * 6 + [1.0] * 6), ("0", "1")),
        (polars.Series([False] * 6 + [True] * 6), ("false", "true")),
    ],
)
def test_labels_of_every_type_are_classes(
    tmp_path: Path, label: polars.Series, names: tuple[str, ...]
) -> None:
    assert assert_twelve_points(frame(tmp_path, label=label)).class_names == names


def test_columns_of_other_types_are_left_out(tmp_path: Path) -> None:
    days = [datetime.date(2024, 1, i + 1) for i in range(12)]
    path = frame(tmp_path, index=range(12), day=days, many=[[i, i] for i in range(12)])
    notes = assert_twelve_points(path).notes
    assert [word in note for word, note in zip(("'index'", "'day'", "'many'"), notes, strict=True)]
    assert ["holds text" in note for note in notes] == [False, True, True]


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ({"x1": [None, *range(11)]}, "row 1, column 'x1': the cell is empty; fill"),
        ({"x1": [*range(11), None]}, "row 12, column 'x1': the cell is empty; fill"),
        ({"x1": [0.5, None, *[float("nan")] * 10]}, "row 2, column 'x1': the cell is empty; fill"),
        ({"x1": [float("nan")] * 6 + [0.5] * 6}, "row 1, column 'x1': nan is not a finite"),
        ({"label": [*CLASSES[:11], None]}, "row 12, column 'label': the label is missing"),
    ],
)
def test_a_missing_value_is_told_with_its_row(
    tmp_path: Path, column: dict[str, Any], told: str
) -> None:
    with pytest.raises(DataError, match=told):
        load_table(frame(tmp_path, **column))


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    path = frame(tmp_path)
    content = path.read_bytes()
    for bad in (b"x1,x2,label\n", content[:-30], b""):
        path.write_bytes(bad)
        with pytest.raises(DataError, match="no Parquet file that can be read"):
            load_table(path)


def test_a_table_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "MAX_CELLS", 30)
    monkeypatch.setattr(polars, "read_parquet", lambda _: pytest.fail("it was read"))
    with pytest.raises(DataError, match="has 12 rows; at most 30 cells"):
        load_table(frame(tmp_path))


def test_without_the_package_it_is_said_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = frame(tmp_path)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"Parquet files are .*warpreel\[tables\]"):
        load_table(path)


def test_labels_of_many_digits_are_kept_apart(tmp_path: Path) -> None:
    label = polars.Series([2**53] * 6 + [2**53 + 1] * 6)
    data = assert_twelve_points(frame(tmp_path, label=label))
    assert data.class_names == (str(2**53), str(2**53 + 1))
