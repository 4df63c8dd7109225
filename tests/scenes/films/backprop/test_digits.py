"""How numbers are written: as many decimals everywhere, and as few as tell the story."""

import pytest

from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.digits import Digits
from scenes.films.backprop.specs import BackpropSpec


def digits_of(**options: object) -> Digits:
    return Digits.of(Backprop.compute(BackpropSpec(**options)))


def test_three_decimals_are_enough_by_default() -> None:
    digits = digits_of()
    assert digits.text(-0.3) == "−0.300"
    assert digits.text(0.81, "L") == "0.810"


def test_what_is_given_is_written_in_full() -> None:
    assert digits_of(inputs=(0.125, -1.0)).text(0.125) == "0.125"


def test_long_numbers_have_fewer_decimals() -> None:
    digits = Digits(2, 3)
    texts = [digits.text(value) for value in (-12.3456, 123.456, 12_000.0)]
    assert texts == ["−12.35", "123.5", "1.2e4"]
    assert digits.typeset(-12_000.0) == "-1.2 dot 10^4"


def test_negative_numbers_stand_in_brackets_in_a_formula() -> None:
    assert Digits(2, 3).term(0.25) == "0.25"
    assert Digits(2, 3).term(-0.25) == "(-0.25)"
    assert Digits(2, 3).term(-0.0001) == "0.00"


def test_equality_is_claimed_only_where_the_shown_numbers_bear_it_out() -> None:
    digits = Digits(3, 3)
    product = digits.shown(0.3336) * digits.shown(3.0)
    assert digits.result(product, 0.3336 * 3.0) == "approx 1.001"
    assert digits.result(0.5 * 3, 1.5) == "= 1.500"
    assert digits.shown(1234.5, "L") == pytest.approx(1234.5)
