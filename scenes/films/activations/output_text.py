"""Outputs and slopes of activation functions as they are written while they change."""

from __future__ import annotations

from scenes.languages.numbers import fixed, power_of_ten, trimmed, typographic

DECIMALS = 3
"""Of outputs and slopes: so many tell them apart from limits, but for far out."""
MOST = 9
"""Decimals of a factor at most."""
LITTLE = 0.01
"""What is less is written as a power of ten."""


def output_text(value: float) -> str:
    """Write a number, rounded, with its sign: a small one below 0 is −0.000; 0 itself has none."""
    sign = "+" if value else ""
    return typographic(f"{value + 0.0:{sign},.{DECIMALS}f}")


def chain_text(value: float) -> str:
    """Write what a chain of units lets through: a power of ten of little, two decimals of more.

    What is left whole, or not at all, is a whole number.
    """
    if 0 < abs(value) < LITTLE:
        return power_of_ten(value, 0)
    return trimmed(value, 2) if value in (0.0, 1.0) else fixed(value, 2)


def factor_text(slope: float, layers: int) -> str:
    """Write by what each unit of a chain multiplies, so that what is printed of it recomputes.

    It has two decimals, or as many more as that takes: powers of what is written, up to that of
    all layers, are then written like powers of the slope.
    """
    if slope in (0.0, 1.0):
        return chain_text(slope)
    for decimals in range(2, MOST):
        printed = round(slope, decimals)
        powers = range(1, layers + 1)
        if all(chain_text(printed**k) == chain_text(slope**k) for k in powers):
            return fixed(slope, decimals)
    return fixed(slope, MOST)
