"""Columns are numbers or text, whichever most of their cells are."""

import numpy as np
import pytest

from engine.data.table import Column, telling_sheet
from engine.errors import DataError


def test_numbers_are_read_and_other_cells_are_none() -> None:
    column = Column("x", ["1", "-2.5e1", "oops", "NA", "1_0", "inf"])
    np.testing.assert_array_equal(column.values, [1, -25, np.nan, np.nan, np.nan, np.inf])
    assert column.are_missing.tolist() == [False, False, False, True, False, False]
    assert not column.is_text


def test_truth_values_are_one_and_zero() -> None:
    column = Column("x", ["True", "false", "TRUE"])
    assert column.values.tolist() == [1, 0, 1]
    assert not column.is_text


@pytest.mark.parametrize(
    ("cells", "text", "empty", "distinct"),
    [
        (["a", "b", "a"], True, False, 2),
        (["a", "1", "2"], False, False, 3),
        (["NA", "NA", "a"], True, False, 2),
        (["NA", "", "?"], False, True, 0),
        (["1", "1.0", "NA"], False, False, 1),
    ],
)
def test_what_is_missing_does_not_decide(
    cells: list[str], text: bool, empty: bool, distinct: int
) -> None:
    column = Column("x", cells)
    assert (column.is_text, column.is_empty, column.distinct) == (text, empty, distinct)


def test_numbers_that_have_a_type_are_written_when_they_are_needed() -> None:
    column = Column("x", values=np.array([1, 2.5, np.nan]))
    assert column.cells == ["1.0", "2.5", "nan"]
    assert column.are_missing.tolist() == [False, False, True]
    assert not column.is_whole


def test_decimal_commas_are_known() -> None:
    assert Column("x", ["1,5", "-2,25", "3"]).is_written_otherwise
    assert not Column("x", ["red, dark", "1,5", "3"]).is_written_otherwise


def test_numbers_of_which_all_have_a_percent_sign_are_in_percent() -> None:
    column = Column("x", ["12.9%", "−3 %", "NA"])
    np.testing.assert_array_equal(column.values, [12.9, -3, np.nan])
    assert column.cells[0] == "12.9%"
    assert not column.is_text
    mixed = Column("x", ["12.9%", "3%", "0.7"])
    np.testing.assert_array_equal(mixed.values, [np.nan, np.nan, 0.7])
    assert mixed.is_written_otherwise


def test_an_error_tells_the_sheet_only_if_there_are_several() -> None:
    for told, message in (("", "it is empty"), ("of 2 one", "it is empty (of 2 one)")):
        with pytest.raises(DataError) as caught, telling_sheet(told):
            raise DataError("it is empty")
        assert str(caught.value) == message
