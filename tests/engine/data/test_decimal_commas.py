"""Decimal commas, and points between thousands, are read where they mean nothing else."""

import pytest

from engine.data.decimal_commas import told_thousands, with_points, without_thousands


def cells(*rows: str) -> list[tuple[int, list[str]]]:
    return [(line, row.split()) for line, row in enumerate(rows, 1)]


def test_numbers_with_commas_become_numbers_with_points() -> None:
    table = cells("a b c", "1,5 2 x", "-,25 3e2 y,z", "1,5e-3 NA w")
    assert with_points(table) == cells("a b c", "1.5 2 x", "-.25 3e2 y,z", "1.5e-3 NA w")


def test_other_minus_signs_and_percent_signs_are_no_hindrance() -> None:
    table = cells("a b", "−1,5 12,5%", "2 3%", "−,5e−3 NA")
    assert with_points(table) == cells("a b", "−1.5 12.5%", "2 3%", "−.5e−3 NA")
    assert without_thousands(cells("a", "−98.970", "−849"))[0] == cells("a", "−98970", "−849")
    assert without_thousands(cells("a b", "98.970 1.5%", "849 3%"))[1] == []


def test_a_first_row_of_numbers_is_one_of_them() -> None:
    assert with_points(cells("0,5 1", "1,5 2")) == cells("0.5 1", "1.5 2")


@pytest.mark.parametrize(
    "column",
    [
        ("1,234", "5"),  # may be thousands
        ("12,345,678", "1,000"),
        ("1,5", "2.5"),  # one of both is wrong
        ("1,5", "tall"),
        ("1.234,5", "2"),
        ("a,b", "c,d"),
        ("1", "2"),
    ],
)
def test_what_may_mean_something_else_is_left_alone(column: tuple[str, ...]) -> None:
    assert with_points(cells("x", *column)) is None


def test_one_number_that_cannot_be_thousands_tells_for_the_whole_table() -> None:
    found = with_points(cells("x y", "1,234 0,5", "2,000 1,25"))
    assert found == cells("x y", "1.234 0.5", "2.000 1.25")


def test_rows_that_are_too_short_stay_so() -> None:
    assert with_points(cells("x y", "1,5 2,5", "2,5")) == cells("x y", "1.5 2.5", "2.5")


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (("1.007", "12"), ("1007", "12")),
        (("-1.007.000", "NA"), ("-1007000", "NA")),
        (("1.234,5", "1,25"), ("1234.5", "1.25")),
        (("1.007", "0.5"), None),
        (("1.007", "1.5"), None),
        (("1.007", "0.998"), None),
        (("1.007", "low"), None),
        (("12", "1500"), None),
    ],
)
def test_points_separate_thousands_where_commas_are_decimal(
    column: tuple[str, str], read: tuple[str, str] | None
) -> None:
    table = cells("x y", *(f"0,5 {cell}" for cell in column))
    told = "points within numbers of the column 'y' separate thousands"
    assert told_thousands(table) == [told] * (read is not None)
    assert with_points(table) == cells("x y", *(f"0.5 {cell}" for cell in read or column))


def test_without_a_header_all_rows_tell_of_thousands() -> None:
    assert with_points(cells("0,5 0.998", "1,5 1.007")) == cells("0.5 0.998", "1.5 1.007")
    table = cells("0,5 1.998", "1,5 2")
    assert with_points(table) == cells("0.5 1998", "1.5 2")
    assert told_thousands(table) == ["points within numbers of the column x2 separate thousands"]


def test_points_are_decimal_where_commas_are_not() -> None:
    assert with_points(cells("x y", "1,234 1.007")) is None


SURE = "points within numbers of the column 'y' separate thousands"
TAKEN = (
    "points within numbers of the column 'y' are taken to separate thousands; "
    "write each number with as many decimals if they are decimal points"
)
DECIMAL = (
    "points within numbers of the column 'y' are taken for decimal points; "
    "leave them out if they separate thousands"
)


@pytest.mark.parametrize(
    ("column", "read", "told"),
    [
        ("4.392.500 84.900 12", "4392500 84900 12", [SURE]),
        ("98.970 3.282 849 NA", "98970 3282 849 NA", [TAKEN]),
        ("-98.970 +3.282 -849", "-98970 +3282 -849", [TAKEN]),
        ("98.975 3.282 849", None, [DECIMAL]),  # perhaps 849.0, rounded
        ("1.250 2.375 8", None, [DECIMAL]),
        ("1.250 2.375 999", None, [DECIMAL]),  # perhaps a value that is not there
        ("1.250 2.375 0", None, []),  # the same but for the unit
        ("1.250 2.375 4.125", None, []),
        ("98.970 3.282 1849", None, []),
        ("98.970 3.28 849", None, []),
        ("98.970 0.282 849", None, []),
        ("98.970 3.282 tall", None, []),
        ("1,234 98.970 849", None, []),
    ],
)
def test_points_separate_thousands_where_numbers_tell(
    column: str, read: str | None, told: list[str]
) -> None:
    table = cells("x y", *(f"5 {cell}" for cell in column.split()))
    wanted = cells("x y", *(f"5 {cell}" for cell in (read or column).split()))
    assert without_thousands(table) == (wanted, told)


@pytest.mark.parametrize("other", ["1.5", ".25", "1,5", "1,234"])
def test_other_numbers_tell_that_points_are_decimal(other: str) -> None:
    table = cells("x y", f"{other} 98.970", "5 3.282", "7 849")
    assert without_thousands(table) == (table, [])


def test_thousands_are_known_without_a_header() -> None:
    found, told = without_thousands(cells("5 4.392.500 a", "6 84.900 b"))
    assert found == cells("5 4392500 a", "6 84900 b")
    assert told == ["points within numbers of the column x2 separate thousands"]
