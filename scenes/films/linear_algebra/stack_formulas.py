"""Formulas of matrices applied one after another."""

from __future__ import annotations


def layer_name(number: int) -> str:
    """Name a layer's matrix."""
    return f"W{'₀₁₂₃₄₅₆₇₈₉'[number]} ="


def product_of(count: int) -> str:
    """Write the product of so many matrices, in Typst's math mode."""
    if count > 4:
        return f"W_{count} dots.c W_2 W_1"
    return " ".join(f"W_{i}" for i in range(count, 0, -1))


def nested(count: int) -> str:
    """Write the matrices applied one after another, in Typst's math mode."""
    if count > 4:
        return f"W_{count} (dots.c (W_2 (W_1 x)))"
    text = "W_1 x"
    for i in range(2, count + 1):
        text = f"W_{i} ({text})"
    return text
