"""Values by which some mean that there is none are read as they stand, and told."""

from pathlib import Path

import pytest

from engine.data.tables import load_table
from tests.support.written_tables import rows_of, table


@pytest.mark.parametrize("code", ["-999", "-9999", "9999.0", "-99"])
def test_a_code_far_from_all_measurements_is_told(tmp_path: Path, code: str) -> None:
    rows = rows_of("{x},{y},{label}")
    rows[3] = f"{code},0.5,A"
    (note,) = load_table(table(tmp_path, ["u,v,label", *rows])).notes
    assert f"the column 'u' has the value {float(code):g} once; remove such rows" in note


def test_a_value_among_others_of_its_size_is_not_told(tmp_path: Path) -> None:
    rows = [f"{900 + 9 * (row * 7 % 12)},{row % 5}.5,{'AB'[row % 2]}" for row in range(12)]
    assert any(row.startswith("999,") for row in rows)
    assert load_table(table(tmp_path, ["u,v,label", *rows])).notes == ()


@pytest.mark.parametrize("word", ["-", "missing", "unknown", "-999"])
def test_a_label_that_may_say_that_there_is_none_is_told(tmp_path: Path, word: str) -> None:
    rows = rows_of("{x},{y},{label}")
    rows[3] = f"0.1,0.5,{word}"
    data = load_table(table(tmp_path, ["u,v,label", *rows]))
    assert len(data.class_names) == 3
    told = (
        f"the label {word!r}, once, is read as a class; remove such rows if it says that there is"
    )
    assert told in data.notes[-1]


@pytest.mark.parametrize("labels", [["+", "-"], ["999", "998"]])
def test_labels_that_go_with_the_others_are_not(tmp_path: Path, labels: list[str]) -> None:
    rows = rows_of("{x},{y},{label}", labels[:1] * 6 + labels[1:] * 6)
    assert load_table(table(tmp_path, ["u,v,label", *rows])).notes == ()


@pytest.mark.parametrize(
    "word", ["*", "n.d.", "—", "–", "nil", "(null)", r"\N", "[NULL]", "---", "??", "TBD"]
)
def test_other_words_for_none_are_told_too(tmp_path: Path, word: str) -> None:
    rows = ["u,v,label", *rows_of("{x},{y},{label}"), f"1,2,{word}", f"2,2,{word}"]
    (note,) = load_table(table(tmp_path, rows)).notes
    assert f"the label {word!r}, 2 times, is read as a class" in note


@pytest.mark.parametrize("labels", [["+", "−"], ["*", "**"], ["**", "*"]])
def test_signs_that_go_with_other_signs_are_not(tmp_path: Path, labels: list[str]) -> None:
    rows = rows_of("{x},{y},{label}", labels[:1] * 6 + labels[1:] * 6)
    assert load_table(table(tmp_path, ["u,v,label", *rows])).notes == ()


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        (["Yes", "yes", "YES"], "'YES', 'Yes' and 'yes'"),
        (["A", "A\u200b", "B"], r"'A' and 'A\u200b'"),
        (["caf\u00e9", "cafe\u0301", "tea"], r"'cafe\u0301' and 'caf\xe9'"),
        (["a b", "a\u00a0b", "ab"], r"'a b', 'ab' and 'a\xa0b'"),
    ],
)
def test_labels_that_look_alike_are_told(tmp_path: Path, labels: list[str], named: str) -> None:
    data = load_table(table(tmp_path, ["u,v,label", *rows_of("{x},{y},{label}", labels * 4)]))
    assert data.classes == 3
    (note,) = data.notes
    assert f"the labels {named} differ only in capitals, spacing or invisible signs" in note


def test_many_labels_that_look_alike_are_told_in_one_sentence(tmp_path: Path) -> None:
    rows = rows_of("{x},{y},{label}", [*"aAbBcC"] * 2)
    (note,) = load_table(table(tmp_path, ["u,v,label", *rows])).notes
    assert "'A' and 'a' differ" in note
    assert "2 more such groups" in note


@pytest.mark.parametrize(
    ("labels", "told", "classes"),
    [
        (["007", "7", "8"], "'007' and '7' are the same number and are read as classes apart", 3),
        (["1.1", "1.10", "2.5"], "'1.1' and '1.10' are the same number and are read as one", 2),
    ],
)
def test_a_number_written_in_two_ways_is_told(
    tmp_path: Path, labels: list[str], told: str, classes: int
) -> None:
    data = load_table(table(tmp_path, ["u,v,label", *rows_of("{x},{y},{label}", labels * 4)]))
    assert data.classes == classes
    (note,) = data.notes
    assert f"the labels {told}" in note


def test_different_codes_of_digits_need_no_word(tmp_path: Path) -> None:
    rows = rows_of("{x},{y},{label}", ["00", "01", "10"] * 4)
    assert load_table(table(tmp_path, ["u,v,label", *rows])).notes == ()
