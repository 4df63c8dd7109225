"""The label is found, or one line says what was taken for it."""

from pathlib import Path

import numpy as np
import pytest

from engine.data.label_column import class_names
from engine.data.make_dataset import make_dataset
from engine.data.tables import load_table
from engine.errors import DataError, UsageError
from tests.support.written_tables import CLASSES, assert_twelve_points, rows_of, table

SURE = {
    "called so, in front": ["class,x1,x2", *rows_of("{code},{x},{y}")],
    "the only text, in the middle": ["x1,kind,x2", *rows_of("{x},{label},{y}")],
    "the only text, in front, no header": rows_of("{label},{x},{y}"),
    "text that often is it": ["x1,x2,Species", *rows_of("{x},{y},{label}")],
}
POSITIONS = enumerate(zip(rows_of("{x},{y}"), CLASSES, strict=True))
TWO_TEXTS = [f"{row},{'fm'[i % 2]},{name}" for i, (row, name) in POSITIONS]
HOT = {"A": "1,0", "B": "0,1"}
TRUE = {"A": "True,False", "B": "False,True"}
GUESSED = {
    "numbers at the end": ["x1,x2,kind", *rows_of("{x},{y},{code}")],
    "the only few whole numbers": rows_of("{code},{x},{y}"),
    "a name that labels often have": ["x1,Outcome,x2", *rows_of("{x},{code},{y}")],
    "the last of two texts": ["x1,x2,sex,kind", *TWO_TEXTS],
    "one column a class": ["x1,x2,a,b", *rows_of("{x},{y},{label}", [HOT[c] for c in CLASSES])],
    "one column a class, in front": [
        "a,b,x1,x2",
        *rows_of("{label},{x},{y}", [TRUE[c] for c in CLASSES]),
    ],
}


@pytest.mark.parametrize("kind", SURE)
def test_a_label_that_is_told_needs_no_word(tmp_path: Path, kind: str) -> None:
    assert assert_twelve_points(table(tmp_path, SURE[kind])).notes == ()


@pytest.mark.parametrize("kind", GUESSED)
def test_a_label_that_was_guessed_is_said(tmp_path: Path, kind: str) -> None:
    note = assert_twelve_points(table(tmp_path, GUESSED[kind])).notes[0]
    assert "points.csv: " in note
    assert "--label NAME or --label NUMBER" in note


def test_one_hot_columns_name_the_classes(tmp_path: Path) -> None:
    rows = [f"{row},{1 if row.endswith('0') else 0}" for row in rows_of("{x},{y},{code}")]
    data = load_table(table(tmp_path, ["x1,x2,is_b,is_a", *rows]))
    assert (data.dims, data.class_names) == (2, ("is_a", "is_b"))
    assert data.labels.tolist() == [0] * 6 + [1] * 6


@pytest.mark.parametrize("classes", [3, 5])
def test_one_hot_columns_of_many_classes_are_one_label(tmp_path: Path, classes: int) -> None:
    codes = np.arange(60) % classes
    rows = [
        f"{i * 0.37 % 1:.3f},{i * 0.61 % 1:.3f},"
        + ",".join(str(int(c == k)) for k in range(classes))
        for i, c in enumerate(codes)
    ]
    names = [f"is_{k}" for k in range(classes)]
    data = load_table(table(tmp_path, [",".join(["u", "v", *names]), *rows]))
    assert data.class_names == tuple(names)
    assert data.labels.tolist() == codes.tolist()
    assert data.feature_names == ("u", "v")


def test_a_label_can_be_chosen_by_number(tmp_path: Path) -> None:
    path = table(tmp_path, rows_of("{code},{x},{y},0") + ["0,1,1,1", "1,0,0,1"])
    guessed, chosen = load_table(path), load_table(path, label="1")
    assert "--label" in guessed.notes[0]
    assert chosen.notes == ()
    assert chosen.labels.tolist() == [0] * 6 + [1] * 6 + [0, 1]
    assert make_dataset(str(path), label="1").features == pytest.approx(chosen.features)


def test_a_name_is_found_as_it_is_written_before_any_case(tmp_path: Path) -> None:
    rows = ["a,x1,x2,A", *(f"{i % 3},{i % 5},{i % 7},{i % 2}" for i in range(30))]
    path = table(tmp_path, rows)
    assert load_table(path, label="A").classes == 2
    assert load_table(path, label="a").classes == 3


@pytest.mark.parametrize("label", ["sort", "0", "5", "-1"])
def test_a_label_that_is_not_there_is_refused(tmp_path: Path, label: str) -> None:
    path = table(tmp_path, ["x1,x2,kind,more", *rows_of("{x},{y},{label},{code}")])
    with pytest.raises(DataError, match=f"has no column '{label}'; choose one of .'x1', 'x2'"):
        load_table(path, label=label)


def test_a_continuous_label_is_told_with_the_option(tmp_path: Path) -> None:
    rows = [f"{i},{i * 0.707 % 1},{i * 0.303 % 1}" for i in range(100)]
    with pytest.raises(DataError, match=r"looks continuous; name a column .* with --label"):
        load_table(table(tmp_path, rows))


@pytest.mark.parametrize("first", ["Died", "Survived"])
def test_columns_that_may_be_the_label_are_named_where_it_is_not_found(
    tmp_path: Path, first: str
) -> None:
    rows = [f"{i % 2},{i % 3},{7 * i % 40 + 0.4},{i * 0.303 % 1:.3f}" for i in range(40)]
    path = table(tmp_path, [f"{first},Pclass,Age,Fare", *rows])
    if first == "Survived":
        data = load_table(path)
        assert data.labels.tolist() == [i % 2 for i in range(40)]
        assert data.feature_names == ("Pclass", "Age", "Fare")
        assert "the column 'Survived' is taken for the label; --label NAME" in data.notes[0]
        return
    with pytest.raises(DataError) as caught:
        load_table(path)
    assert str(caught.value).removeprefix(str(path)) == (
        ": the column 'Fare', taken for the label, has 40 values in 40 rows, which looks "
        "continuous; name a column of at most 50 classes of two rows or more with --label, such as "
        "'Died' or 'Pclass'"
    )


def test_words_that_all_differ_are_not_said_to_be_continuous(tmp_path: Path) -> None:
    rows = [f"{i},{i * 0.303 % 1:.3f},name {i}" for i in range(40)]
    with pytest.raises(DataError, match=r"'x3', taken for .* in 40 rows, too many for classes;"):
        load_table(table(tmp_path, rows))


def test_a_label_that_says_nothing_of_the_data_set_is_refused() -> None:
    with pytest.raises(UsageError, match="--label kind"):
        make_dataset("moons", label="kind")


@pytest.mark.parametrize("missing", ["NA", "nan", "?", "N/A", "null", "None", ""])
def test_a_missing_label_is_no_class(tmp_path: Path, missing: str) -> None:
    rows = rows_of("{x},{y},{code}")
    with pytest.raises(DataError, match="row 4, column 'label': the label is missing"):
        load_table(table(tmp_path, ["x,y,label", *rows[:2], f"0,1,{missing}", *rows[2:]]))
    with pytest.raises(DataError, match="row 1, column 'x1'"):
        load_table(table(tmp_path, [f"{missing},0.5,1", *rows]))


@pytest.mark.parametrize("header", ["x1,x2,label", "x1,x2,kind", None])
@pytest.mark.parametrize(
    "classes",
    [
        ("12345678901234567", "12345678901234568"),
        ("0.1", "0.10000000000000001"),
        ("-9007199254740993", "-9007199254740992"),
    ],
)
def test_labels_are_compared_in_all_of_their_digits(
    tmp_path: Path, header: str | None, classes: tuple[str, str]
) -> None:
    rows = rows_of("{x},{y},{label}", [classes[0]] * 6 + [classes[1]] * 6)
    path = table(tmp_path, [header] * (header is not None) + rows)
    assert assert_twelve_points(path).class_names == classes


def test_a_plain_number_is_one_class_however_it_is_written() -> None:
    labels = ["10", "9", "1.0", "1", "1e+1", "1e+50", "1.0E+50", "-0", "0.0", "1e-999999999"]
    assert list(class_names(labels).values()) == [
        *("0", "0", "1e-999999999", "1", "1", "9", "10", "10", "1e+50", "1e+50")
    ]
    assert class_names(["b", "1", "1.0"]) == {"1": "1", "1.0": "1.0", "b": "b"}


@pytest.mark.parametrize(
    "names",
    [
        ("01234", "98765"),
        ("00", "01", "10", "11"),
        ("007", "7", "10"),
        ("01", "02", "12"),
        ("100", "1E2"),
        ("2.0", "2.1", "2.15"),
        ("1.50", "2.25"),
        ("-1", "+1"),
        ("0", "1"),
    ],
)
def test_classes_are_called_as_they_are_written(tmp_path: Path, names: tuple[str, ...]) -> None:
    rows = [f"{i * 0.37 % 1},{i * 0.61 % 1},{names[i % len(names)]}" for i in range(24)]
    data = load_table(table(tmp_path, ["a,b,label", *rows]))
    assert data.class_names == names
    assert data.labels.tolist() == [i % len(names) for i in range(24)]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (("0.0", "1.0"), ("0", "1")),
        (("0.000000000000000000e+00", "1.000000000000000000e+00"), ("0", "1")),
        (("5.000000000000000000e-01", "1.000000000000000000e+00"), ("0.5", "1")),
    ],
)
def test_whole_numbers_written_as_decimals_are_called_by_their_value(
    written: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert class_names(written) == dict(zip(written, names, strict=True))


def test_one_hot_columns_may_be_written_with_minus_one(tmp_path: Path) -> None:
    hot = {"A": "1,-1", "B": "-1,1"}
    rows = rows_of("{x},{y},{label}", [hot[c] for c in CLASSES])
    data = assert_twelve_points(table(tmp_path, ["x1,x2,a,b", *rows]))
    assert data.class_names == ("a", "b")
