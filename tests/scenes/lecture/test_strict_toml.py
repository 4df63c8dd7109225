"""Strict reading of TOML."""

from pathlib import Path

import msgspec
import pytest

from engine.errors import UnknownNameError, UsageError, WarpreelError
from scenes.lecture.strict_toml import (
    convert_fields,
    explain,
    locate_errors,
    locate_spec_errors,
    parse_toml,
)


class Row(msgspec.Struct, rename="kebab"):
    title: str
    section_notes: dict[str, str] = {}


def test_a_table_becomes_a_struct() -> None:
    values, errors = convert_fields(Row, {"title": "x", "section-notes": {"a": "b"}})
    assert errors == []
    row = Row(**values)
    assert (row.title, row.section_notes) == ("x", {"a": "b"})


def test_an_unknown_field_is_answered_with_the_nearest() -> None:
    _, (error,) = convert_fields(Row, {"title": "", "titel": "x"})
    assert isinstance(error, UnknownNameError)
    assert "no field named 'titel'; did you mean title" in str(error)


def test_all_mistakes_of_a_table_are_told() -> None:
    _, errors = convert_fields(Row, {"titel": "x", "section-notes": {"a": 3}})
    told = [str(each).partition(";")[0] for each in errors]
    assert told == [
        "there is no field named 'titel'",
        "it lacks the field title",
        "section-notes: expected text, got a whole number",
    ]


def test_what_is_right_in_a_table_is_there_beside_what_is_wrong() -> None:
    values, errors = convert_fields(Row, {"title": 3, "section-notes": {"a": "b"}})
    assert values == {"section_notes": {"a": "b"}}
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("Expected `str`, got `int` - at `$.title`", "title: expected text, got a whole number"),
        ("Expected `int | null`, got `str` - at `$.a_b`", "a-b: expected a whole number, got text"),
        ("Expected `float`, got `str` - at `$.x[1]`", "x[1]: expected a number, got text"),
        ("--rate 0: choose between 1 and 2", "rate 0: choose between 1 and 2"),
    ],
)
def test_messages_are_in_the_terms_of_the_file(message: str, sentence: str) -> None:
    assert explain(message) == sentence


def test_places_are_put_before_an_error_of_the_same_kind() -> None:
    with (
        pytest.raises(UnknownNameError, match=r"^talk\.toml: slide 2: no such thing$"),
        locate_errors("talk.toml"),
        locate_errors("slide 2"),
    ):
        raise UnknownNameError("no such thing")


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("--rate 0: choose more", "spec.rate 0: choose more"),
        ("Expected `int`, got `str` - at `$.n`", "spec.n: expected a whole number, got text"),
        ("there is no option named 'x'", "spec: there is no option named 'x'"),
    ],
)
def test_errors_of_a_spec_are_given_the_path_of_the_option(message: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught, locate_spec_errors():
        raise UsageError(message)
    assert str(caught.value) == sentence


def test_a_file_that_is_not_there_is_answered_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"there is no .*none\.toml; write one"):
        parse_toml(tmp_path / "none.toml", "write one")
