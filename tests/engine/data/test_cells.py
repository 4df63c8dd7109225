"""Cells hold numbers, or say that they hold none."""

from decimal import Decimal

import pytest

from engine.data.cells import (
    exact_number,
    fault,
    is_missing,
    is_percentage,
    is_written_otherwise,
    may_be_missing,
    number,
)


@pytest.mark.parametrize("text", ["1", "-2.5", "+0.25", "-3e0", "1e400"])
def test_a_number_is_what_python_reads(text: str) -> None:
    assert number(text) == float(text)


@pytest.mark.parametrize("sign", "-−–‐‑﹣")
def test_a_minus_is_written_in_many_ways(sign: str) -> None:
    assert number(f"{sign}1.09") == -1.09
    assert number(f"{sign}1e{sign}3") == -0.001
    assert exact_number(f"{sign}0.1") == Decimal("-0.1")
    assert is_written_otherwise(f"{sign}1,5")
    assert number(sign) is number(f"2010{sign}12") is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("12.9%", True), ("−3 %", True), ("%", False), ("a%", False), ("12.9", False), ("", False)],
)
def test_a_percentage_is_a_number_with_its_sign(text: str, is_one: bool) -> None:
    assert is_percentage(text) == is_one
    assert number(text) is None or not is_one


@pytest.mark.parametrize("text", ["1_0", "1,5", "abc", ""])
def test_other_text_is_no_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NA",
        "n/a",
        "NaN",
        "-nan",
        "NaT",
        "null",
        "?",
        "None",
        "<NA>",
        "#N/A",
        "1.#IND",
        ".",
        "n.a.",
        "#DIV/0!",
        "#VALUE!",
    ],
)
def test_a_missing_value_is_known(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "none", "-", "no", "name"])
def test_a_value_is_not_missing(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", "is empty"),
        ("NA", "NA says that the value is missing"),
        ("#DIV/0!", "the cell holds #DIV/0!, an error of the spreadsheet; correct it"),
        ("#N/A", "the cell holds #N/A, an error of the spreadsheet; correct it"),
        ("inf", "is not a finite number"),
        ("1,5", "'1,5' is not a number; write decimals with a point"),
        ("12.9%", "'12.9%' is not a number; write a percent sign in every row of the column, or"),
        ("red", "'red' is not a number; correct it, or choose other columns with --columns"),
    ],
)
def test_a_fault_is_said(cell: str, told: str) -> None:
    assert told in fault(cell)


def test_a_long_number_is_quoted_in_part() -> None:
    assert fault("9" * 400).startswith("'999999999999...9999999999999' is not a finite number")
    assert "..." not in fault("9" * 40)
    assert len(fault("9" * 100_000)) < 120


@pytest.mark.parametrize(
    "text", ["-", "--", "Missing", "unknown", "-999", "-9999.0", "99999", "-99"]
)
def test_a_value_may_mean_that_there_is_none(text: str) -> None:
    assert may_be_missing(text)
    assert not is_missing(text)


@pytest.mark.parametrize("text", ["99", "-9", "-98", "9990", "+", "no", ""])
def test_other_values_mean_what_they_say(text: str) -> None:
    assert not may_be_missing(text)


@pytest.mark.parametrize(
    "text",
    ["*", "n.d.", "—", "–", "−", "nil", "(null)", r"\N", "[NULL]", "---", "??", "TBD", "<None>"]
    + ["(missing)", "not_available", "..."],
)
def test_a_value_in_other_writing_may_mean_it_too(text: str) -> None:
    assert may_be_missing(text)


@pytest.mark.parametrize(
    ("cell", "decimal", "grouped"),
    [
        ("1,000", True, True),
        ("12,5", True, False),
        ("1,000,000", False, True),
        ("1,234.5", False, True),
        ("1.234,5", True, True),
        ("1 000", False, True),
        ("1'000'000", False, True),
    ],
)
def test_what_separates_thousands_is_to_be_left_out(
    cell: str, decimal: bool, grouped: bool
) -> None:
    assert is_written_otherwise(cell)
    assert ("write decimals with a point" in fault(cell)) == decimal
    assert ("leave separators of thousands out" in fault(cell)) == grouped


def test_an_exact_number_has_all_of_its_digits() -> None:
    assert exact_number("12345678901234567") == Decimal(12345678901234567)
    assert exact_number("1.0") == exact_number("1") == 1
    assert exact_number("1e-99999999999999999999") == 0
    assert exact_number("inf") is exact_number("nan") is exact_number("1_0") is None
