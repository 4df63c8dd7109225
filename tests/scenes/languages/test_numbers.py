"""Numbers as text: short, with true minus signs, and what a viewer recomputes comes out."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scenes.languages import numbers

usual = st.floats(-1e12, 1e12, allow_subnormal=False)
shares = st.floats(0, 1, allow_subnormal=False)


def read(text: str) -> float:
    """Read a number as a viewer does."""
    return float(text.replace(numbers.MINUS, "-").replace(",", ""))


@given(usual, st.integers(0, 6))
def test_fixed_decimals_are_as_many_as_asked_for_and_nearest(value: float, decimals: int) -> None:
    text = numbers.fixed(value, decimals)
    assert len(text.partition(".")[2]) == decimals
    assert read(text) == round(value, decimals)
    assert "-" not in text


def test_what_rounds_to_zero_has_a_sign_only_if_asked_for() -> None:
    assert numbers.fixed(-0.001, 2) == "0.00"
    assert numbers.fixed(-0.001, 2, signed_zero=True) == "−0.00"
    assert numbers.grouped(-0.2) == numbers.trimmed(-0.0001, 3) == "0"


def test_an_exponent_is_written_high() -> None:
    assert (numbers.superscript(10), numbers.superscript(-2)) == ("¹⁰", "⁻²")


def test_thousands_are_grouped() -> None:
    assert numbers.grouped(1_234_567) == "1,234,567"
    assert numbers.fixed(-12_345.678, 1) == "−12,345.7"
    assert numbers.significant(100_000) == "100,000"
    assert numbers.in_full(419_999, 2) == "420,000"


@given(usual)
def test_a_signed_number_always_has_its_sign(value: float) -> None:
    text = numbers.signed(value)
    assert text[0] in "+−"
    assert read(text) == round(value, 2)


def test_next_to_nothing_is_written_as_0_alone() -> None:
    assert [numbers.fixed_or_zero(x) for x in (-1e-17, -0.8061, 0.004)] == ["0", "−0.81", "0.00"]


@given(usual, st.integers(1, 6))
def test_no_trimmed_number_ends_in_a_0_that_says_nothing(value: float, decimals: int) -> None:
    text = numbers.trimmed(value, decimals)
    assert read(text) == round(value, decimals)
    assert not text.endswith(".")
    assert "." not in text or not text.endswith("0")


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.25, 6, "0.25"),
        (-4.0, 6, "−4"),
        (1 / 3, 3, "0.333"),
        (0.000_01, 6, "1e−5"),
        (-math.inf, 6, "−∞"),
    ],
)
def test_significant_digits(value: float, digits: int, text: str) -> None:
    assert numbers.significant(value, digits) == text


@given(st.floats(1e-9, 9e8), st.integers(1, 4))
def test_a_number_in_full_has_no_exponent(value: float, digits: int) -> None:
    text = numbers.in_full(value, digits)
    assert "e" not in text
    assert read(text) == pytest.approx(value, rel=0.5 * 10.0 ** (1 - digits) + 1e-12)


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (0.0625, "0.062"), (4.1e-13, "4e−13"), (2.6e10, "3e10")]
)
def test_what_is_tiny_or_huge_gets_a_power_of_ten_even_there(value: float, text: str) -> None:
    assert numbers.in_full(value, 2) == text


@given(st.floats(1e-300, 1e300), st.integers(0, 4), st.booleans())
def test_powers_of_ten_have_exponents_without_leading_zeros(
    value: float, decimals: int, plus: bool
) -> None:
    text = numbers.scientific(value, decimals, plus=plus)
    exponent = text.partition("e")[2]
    assert read(text) == float(f"{value:.{decimals}e}")
    assert exponent.strip("+−").lstrip("0") or exponent.strip("+") == "0"
    assert exponent.startswith("+") == (plus and read(exponent) >= 0)


def test_powers_of_ten_as_books_print_them() -> None:
    assert numbers.power_of_ten(1.5e-7) == "1.5 × 10⁻⁷"
    assert numbers.power_of_ten(1e-6) == "10⁻⁶"
    assert numbers.power_of_ten(-2.34e12, 2) == "−2.34 × 10¹²"
    printed = [numbers.significant(x, 3, superscript=True) for x in (1e-6, -2.345e9, 0.25)]
    assert printed == ["10⁻⁶", "−2.34 × 10⁹", "0.25"]


def test_the_larger_a_number_is_the_fewer_decimals_it_has() -> None:
    assert [numbers.by_size(x) for x in (0.5, 9.7, -12.345, 123.45, 20_743.9)] == [
        "0.500", "9.700", "−12.35", "123.5", "20,744",
    ]  # fmt: skip
    assert [numbers.by_size(x, least=5e-4, most=1e6) for x in (0, 4e-4, -2e7)] == [
        "0.000", "4.0e−4", "−2.0e7",
    ]  # fmt: skip


@given(st.floats(1e-3, 9e5), st.integers(2, 6))
@example(9.5, 3)
@example(9.96, 3)
@example(99.5, 4)
def test_a_number_has_as_many_digits_as_asked_for(value: float, count: int) -> None:
    text = numbers.digits(value, count)
    shown = sum(character.isdigit() for character in text)
    assert shown == max(count, len(f"{value:.0f}"))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_there_is_a_dash(value: float) -> None:
    assert numbers.digits(value, 4) == numbers.MISSING


@given(shares, st.integers(0, 2), st.booleans())
def test_only_all_is_100_percent_and_only_nothing_0(
    share: float, decimals: int, keep_zeros: bool
) -> None:
    shown = read(numbers.percent(share, decimals, keep_zeros=keep_zeros).removesuffix("%"))
    assert (shown == 100) == (share == 1)
    assert (shown == 0) == (share == 0)
    assert shown == pytest.approx(100 * share, abs=10.0**-decimals)


def test_percentages() -> None:
    assert numbers.percent(0.99999) == "99.9%"
    assert numbers.percent(1) == "100%"
    assert numbers.percent(1, keep_zeros=True) == "100.0%"
    assert numbers.percent(0.9999, 0) == "99%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (-1.0, "−1"),
        (0.12349, "0.123"),
        (-0.0001, "0"),
        (100.0, "100"),
        (-12.3456, "−12.35"),
        (123.456, "123.5"),
        (123_456.0, "1.2e5"),
        (-2_000.0, "−2.0e3"),
        (999.98, "1.0e3"),
    ],
)
def test_a_compact_number_has_three_decimals_at_most(value: float, text: str) -> None:
    assert numbers.compact(value) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps"), (1000, "1,000 steps")]
)
def test_a_noun_agrees_with_its_count(count: int, text: str) -> None:
    assert numbers.counted(count, "step") == text
    assert numbers.counted(count, "pass", "passes").endswith("pass" if count == 1 else "passes")


@given(usual, st.integers(1, 8))
@example(1e-7, 1)
@example(-1e-7, 3)
@example(10.0, 2)
@example(1e12, 4)
def test_a_number_can_be_read_back_however_it_is_written(value: float, count: int) -> None:
    rounded = float(f"{value:.{count}e}")
    assert numbers.read_number(numbers.power_of_ten(value, count)) == rounded
    assert numbers.read_number(numbers.scientific(value, count)) == rounded
    assert numbers.read_number(numbers.fixed(value, count)) == round(value, count)
    assert numbers.read_number(numbers.grouped(value)) == round(value)


def test_what_is_no_number_or_has_no_end_is_written_as_such_everywhere() -> None:
    for write in (
        lambda x: numbers.fixed(x, 3),
        numbers.significant,
        numbers.percent,
        numbers.by_size,
        numbers.scientific,
        lambda x: numbers.trimmed(x, 2),
    ):
        assert write(math.nan).rstrip("%") == numbers.MISSING
        assert write(math.inf).rstrip("%") == "∞"
        assert write(-math.inf).rstrip("%") == "−∞"


def test_different_numbers_get_digits_enough_to_tell_them_apart() -> None:
    assert numbers.told_apart([0.6931, 0.7012, 0.7149]) == ["0.69", "0.7", "0.71"]
    assert numbers.told_apart([0.6931, 0.6972, 0.7012]) == ["0.693", "0.697", "0.701"]
    assert numbers.told_apart([4.9e11, 4.9001e11]) == ["4.9e11", "4.9001e11"]
    assert numbers.told_apart([2.0, 2.0]) == ["2", "2"]
