"""Formulas are typeset as a book would: fractions, few brackets, and nothing ambiguous."""

import ast

import pytest

from engine.descent.formula_typesetting import typeset


@pytest.mark.parametrize(
    ("text", "typst"),
    [
        ("(a - 8)**2 + (b - 2)**2", "(a - 8)^(2) + (b - 2)^(2)"),
        ("(x**2 + 20*y**2) / 2", "frac(x^(2) + 20 y^(2), 2)"),
        ("a - (b - 1)", "a - (b - 1)"),
        ("-a*2", "-a dot 2"),
        ("(-a)**2", "(-a)^(2)"),
        ("-a**2", "-a^(2)"),
        ("a*(b + 1)", "a (b + 1)"),
        ("exp(-a) * log(b)", "e^(-a) ln(b)"),
        ("(a/b)**2", "(frac(a, b))^(2)"),
        ("1e-5*w1 + +w0", "(1 dot 10^(-5)) w_1 + w_0"),
        ("2*pi*a", "2 pi a"),
        ("sigmoid(a) + asin(b) + log10(a)", "sigma(a) + arcsin(b) + log_10(a)"),
        ("sqrt(a + 1)", "sqrt(a + 1)"),
        ("0.5*a", "0.5 a"),
        ("max(a, b/2) + relu(a)", 'max(a, frac(b, 2)) + "relu"(a)'),
        ("softplus(a)*sign(b) + ln(a)", '"softplus"(a) "sign"(b) + ln(a)'),
    ],
)
def test_it_is_typeset_as_a_book_would(text: str, typst: str) -> None:
    assert typeset(ast.parse(text, mode="eval").body) == typst


@pytest.mark.parametrize("other", ["(a - b) - c", "a - b - c"])
def test_brackets_that_change_nothing_are_left_out(other: str) -> None:
    assert typeset(ast.parse(other, mode="eval").body) == "a - b - c"
