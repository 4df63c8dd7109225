"""Formulas of matrices applied one after another."""

from __future__ import annotations

DIGITS = "₀₁₂₃₄₅₆₇₈₉"
WRITTEN_OUT = 4
"""Most matrices of which all are named in a product."""


def layer_name(number: int) -> str:
    """Name a layer's matrix."""
    return f"W{DIGITS[number]}"


def product_of(count: int) -> str:
    """Write the product of so many matrices."""
    names = [layer_name(i) for i in range(count, 0, -1)]
    return " ".join(names if count <= WRITTEN_OUT else (names[0], "…", *names[-2:]))


def nested(count: int) -> str:
    """Write the matrices applied to v, one after another."""
    if count > WRITTEN_OUT:
        return f"{layer_name(count)} (… (W₂ (W₁ v)))"
    text = "W₁ v"
    for i in range(2, count + 1):
        text = f"{layer_name(i)} ({text})"
    return text
