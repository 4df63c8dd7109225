"""Formulas that users write: as Python computes them, and nothing but arithmetic gets through."""

import math
import pickle
from contextlib import suppress

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.descent.formulas import CONSTANTS, FUNCTIONS, OF_TWO, parse_formula
from engine.errors import UsageError

PYTHON = {name: getattr(math, name) for name in FUNCTIONS if hasattr(math, name)}
PYTHON |= {"abs": abs, "sigmoid": lambda x: 1 / (1 + math.exp(-x)), **CONSTANTS}
PYTHON |= {
    "ln": math.log,
    "relu": lambda x: max(x, 0),
    "softplus": lambda x: math.log1p(math.exp(-abs(x))) + max(x, 0),
    "sign": lambda x: (x > 0) - (x < 0),
    "max": max,
    "min": min,
}
OF_ONE = [name for name in FUNCTIONS if name not in OF_TWO]

atoms = st.one_of(
    st.sampled_from(["a", "b", *CONSTANTS]),
    st.integers(0, 20).map(str),
    st.floats(0, 50).map(lambda number: f"{number:.3f}"),
)
formulas = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map("({0[0]} {0[1]} {0[2]})".format),
        st.tuples(inner, st.integers(0, 3)).map("({0[0]})**{0[1]}".format),
        st.tuples(st.sampled_from(["+", "-"]), inner).map("{0[0]}({0[1]})".format),
        st.tuples(st.sampled_from(OF_ONE), inner).map("{0[0]}({0[1]})".format),
        st.tuples(st.sampled_from(OF_TWO), inner, inner).map("{0[0]}({0[1]}, {0[2]})".format),
    ),
    max_leaves=8,
)  # fmt: skip


def python_value(text: str, a: float, b: float) -> float:
    """Compute a generated formula as Python does; what Python refuses is no number."""
    try:
        value = eval(text, {"__builtins__": {}}, {**PYTHON, "a": a, "b": b})
    except (ValueError, ZeroDivisionError, OverflowError):
        return math.nan
    return value if isinstance(value, (int, float)) else math.nan


@settings(max_examples=300, deadline=None)
@given(formulas, st.floats(-5, 5), st.floats(-5, 5))
def test_any_formula_has_the_value_that_python_computes(text: str, a: float, b: float) -> None:
    formula = parse_formula(f"a*0 + b*0 + {text}")
    expected = python_value(f"a*0 + b*0 + {text}", a, b)
    if math.isfinite(expected) and abs(expected) < 1e12:
        a_, b_ = (torch.tensor(x, dtype=torch.float64) for x in (a, b))
        assert formula(a_, b_).item() == pytest.approx(expected, rel=1e-6, abs=1e-6)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert 1 <= len(parse_formula(text).names) <= 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a" * 1_000_000, "1,000,000 characters"),
        ("(" * 220 + "a" + ")" * 220, "cannot be read"),
        ("+".join("a" * 60), "chains or nests more than 40 operations; take fewer"),
        ("a#b", "cannot be read near character 2; leave it out"),
        ("-" * 60 + "a", "chains or nests more than 40 operations; take fewer"),
        ("**".join("a" * 60), "chains or nests more than 40 operations; take fewer"),
        ("__import__('os').system('true')", "contains __import__('os').system('true')"),
        ("__import__", "no variable, constant or function named '__import__'"),
        ("a.real", "contains a.real"),
        ("a[0]", "contains a[0]"),
        ("(lambda: a)()", "contains"),
        ("sin(a, b)", "sin takes one argument"),
        ("sin(x=a)", "sin takes one argument"),
        ("sin(*a)", "contains *a"),
        ("sin", "sin needs an argument"),
        ("cosine(a)", "no function named 'cosine'; did you mean sin or cos"),
        ("alpha + 1", "no variable, constant or function named 'alpha'"),
        ("a + b + c", "3 variables, a, b, c"),
        ("2 + pi", "no variable"),
        ("a ^^ 2", "cannot be read near character 4"),
        ("× a", "cannot be read near character 1"),
        ("max(a)", "max takes two arguments"),
        ("2a", "lacks a *; write 2*a"),
        ("2(x+1)", "lacks a *; write 2*(x+1)"),
        ("(x+1)(x-1)", "lacks a *; write (x+1)*(x-1)"),
        ("x(x+1)", "lacks a *; write x*(x+1)"),
        ("xy", "lacks a *; write x*y"),
        ("2 x y^2", "lacks a *; write 2*x*y^2"),
        ("3xsin(x)", "lacks a *; write 3*x*sin(x)"),
        ("2pi x", "lacks a *; write 2*pi*x"),
        ("2πx", "lacks a *; write 2*π*x"),
        ("2x²", "lacks a *; write 2*x²"),
        ("x\n+ 2y", "lacks a *; write x+2*y"),
        ("sin x", "lacks parentheses; write sin(x)"),
        ("2*exp x + 3 y", "lacks parentheses; write 2*exp(x)+3*y"),
        ("√a", "cannot be read near character 1; write sqrt(a) for a root"),
        ("|a|", "cannot be read near character 1; write abs(a)"),
        ("y = x²", "cannot be read near character 3; write only what stands to the right of the ="),
        ("a² + ½", "cannot be read near character 6"),
        ("a +", "cannot be read"),
        ("", "cannot be read"),
        ("a\0", "cannot be read"),
        ("a if b else 1", "contains"),
        ("a == b", "contains a == b"),
        ("a % 2", "contains a % 2"),
        ("'a'", "contains 'a'"),
        ("True*a", "contains True"),
        ("1.5.2*x", "has 1.5.2, which is no number"),
        ("x + 1..2", "has 1..2, which is no number"),
        (".5.5x", "has .5.5, which is no number"),
        ("1e5.2*x", "has 1e5.2, which is no number"),
        ("1.5 .2 * x", "lacks a *"),
        ("1j*a", "lacks a *; write 1*j*a"),
        ("a * 1e400", "number too large"),
        ("a * 1" + "0" * 400, "number too large"),
        ("[a]", "contains [a]"),
        ("a := 2", "cannot be read"),
    ],
    ids=lambda value: value[:20],
)  # fmt: skip
def test_what_is_no_formula_is_refused_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_formula(text)
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_it_is_computed_for_many_points_at_once_and_has_gradients() -> None:
    a = torch.linspace(0.5, 3, 6, dtype=torch.float64).requires_grad_()
    values = parse_formula("a**3 + exp(a)*log(a)")(a)
    assert values.shape == (6,)
    values.sum().backward()
    x = a.detach().numpy()
    expected = 3 * x**2 + np.exp(x) * np.log(x) + np.exp(x) / x
    np.testing.assert_allclose(a.grad.numpy(), expected, rtol=1e-14)


def test_variables_stand_in_alphabetical_order() -> None:
    assert parse_formula("y + 2*x").names == ("x", "y")
    assert parse_formula("w1 - w0").names == ("w0", "w1")


def test_it_travels_to_other_processes() -> None:
    formula = parse_formula("(a - 8)**2")
    assert pickle.loads(pickle.dumps(formula)) == formula


def test_it_can_be_typeset() -> None:
    assert parse_formula("(a - 8)**2").typst == "(a - 8)^(2)"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a^2", "a**2"),
        ("2*a^2^0.5", "2*a**2**0.5"),
        ("-a^2", "-(a**2)"),
        ("a**2 − 3*a", "a**2 - 3*a"),
        ("a**2 × 2 · a ÷ 4", "a**2 * 2 * a / 4"),
        ("a² + 2*a³", "a**2 + 2*a**3"),
        ("a¹² − a¹", "a**12 - a"),
        ("π*a + τ", "pi*a + tau"),
        ("２*（ａ－1）＾2", "2*(a - 1)**2"),
        ("a\n+\u3000a", "a + a"),
    ],
)
def test_signs_are_read_as_people_write_them(written: str, read: str) -> None:
    a = torch.linspace(0.5, 3, 6, dtype=torch.float64)
    assert torch.equal(parse_formula(written)(a), parse_formula(read)(a))


SLOPES = {
    "relu(a)": lambda a: np.where(a > 0, 1.0, 0.0),
    "softplus(a)": lambda a: 1 / (1 + np.exp(-a)),
    "max(a, 1)": lambda a: np.where(a > 1, 1.0, 0.0),
    "min(a, 1)": lambda a: np.where(a < 1, 1.0, 0.0),
    "sign(a) + a^3": lambda a: 3 * a**2,
    "ln(a^2 + pi)": lambda a: 2 * a / (a**2 + np.pi),
    "e^a": np.exp,
}


@pytest.mark.parametrize("text", SLOPES)
def test_gradients_are_those_of_the_calculus(text: str) -> None:
    a = torch.linspace(-3.1, 3.1, 20, dtype=torch.float64).requires_grad_()
    parse_formula(text)(a).sum().backward()
    np.testing.assert_allclose(a.grad.numpy(), SLOPES[text](a.detach().numpy()), atol=1e-12)
