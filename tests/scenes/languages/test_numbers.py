"""Numbers on screen: short, and what a viewer recomputes from them comes out."""

import pytest

from scenes.languages.numbers import as_shown, figure, result, term


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
    ],
)
def test_a_number_is_written_shortly(value: float, text: str) -> None:
    assert figure(value) == text
    assert as_shown(value) == float(text.replace("−", "-"))


def test_negative_numbers_stand_in_brackets_in_a_formula() -> None:
    assert term(0.25) == "0.25"
    assert term(-0.25) == "(-0.25)"
    assert term(-0.0001) == "0"
    assert term(-12_000.0) == "(-1.2 dot 10^4)"


def test_equality_is_claimed_only_where_the_shown_numbers_bear_it_out() -> None:
    a, b = 0.3336, 3.0
    assert result(as_shown(a) * as_shown(b), a * b) == "approx 1.001"
    assert result(0.5 * 3, 1.5) == "= 1.5"
