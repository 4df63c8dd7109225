"""Tables as people have them: the label is found, or one line says what was taken for it."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data import tables
from engine.data.make_dataset import make_dataset
from engine.data.tables import load_table
from engine.errors import DataError, UsageError

POINTS = np.random.default_rng(0).normal(size=(12, 2)).round(3).tolist()
CLASSES = ["A"] * 6 + ["B"] * 6


def table(tmp_path: Path, rows: Sequence[str], name: str = "points.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def rows_of(pattern: str, classes: Sequence[object] = CLASSES) -> list[str]:
    return [
        pattern.format(x=x, y=y, label=label, row=row, code=int(label == classes[-1]))
        for row, ((x, y), label) in enumerate(zip(POINTS, classes, strict=True), 1)
    ]


KINDS = {
    "comment line": ["# made by a script", "x1,x2,label", *rows_of("{x},{y},{label}")],
    "separator line": ["sep=;", "x1;x2;label", *rows_of("{x};{y};{label}")],
    "trailing comma": ["x1,x2,label,", *rows_of("{x},{y},{label},")],
    "trailing comma but in the header": ["x1,x2,label", *rows_of("{x},{y},{label},")],
    "tabs": ["x1\tx2\tlabel", *rows_of("{x}\t{y}\t{label}")],
    "text label in the middle": ["id,kind,x1,x2", *rows_of("{row},{label},{x},{y}")],
    "text label first, no header": rows_of("{label},{x},{y}"),
    "row numbers": ["Id,x1,x2,Species", *rows_of("{row},{x},{y},{label}")],
    "row numbers without a name": [",x1,x2,label", *rows_of("{row},{x},{y},{label}")],
    "row numbers without a header": rows_of("{row},{x},{y},{label}"),
    "a copy of the label": ["x1,x2,code,label", *rows_of("{x},{y},{code},{label}")],
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_points_are_read_however_they_are_written(tmp_path: Path, kind: str) -> None:
    data = load_table(table(tmp_path, KINDS[kind]), standardise=False)
    assert data.features == pytest.approx(np.array(POINTS, np.float32))
    assert data.class_names == ("A", "B")
    assert data.labels.tolist() == [0] * 6 + [1] * 6


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("row numbers", "'Id' numbers the rows"),
        ("row numbers without a header", "'x1' numbers the rows"),
        ("a copy of the label", "'code' is a copy of the label"),
    ],
)
def test_what_is_left_out_is_said(tmp_path: Path, kind: str, told: str) -> None:
    (note,) = load_table(table(tmp_path, KINDS[kind])).notes
    assert told in note


def test_one_hot_columns_are_one_label(tmp_path: Path) -> None:
    rows = [f"{row},{1 if row.endswith('0') else 0}" for row in rows_of("{x},{y},{code}")]
    data = load_table(table(tmp_path, ["x1,x2,is_b,is_a", *rows]))
    assert (data.dims, data.class_names) == (2, ("is_a", "is_b"))
    assert data.labels.tolist() == [0] * 6 + [1] * 6
    assert "--label" in data.notes[0]


@pytest.mark.parametrize("start", [0, 1])
def test_a_header_of_column_numbers_is_no_point(tmp_path: Path, start: int) -> None:
    header = ",".join(map(str, range(start, start + 3)))
    data = load_table(table(tmp_path, [header, *rows_of("{x},{y},{code}")]))
    assert (data.samples, data.classes) == (12, 2)


def test_a_label_that_was_guessed_is_said_and_can_be_chosen(tmp_path: Path) -> None:
    path = table(tmp_path, rows_of("{code},{x},{y},0") + ["0,1,1,1", "1,0,0,1"])
    guessed, chosen = load_table(path), load_table(path, label="1")
    assert "--label" in guessed.notes[0]
    assert chosen.notes == ()
    assert chosen.labels.tolist() == [0] * 6 + [1] * 6 + [0, 1]
    assert make_dataset(str(path), label="1").features == pytest.approx(chosen.features)


def test_a_label_that_says_nothing_of_the_data_set_is_refused() -> None:
    with pytest.raises(UsageError, match="--label kind"):
        make_dataset("moons", label="kind")


@pytest.mark.parametrize("missing", ["NA", "nan", "?", "N/A", "null", "None", ""])
def test_a_missing_value_is_neither_a_header_nor_a_class(tmp_path: Path, missing: str) -> None:
    rows = rows_of("{x},{y},{code}")
    with pytest.raises(DataError, match="row 1, column 'x1'"):
        load_table(table(tmp_path, [f"{missing},0.5,1", *rows]))
    with pytest.raises(DataError, match="row 4, column 'label': the label is missing"):
        load_table(table(tmp_path, ["x,y,label", *rows[:2], f"0,1,{missing}", *rows[2:]]))


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt"])
def test_a_file_beside_is_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    table(tmp_path, ["x1\tx2\tlabel", *rows_of("{x}\t{y}\t{label}")], f"points{suffix}")
    monkeypatch.chdir(tmp_path)
    assert make_dataset(f"points{suffix}").samples == 12


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


cells = st.one_of(
    st.sampled_from(["", "NA", "0", "1", "1e400", "-inf", '"', "a", "#", "label", "sep=;"]),
    st.integers(-9, 9).map(str),
    st.text(max_size=5),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(cells, max_size=5).map(",".join), max_size=12).map("\n".join))
def test_any_text_is_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    data, told = None, ""
    try:
        data = load_table(path)
    except DataError as error:
        told = str(error)
    assert "\n" not in told
    assert (data is None) == bool(told)
    if data is not None:
        assert data.dims >= 2
        assert np.isfinite(data.features).all()
        assert set(data.labels) == set(range(data.classes))
